"""The list of places."""

from __future__ import annotations

import django_filters

from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter, RecordsFilter
from briefings.models import Place
from briefings.paging import both_ways


class PlaceFilterSet(RecordFilterSet):
    """Places by kind and country; `q` searches their names."""

    words = ("name", "other_names")
    facets = (Facet("kind", "Kind"), Facet("country", "Country"))

    kind = django_filters.ChoiceFilter(
        choices=Place.Kind.choices, empty_label=None, help_text="Kind of place"
    )
    kind__in = ChoicesFilter(
        field_name="kind",
        choices=Place.Kind.choices,
        help_text="Kinds of place with commas between them",
    )
    country = RecordFilter("country", help_text="The country in which it lies: code, slug or id")
    country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    ordering = OrderingFilter(*both_ways("name", "name"))

    class Meta:
        model = Place
        fields: list[str] = []
