"""The list of meetings."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import OuterRef
from django.db.models.expressions import Combinable

from briefings.filters.base import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.filters.occasions import OccasionFilterSet
from briefings.filters.words import words_of
from briefings.models import Meeting, Outcome, Place
from briefings.models.meetings import EARLIEST_DAY, EARLIEST_DAY_DOWNWARDS
from briefings.paging import Ordering


class MeetingFilterSet(OccasionFilterSet):
    """Meetings by kind, day, place, who was there, about what, and how they stood on a day.

    `q` reads title, summary and outcomes, and the names of participants and place.
    """

    occasion = "meeting"
    words = ("label", "summary")

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

    def words_beside(self) -> Sequence[Combinable]:
        """Return the names of participants and place, and the outcomes."""
        place = Place.objects.live(self.at).filter(pk=OuterRef("place"))
        outcomes = Outcome.objects.filter(meeting=OuterRef("pk"))
        return [*super().words_beside(), words_of(place, "name"), words_of(outcomes, "words")]
