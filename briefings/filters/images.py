"""The list of images."""

from __future__ import annotations

import django_filters

from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter
from briefings.models import Image
from briefings.paging import both_ways


class ImageFilterSet(RecordFilterSet):
    """Images by the right to print them; `q` searches alternative text, caption and credit."""

    words = ("alt", "caption", "credit")
    facets = (Facet("rights", "Rights"),)

    rights = django_filters.ChoiceFilter(
        choices=Image.Rights.choices, empty_label=None, help_text="By what right it is printed"
    )
    rights__in = ChoicesFilter(
        field_name="rights",
        choices=Image.Rights.choices,
        help_text="By what right it is printed, with commas between the values",
    )
    ordering = OrderingFilter(*reversed(both_ways("entered", "pk")))

    class Meta:
        model = Image
        fields: list[str] = []
