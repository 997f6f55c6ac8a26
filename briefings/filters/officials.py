"""The list of officials."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from briefings.filters.facets import Facet
from briefings.filters.held import HeldFilterSet
from briefings.filters.parameters import (
    OrderingFilter,
    PartialDateFilter,
    RecordFilter,
    RecordsFilter,
)
from briefings.filters.tallies import Keys, count_by
from briefings.filters.words import matching_parts
from briefings.models import Official, OfficialName, PartialDate, Tenure
from briefings.models.date_questions import certainly_between, possibly_between
from briefings.paging import both_ways
from briefings.search.questions import search_query


class OfficialFilterSet(HeldFilterSet):
    """Officials by country, birth and offices held; `q` searches all names and the biography."""

    held_by_row = "official"
    facets = (Facet("office_kind", "Office", "office_kind_counts"), Facet("country", "Country"))

    country = RecordFilter("country", help_text="The official's country: code, slug or id")
    country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    office = RecordFilter("office", method="keep_all", help_text="Holds or held this office")
    born_on_or_after = PartialDateFilter(method="born", help_text="Born on this day or later")
    born_on_or_before = PartialDateFilter(method="born", help_text="Born on this day or earlier")
    ordering = OrderingFilter(*both_ways("name", "sort_name"))

    class Meta:
        model = Official
        fields: list[str] = []

    def born(self, queryset: QuerySet[Official], name: str, day: PartialDate) -> QuerySet[Official]:
        """Keep the officials born before or after the day, possibly or certainly."""
        between = certainly_between if self.certain else possibly_between
        after = name.endswith("after")
        condition: Q = (
            between("born", day.earliest, None) if after else between("born", None, day.latest)
        )
        return queryset.filter(condition)

    def office_kind_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the officials by the kinds of office in their tenures that meet the filters."""
        held = self.matching_tenures(Tenure.objects.live(self.at)).filter(official__in=keys)
        return [count_by(held, "official", "office__kind")]

    def matching_question(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep the officials who match each part of the question, by a name or the biography."""
        return matching_parts(queryset, question, self.keys_matching)

    def keys_matching(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the officials who match a part of a question; hidden names count."""
        own = Official.objects.filter(said=search_query(part)).order_by()
        names = OfficialName.objects.filter(said=search_query(part)).order_by()
        return [own.values("pk"), names.values("official")]
