"""The list of officials."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from briefings.filters.base import OrderingFilter, PartialDateFilter, RecordFilter
from briefings.filters.facets import Facet
from briefings.filters.held import HeldFilterSet
from briefings.filters.several import RecordsFilter
from briefings.filters.tallies import Keys, tallied
from briefings.filters.words import matching_parts
from briefings.models import Official, OfficialName, PartialDate, Tenure
from briefings.models.date_questions import certainly_between, possibly_between
from briefings.paging import both_ways
from briefings.search.questions import search_query


class OfficialFilterSet(HeldFilterSet):
    """Officials by country, birth, and what they held when; `q` reads all names and biography."""

    held_by_row = "official"
    facets = (Facet("office_kind", "Office", "office_kinds"), Facet("country", "Country"))

    country = RecordFilter("country", help_text="The official's country: code, slug or id")
    country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    office = RecordFilter("office", method="jointly", help_text="Holds or held this office")
    born_on_or_after = PartialDateFilter(method="born", help_text="Born on this day or later")
    born_on_or_before = PartialDateFilter(method="born", help_text="Born on this day or earlier")
    ordering = OrderingFilter(*both_ways("name", "sort_name"))

    class Meta:
        model = Official
        fields: list[str] = []

    def born(self, queryset: QuerySet[Official], name: str, day: PartialDate) -> QuerySet[Official]:
        """Keep who may have been born, or certainly was, on that side of the day."""
        between = certainly_between if self.certain else possibly_between
        after = name.endswith("after")
        condition: Q = (
            between("born", day.earliest, None) if after else between("born", None, day.latest)
        )
        return queryset.filter(condition)

    def office_kinds(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the officials held an office of each kind, as is asked of a tenure."""
        held = self.held(Tenure.objects.live(self.at)).filter(official__in=keys)
        return [tallied(held, "official", "office__kind")]

    def matching_question(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep who answers the question, each part by name or biography."""
        return matching_parts(queryset, question, self.found)

    def found(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the officials of whom a part of a question is said.

        Other names as well, those that are only for finding among them.
        """
        own = Official.objects.filter(said=search_query(part)).order_by()
        names = OfficialName.objects.filter(said=search_query(part)).order_by()
        return [own.values("pk"), names.values("official")]
