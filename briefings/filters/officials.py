"""The list of officials."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from briefings.filters.base import OrderingFilter, PartialDateFilter, RecordFilter
from briefings.filters.held import CERTAIN, HeldFilterSet
from briefings.models import Official, PartialDate
from briefings.models.date_questions import certainly_between, possibly_between
from briefings.paging import both_ways


class OfficialFilterSet(HeldFilterSet):
    """Officials by country, birth, and what they held when."""

    held_by_row = "official"

    country = RecordFilter("country", help_text="The official's country: code, slug or id")
    office = RecordFilter("office", method="jointly", help_text="Holds or held this office")
    born_on_or_after = PartialDateFilter(method="born", help_text="Born on this day or later")
    born_on_or_before = PartialDateFilter(method="born", help_text="Born on this day or earlier")
    ordering = OrderingFilter(*both_ways("name", "sort_name"))

    class Meta:
        model = Official
        fields: list[str] = []

    def born(self, queryset: QuerySet[Official], name: str, day: PartialDate) -> QuerySet[Official]:
        """Keep who may have been born, or certainly was, on that side of the day."""
        certain = self.form.cleaned_data["date_match"] == CERTAIN
        between = certainly_between if certain else possibly_between
        after = name.endswith("after")
        condition: Q = (
            between("born", day.earliest, None) if after else between("born", None, day.latest)
        )
        return queryset.filter(condition)
