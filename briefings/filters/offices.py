"""The list of offices."""

from __future__ import annotations

import django_filters

from briefings.filters.facets import Facet
from briefings.filters.held import HeldFilterSet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter, RecordsFilter
from briefings.models import Office
from briefings.paging import both_ways


class OfficeFilterSet(HeldFilterSet):
    """Offices by kind, country, organization and holders; `q` searches their titles."""

    held_by_row = "office"
    words = ("title", "other_titles")
    facets = (Facet("kind", "Kind"), Facet("country", "Country"))

    kind = django_filters.ChoiceFilter(
        choices=Office.Kind.choices, empty_label=None, help_text="Kind of office"
    )
    kind__in = ChoicesFilter(
        field_name="kind",
        choices=Office.Kind.choices,
        help_text="Kinds of office with commas between them",
    )
    country = RecordFilter("country", help_text="The country whose office it is")
    country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    organization = RecordFilter("organization", help_text="The organization whose office it is")
    official = RecordFilter("official", method="keep_all", help_text="Held by this official")
    office_kind = None  # an office's own kind is `kind`
    office_kind__in = None  # type: ignore[assignment]
    ordering = OrderingFilter(*both_ways("title", "title"))

    class Meta:
        model = Office
        fields: list[str] = []
