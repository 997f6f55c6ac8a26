"""Changes of status as JSON, and where a chain of them stands on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import (
    CitationSerializer,
    CitedSerializer,
    Label,
    PartialDateField,
    RowInShortSerializer,
    RowSerializer,
    Serializer,
    Text,
)
from briefings.filters.statuses import StatusChangeFilterSet
from briefings.models import StatusChange
from briefings.models.base import Confidence
from briefings.models.days import Match
from briefings.models.statuses import STATUSES


class StatusDuringSerializer(Serializer):
    """A status at some time on the day asked of, certainly or possibly."""

    status = serializers.ChoiceField(choices=STATUSES)
    match = serializers.ChoiceField(choices=Match.choices)


class ChangeOfStatusSerializer(Serializer):
    """A status, from when, and for when it was planned then."""

    status = serializers.ChoiceField(choices=STATUSES)
    status_label = Label(source="get_status_display")
    on = PartialDateField(help_text="The local day from which it holds")
    order = serializers.IntegerField(help_text="Among those of one day: the lower comes first")
    planned_start = PartialDateField(help_text="What was planned then; null: no day was said")
    planned_end = PartialDateField()
    reason = Text()
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")


class StatusInHistorySerializer(RowInShortSerializer, ChangeOfStatusSerializer, CitedSerializer):
    """A change of status in its chain, with its sources."""


class StatusChangeInListSerializer(RowSerializer, ChangeOfStatusSerializer):
    """One change of the status of a meeting, a visit or a participant."""

    meeting = RecordMention()
    visit = RecordMention()
    participant = serializers.UUIDField(
        source="participant.public_id", allow_null=True, help_text="The participant's id"
    )


class StatusChangeSerializer(StatusChangeInListSerializer):
    """A change of status at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class StatusChangeResource(Resource):
    """How meetings and visits came to be held or not, and who came."""

    row_type = "status-change"
    queryset = StatusChange.objects.all()
    filterset_class = StatusChangeFilterSet
    serializer_class = StatusChangeSerializer
    list_serializer_class = StatusChangeInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the changes with what they are of."""
        return rows.select_related("meeting", "visit", "participant")
