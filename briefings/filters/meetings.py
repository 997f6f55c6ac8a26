"""The list of meetings."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Concat

from briefings.filters.facets import Facet
from briefings.filters.occasions import OccasionFilterSet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter, RecordsFilter
from briefings.filters.tallies import Keys, count_by
from briefings.models import Meeting, Outcome
from briefings.models.meetings import EARLIEST_DAY, EARLIEST_DAY_DOWNWARDS
from briefings.models.words import words_in
from briefings.paging import Ordering
from briefings.search import related
from briefings.search.questions import search_query

# The month in which a meeting certainly is, as in 2023-06; "" if it may be in several.
MONTH = Func(
    "on_days",
    template="CASE WHEN date_trunc('month', lower(%(expressions)s))"
    " = date_trunc('month', upper(%(expressions)s) - 1)"
    " THEN to_char(lower(%(expressions)s), 'YYYY-MM') ELSE '' END",
    output_field=TextField(),
)


class MeetingFilterSet(OccasionFilterSet):
    """Meetings by kind, day, place, participants, agenda, and status on a day.

    `q` searches title, summary, outcomes, participants, place, country and the visit's title.
    """

    occasion = "meeting"
    facets = (
        Facet("status", "Status", "status_counts"),
        Facet("kind", "Kind"),
        Facet("host_country", "Country"),
        Facet("month.kind", "Month and kind", "month_counts", shown=False),
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

    def month_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the meetings by month and kind, as "2023-06.summit".

        Nothing stands before the dot if the month is not certain.
        """
        rows = Meeting.objects.filter(pk__in=keys).annotate(
            month_and_kind=Concat(MONTH, Value("."), "kind")
        )
        return [count_by(rows, "pk", "month_and_kind")]

    def keys_matching(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the meetings that match a part of a question, also by outcomes."""
        outcomes = Outcome.objects.alias(said=words_in("words")).filter(said=search_query(part))
        names = related.of_meeting(part, self.at)
        return [*super().keys_matching(part), *names, outcomes.order_by().values("meeting")]
