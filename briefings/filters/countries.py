"""The list of countries."""

from __future__ import annotations

import django_filters

from briefings.filters.base import RecordFilterSet
from briefings.filters.parameters import OrderingFilter, TextsFilter
from briefings.models import Country
from briefings.paging import both_ways


class CountryFilterSet(RecordFilterSet):
    """Countries by their ISO code; `q` searches their names."""

    words = ("name", "long_name", "other_names", "adjective")

    code = django_filters.CharFilter(help_text="ISO 3166-1 alpha-2")
    code__in = TextsFilter(field_name="code", help_text="Codes with commas between them, up to 200")
    ordering = OrderingFilter(*both_ways("name", "name"))

    class Meta:
        model = Country
        fields: list[str] = []
