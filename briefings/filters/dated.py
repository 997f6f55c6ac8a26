"""Filters by partial dates, the same for every dated list."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet

from briefings.filters.base import RecordFilterSet
from briefings.filters.parameters import PartialDateFilter
from briefings.models import PartialDate
from briefings.models.date_questions import certainly_between, possibly_between

CERTAIN = "certain"


class DatedFilterSet(RecordFilterSet):
    """A list with partial dates: a condition on them may hold (possible) or must (certain)."""

    date_match = django_filters.ChoiceFilter(
        method="keep_all",
        choices=[("possible", "Possible"), (CERTAIN, "Certain")],
        empty_label=None,
        help_text="Whether dates known in part may count for what is asked (possible) or must"
        " (certain)",
    )

    @property
    def certain(self) -> bool:
        """Whether only rows are kept for which the condition must hold."""
        return bool(self.form.cleaned_data["date_match"] == CERTAIN)


class EventFilterSet(DatedFilterSet):
    """A list of rows that happen on a day; `happened` names the column, a partial date."""

    happened: ClassVar[str] = "on"

    on_or_after = PartialDateFilter(method="from_day", help_text="On this day or later")
    on_or_before = PartialDateFilter(method="to_day", help_text="On this day or earlier")

    def from_day(self, queryset: QuerySet[Any], _: str, day: PartialDate) -> QuerySet[Any]:
        """Keep the rows from the first day of `day` on."""
        return queryset.filter(self.within(day.earliest, None))

    def to_day(self, queryset: QuerySet[Any], _: str, day: PartialDate) -> QuerySet[Any]:
        """Keep the rows up to the last day of `day`."""
        return queryset.filter(self.within(None, day.latest))

    def within(self, first: date | None, last: date | None) -> Q:
        """Match rows that happened from `first` to `last`, possibly or certainly; None is open."""
        return (certainly_between if self.certain else possibly_between)(self.happened, first, last)
