"""The list of participants."""

from __future__ import annotations

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from briefings.filters.dated import DatedFilterSet
from briefings.filters.facets import Facet
from briefings.filters.naming import records_named
from briefings.filters.occasions import coming_from
from briefings.filters.parameters import (
    ChoicesFilter,
    OrderingFilter,
    PartialDateFilter,
    RecordFilter,
)
from briefings.models import Participant, StatusChange
from briefings.models.participants import ParticipantQuerySet
from briefings.models.statuses import Attendance
from briefings.paging import both_ways


class ParticipantFilterSet(DatedFilterSet):
    """Participants by occasion, official or organization, country, side, role and attendance.

    They come in order of entry. `q` searches the name of the official or organization, or the words
    for the group.
    """

    words = ("official__full_name", "organization__name", "group")
    facets = (Facet("side", "Side"), Facet("role", "Part"))

    meeting = RecordFilter("meeting", help_text="At this meeting")
    visit = RecordFilter("visit", help_text="On this visit")
    official = RecordFilter("official", help_text="The official")
    organization = RecordFilter("organization", help_text="The organization")
    country = RecordFilter(
        "country", method="from_country", help_text="The country that they come from"
    )
    side = django_filters.ChoiceFilter(
        choices=Participant.Side.choices, empty_label=None, help_text="Side of the table"
    )
    side__in = ChoicesFilter(
        field_name="side",
        choices=Participant.Side.choices,
        help_text="Sides of the table, with commas between the values",
    )
    standing = django_filters.ChoiceFilter(
        method="with_attendance",
        choices=Attendance.choices,
        empty_label=None,
        help_text="Where they stood on the day `as_of`, else stand today",
    )
    as_of = PartialDateFilter(
        method="keep_all", help_text="The day for which the standing is asked and told"
    )
    role = django_filters.ChoiceFilter(
        choices=Participant.Role.choices, empty_label=None, help_text="In what part"
    )
    role__in = ChoicesFilter(
        field_name="role",
        choices=Participant.Role.choices,
        help_text="In what part, with commas between the values",
    )
    ordering = OrderingFilter(*both_ways("entered", "pk"))

    class Meta:
        model = Participant
        fields: list[str] = []

    def from_country(
        self, queryset: ParticipantQuerySet, _: str, name: str
    ) -> QuerySet[Participant]:
        """Keep the participants of the country: by their own country, else by their record's."""
        return queryset.filter(coming_from(records_named("country", name, self.at)))

    def with_attendance(
        self, queryset: ParticipantQuerySet, _: str, status: str
    ) -> QuerySet[Participant]:
        """Keep the participants with this attendance on the day, possibly or certainly."""
        changes = StatusChange.objects.during(
            self.form.cleaned_data["as_of"] or self.today,
            "status",
            [status],
            of="participant",
            at=self.at,
            certainly=self.certain,
        )
        return queryset.filter(Exists(changes.filter(participant=OuterRef("pk"))))
