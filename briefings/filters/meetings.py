"""The list of meetings."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Concat

from briefings.filters.base import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.filters.facets import Facet
from briefings.filters.occasions import OccasionFilterSet
from briefings.filters.several import RecordsFilter
from briefings.filters.tallies import Keys, tallied
from briefings.models import Meeting, Outcome
from briefings.models.meetings import EARLIEST_DAY, EARLIEST_DAY_DOWNWARDS
from briefings.models.words import words_in
from briefings.paging import Ordering
from briefings.search import beside
from briefings.search.questions import search_query

# The month in which it must be, as in 2023-06; "" where that is not known.
MONTH = Func(
    "on_days",
    template="CASE WHEN date_trunc('month', lower(%(expressions)s))"
    " = date_trunc('month', upper(%(expressions)s) - 1)"
    " THEN to_char(lower(%(expressions)s), 'YYYY-MM') ELSE '' END",
    output_field=TextField(),
)


class MeetingFilterSet(OccasionFilterSet):
    """Meetings by kind, day, place, who was there, about what, and how they stood on a day.

    `q` reads title, summary and outcomes, who was there, where, and what the visit is called.
    """

    occasion = "meeting"
    facets = (
        Facet("status", "Status", "standings"),
        Facet("kind", "Kind"),
        Facet("host_country", "Country"),
        Facet("month.kind", "Month and kind", "months", shown=False),
    )

    kind = django_filters.ChoiceFilter(
        choices=Meeting.Kind.choices, empty_label=None, help_text="Kind of meeting"
    )
    kind__in = ChoicesFilter(
        field_name="kind",
        choices=Meeting.Kind.choices,
        help_text="Kinds of meeting with commas between them",
    )
    host_country = RecordFilter(
        "country", field_name="country", help_text="The country in which it takes place"
    )
    host_country__in = RecordsFilter(
        "country", field_name="country", help_text="Countries with commas between them"
    )
    place = RecordFilter("place", help_text="The place of it")
    visit = RecordFilter("visit", help_text="The visit that it is part of")
    gathering = RecordFilter("meeting", help_text="The gathering that it is part of")
    ordering = OrderingFilter(
        Ordering("-on", EARLIEST_DAY_DOWNWARDS, descending=True),
        Ordering("on", EARLIEST_DAY),
    )

    class Meta:
        model = Meeting
        fields: list[str] = []

    def months(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the meetings there are of each month and kind: "2023-06.summit".

        Where the month is not known for certain nothing stands before the dot.
        """
        rows = Meeting.objects.filter(pk__in=keys).annotate(
            month_and_kind=Concat(MONTH, Value("."), "kind")
        )
        return [tallied(rows, "pk", "month_and_kind")]

    def found(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the meetings of which a part is said; by their outcomes as well."""
        outcomes = Outcome.objects.alias(said=words_in("words")).filter(said=search_query(part))
        names = beside.of_meeting(part, self.at)
        return [*super().found(part), *names, outcomes.order_by().values("meeting")]
