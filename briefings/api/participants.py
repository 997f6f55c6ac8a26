"""Participants as JSON, with the offices that they held on the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.days import OfDayResource
from briefings.api.mentions import MentionSerializer, RecordMention
from briefings.api.rows import (
    Choice,
    CitedSerializer,
    Label,
    RowInShortSerializer,
    RowSerializer,
    Serializer,
    Text,
)
from briefings.api.statuses import StatusDuringSerializer, StatusInHistorySerializer
from briefings.documents.days import Standing
from briefings.documents.mentions import Mention, of_record
from briefings.filters.participants import ParticipantFilterSet
from briefings.models import Meeting, Participant, StatusChange, Tenure, Visit
from briefings.models.base import Confidence, if_live
from briefings.models.chains import dated
from briefings.models.days import Match
from briefings.models.statuses import Attendance
from briefings.models.visits import first_zone
from briefings.timelines import citations_under


class HeldThatDaySerializer(Serializer):
    """An office held on the day of a meeting, or during a visit."""

    tenure = serializers.UUIDField(source="public_id")
    office = RecordMention()
    acting = serializers.BooleanField()
    held = serializers.ChoiceField(
        Match.choices,
        allow_null=True,
        source="held_then",
        help_text="Whether the dates make it certain; null: the one chosen, and the days do not"
        " say so",
    )


class ParticipantInShortSerializer(RowInShortSerializer):
    """An official, an organization or a described group, and its part."""

    official = RecordMention()
    organization = RecordMention()
    group = Text(help_text="A group or a private person, described")
    country = serializers.SerializerMethodField()
    side = Choice(Participant.Side.choices)
    side_label = Text(source="get_side_display")
    role = serializers.ChoiceField(choices=Participant.Role.choices)
    role_label = Label(source="get_role_display")
    order = serializers.IntegerField(help_text="As they are seated")
    offices = HeldThatDaySerializer(
        many=True, help_text="Held on the day of the meeting or during the visit, or chosen of them"
    )
    standing = Choice(
        Attendance.choices,
        source="stands.status",
        help_text="At the end of the day `as_of`, today without one; null: it is not said",
    )
    standing_label = serializers.CharField(source="stands.label", allow_null=True)
    standing_possibly = serializers.ListField(
        source="stands.possibly",
        child=serializers.ChoiceField(choices=Attendance.choices),
        help_text="What partial dates allow instead; the standing itself, where it is not certain",
    )
    standing_during = StatusDuringSerializer(
        source="stands.during",
        many=True,
        help_text="Every standing at some time on `as_of`, as lists are asked for it",
    )
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")

    def to_representation(self, participant: Any) -> dict[str, Any]:
        """Return the participant's JSON, worked out for the context's day."""
        at: datetime = self.context["at"]
        today = local_day(participant.meeting or participant.visit, at)
        on = self.context["asked"] or today
        participant.stands = Standing.of(dated(participant.statuses.all(), "status"), on, today)
        participant.offices = offices(participant, self.context["today"])
        said: dict[str, Any] = super().to_representation(participant)
        return said

    @extend_schema_field(MentionSerializer(allow_null=True))
    def get_country(self, participant: Participant) -> Mention | None:
        """Return the country that they come from, by their own word or by their record's."""
        country = if_live(participant.comes_from(), self.context["at"])
        return of_record(country) if country else None


class ParticipantInListSerializer(RowSerializer, ParticipantInShortSerializer):
    """An official, an organization or a described group at one meeting or on one visit."""

    meeting = RecordMention()
    visit = RecordMention()

    def to_representation(self, participant: Any) -> dict[str, Any]:
        """Return the participant's JSON, the visit's zone read along with the row."""
        if participant.visit is not None:
            participant.visit.time_zone = participant.visit_zone
        return super().to_representation(participant)


class ParticipantSerializer(ParticipantInListSerializer, CitedSerializer):
    """A participant at its own address, with its standing over time and its sources."""

    standing_history = StatusInHistorySerializer(source="statuses", many=True)


class ParticipantResource(OfDayResource):
    """Who is at a meeting or on a visit."""

    row_type = "participant"
    queryset = Participant.objects.all()
    filterset_class = ParticipantFilterSet
    serializer_class = ParticipantSerializer
    list_serializer_class = ParticipantInListSerializer
    moving = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the participants with who they are, what it is at, standing and offices."""
        found = taking_part(rows, self.ledger_state.at).select_related("meeting", "visit")
        return found.annotate(visit_zone=first_zone("visit"))

    def get_object(self) -> Participant:
        """Return the participant with what it and its standing rest on; a query more."""
        participant: Participant = super().get_object()
        occasion = participant.meeting or participant.visit
        if occasion is not None:
            self.citations = citations_under(occasion.identity_id, self.ledger_state.at)
        return participant


def taking_part(rows: QuerySet[Participant], at: datetime) -> QuerySet[Participant]:
    """Return participants with who they are, standing and tenures; two queries more."""
    tenures = Tenure.objects.live(at).select_related("office").in_order()
    return rows.select_related(
        "official__country", "organization__country", "country"
    ).prefetch_related(
        Prefetch("statuses", StatusChange.objects.live(at).in_order()),
        Prefetch("official__tenures", tenures),
    )


def local_day(occasion: Meeting | Visit | None, at: datetime) -> date:
    """Return the day that it is at `at` where a meeting or visit is, in the newsroom for none."""
    return occasion.today(at) if occasion else localdate(at)


def offices(participant: Participant, today: date) -> list[Any]:
    """Return the tenures of an official that may have been held then, or the chosen one.

    Each says in `held_then` how sure that is. None without a day, unless one was chosen.
    """
    if participant.official is None:
        return []
    occasion = participant.meeting or participant.visit
    tenures: list[Any] = list(participant.official.tenures.all())
    for tenure in tenures:
        tenure.held_then = tenure.held(occasion.partial_period if occasion else None, today)
    chosen = [tenure for tenure in tenures if tenure.pk == participant.tenure_id]
    return chosen or [tenure for tenure in tenures if tenure.held_then]
