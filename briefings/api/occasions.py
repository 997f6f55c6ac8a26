"""What meetings and visits have in common as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.days import OfDayResource
from briefings.api.mentions import RecordMention
from briefings.api.names import discreet
from briefings.api.participants import ParticipantInShortSerializer, taking_part
from briefings.api.readouts import ReadoutOfOccasionSerializer
from briefings.api.rows import (
    Choice,
    CitedSerializer,
    Label,
    RecordSerializer,
    Text,
    WholeRecordSerializer,
)
from briefings.api.statuses import StatusDuringSerializer, StatusInHistorySerializer
from briefings.documents.days import Standing
from briefings.models import AgendaItem, Meeting, Participant, Readout, StatusChange, Visit
from briefings.models.base import if_live
from briefings.models.chains import dated
from briefings.models.statuses import AHEAD, Status
from briefings.timelines import citations_under


class AgendaItemSerializer(CitedSerializer):
    """A topic or a detainee's case, planned or raised; one of the two."""

    topic = RecordMention()
    detainee = RecordMention()
    stage = serializers.ChoiceField(choices=AgendaItem.Stage.choices)
    stage_label = Label(source="get_stage_display")
    side = Choice(Participant.Side.choices, help_text="By which side; null: it is not said")
    side_label = Text(source="get_side_display")
    note = Text()

    def to_representation(self, item: Any) -> dict[str, Any]:
        """Return the row's JSON, as far as it tells no name that is withheld."""
        said: dict[str, Any] = super().to_representation(item)
        if item.detainee is not None:
            said["note"] = discreet(said["note"], item.detainee)
        return said


class OutcomeSerializer(CitedSerializer):
    """What came of it."""

    words = serializers.CharField()


class OccasionInListSerializer(RecordSerializer):
    """What a meeting and a visit say alike: who takes part, and where it stands."""

    label = serializers.CharField(  # type: ignore[assignment]
        help_text="The title, or what is made of kind, participants, places and days"
    )
    title = Text(help_text="null: nobody wrote one")
    participants = ParticipantInShortSerializer(many=True)
    status = Choice(
        Status.choices,
        source="stands.status",
        help_text="At the end of the day `as_of`, today without one; null: before the first",
    )
    status_label = serializers.CharField(source="stands.label", allow_null=True)
    status_possibly = serializers.ListField(
        source="stands.possibly",
        child=serializers.ChoiceField(choices=Status.choices),
        help_text="What partial dates allow instead; the status itself, where it is not certain",
    )
    status_during = StatusDuringSerializer(
        source="stands.during",
        many=True,
        help_text="Every status at some time on `as_of`, as `status` is asked in lists: the day of"
        " a change has both; of a month or year, certainly is without a break",
    )
    under_way = serializers.BooleanField(
        help_text="Still to come by its status, and going on now: the clock moves it"
    )
    day_has_passed = serializers.BooleanField(
        source="is_over", help_text="It must be over by the days that are known: the clock moves it"
    )
    verified_on = serializers.DateField(
        allow_null=True, help_text="When somebody last checked that this still holds"
    )

    def to_representation(self, occasion: Any) -> dict[str, Any]:
        """Return the JSON, worked out for the context's day and moment."""
        at: datetime = self.context["at"]
        today = occasion.today(at)
        chain = dated(occasion.statuses.all(), "status")
        occasion.stands = Standing.of(chain, self.context["asked"] or today, today)
        ahead = Standing.of(chain, today, today).status in AHEAD
        occasion.under_way = ahead and occasion.is_under_way(at)
        occasion.is_over = occasion.day_has_passed(at)
        said: dict[str, Any] = super().to_representation(occasion)
        return said


class OccasionSerializer(OccasionInListSerializer, WholeRecordSerializer, CitedSerializer):
    """A meeting or a visit at its own address: how it came about, and what came of it."""

    summary = Text()
    status_history = StatusInHistorySerializer(source="statuses", many=True)
    agenda = serializers.SerializerMethodField()
    outcomes = OutcomeSerializer(many=True)
    readouts = ReadoutOfOccasionSerializer(many=True)

    @extend_schema_field(AgendaItemSerializer(many=True))
    def get_agenda(self, occasion: Any) -> Any:
        """Return the agenda as far as what is on it is public."""
        at = self.context["at"]
        items = [
            item
            for item in occasion.agendaitems.all()
            if if_live(item.topic, at) or if_live(item.detainee, at)
        ]
        return AgendaItemSerializer(items, many=True, context=self.context).data


class OccasionResource(OfDayResource):
    """A list of meetings or of visits; `relations` are the records that a row points at."""

    relations: ClassVar[tuple[str, ...]] = ()

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows with related records, participants and changes of status."""
        at = self.ledger_state.at
        participants = taking_part(Participant.objects.live(at).in_order(), at)
        return rows.select_related(*self.relations).prefetch_related(
            Prefetch("participants", participants),
            Prefetch("statuses", StatusChange.objects.live(at).in_order()),
        )

    def detailed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows with agenda, outcomes and readouts as well."""
        at = self.ledger_state.at
        readouts = Readout.objects.live(at).select_related("country", "organization").in_order()
        found = super().detailed(rows)
        return found.prefetch_related(
            Prefetch("agendaitems", AgendaItem.objects.select_related("topic", "detainee")),
            "agendaitems__detainee__names",
            "outcomes",
            Prefetch("readouts", readouts),
        )

    def get_object(self) -> Meeting | Visit:
        """Return the row with what it and its facts rest on; a query more."""
        row: Meeting | Visit = super().get_object()
        self.citations = citations_under(row.identity_id, self.ledger_state.at)
        return row
