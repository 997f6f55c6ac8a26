"""The list of images."""

from __future__ import annotations

import django_filters

from briefings.filters.base import OrderingFilter, RecordFilterSet
from briefings.models import Image
from briefings.paging import both_ways


class ImageFilterSet(RecordFilterSet):
    """Images by the right to print them.

    `q` reads the text in their place, caption and credit.
    """

    words = ("alt", "caption", "credit")

    rights = django_filters.ChoiceFilter(
        choices=Image.Rights.choices, empty_label=None, help_text="By what right it is printed"
    )
    ordering = OrderingFilter(*reversed(both_ways("entered", "pk")))

    class Meta:
        model = Image
        fields: list[str] = []
