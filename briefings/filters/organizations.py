"""The list of organizations."""

from __future__ import annotations

from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import OrderingFilter, RecordFilter, RecordsFilter
from briefings.models import Organization
from briefings.paging import both_ways


class OrganizationFilterSet(RecordFilterSet):
    """Organizations by country; `q` searches their names."""

    words = ("name", "other_names")
    facets = (Facet("country", "Country"),)

    country = RecordFilter("country", help_text="The organization's country: code, slug or id")
    country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    ordering = OrderingFilter(*both_ways("name", "name"))

    class Meta:
        model = Organization
        fields: list[str] = []
