"""Custody events as JSON, and where custody stands on a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.names import discreet
from briefings.api.rows import (
    Choice,
    CitationSerializer,
    Label,
    PartialDateField,
    RowInShortSerializer,
    RowSerializer,
    Serializer,
    Text,
)
from briefings.filters.custody import CustodyEventFilterSet
from briefings.models import CustodyEvent
from briefings.models.base import Confidence
from briefings.models.custody import CustodyStatus
from briefings.models.days import Match


def live_events(at: datetime) -> QuerySet[CustodyEvent]:
    """Return the events that the public sees, in their order, with their places."""
    return CustodyEvent.objects.live(at).select_related("place").in_order()


class CustodyDuringSerializer(Serializer):
    """A status at some time on the day asked of, certainly or possibly."""

    status = serializers.ChoiceField(choices=CustodyStatus.choices)
    match = serializers.ChoiceField(choices=Match.choices)


class DaysHeldSerializer(Serializer):
    """For how many days somebody was held, up to the day asked of and to today: between these."""

    minimum = serializers.IntegerField(
        source="least", allow_null=True, help_text="null: no start is known at all"
    )
    maximum = serializers.IntegerField(
        source="most", allow_null=True, help_text="null: nobody knows since when"
    )


class CustodySerializer(Serializer):
    """Status and days held at the end of the day `as_of`, today without one: the clock moves it."""

    status = serializers.ChoiceField(
        source="custody.status",
        choices=CustodyStatus.choices,
        allow_null=True,
        help_text="At the end of the day `as_of`, today without one; null: before the first event",
    )
    status_label = serializers.CharField(source="custody.label", allow_null=True)
    status_possibly = serializers.ListField(
        source="custody.possibly",
        child=serializers.ChoiceField(choices=CustodyStatus.choices),
        help_text="What partial dates allow instead; the status itself, where it is not certain",
    )
    status_during = CustodyDuringSerializer(
        source="custody.during",
        many=True,
        help_text="Every status at some time on `as_of`, as `status` is asked in lists: the day of"
        " a change has both; of a month or year, certainly is without a break",
    )
    days_held = DaysHeldSerializer(source="custody.days_held")


class EventSerializer(Serializer):
    """What happened, when, and what it changes; null: it changes nothing of that."""

    kind = serializers.ChoiceField(choices=CustodyEvent.Kind.choices)
    kind_label = Label(source="get_kind_display")
    on = PartialDateField()
    order = serializers.IntegerField(help_text="Among those of one day: the lower comes first")
    status = Choice(CustodyStatus.choices, help_text="What the person was from then on")
    status_label = Text(source="get_status_display")
    place = RecordMention()
    charge = Text()
    sentence = Text()
    by_whom = Text(help_text="Who designated it, or found it arbitrary")
    note = Text()
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")


class CustodyEventInListSerializer(RowSerializer, EventSerializer):
    """One event of a detention, and what it changes."""

    exchange = serializers.UUIDField(
        source="exchange.public_id", allow_null=True, help_text="The id of the exchange"
    )
    detention = serializers.UUIDField(source="detention.public_id")
    detainee = RecordMention(source="detention.detainee")

    def to_representation(self, event: Any) -> dict[str, Any]:
        """Return the event's JSON, as far as it tells no name that is withheld."""
        said: dict[str, Any] = discreet(super().to_representation(event), event.detention.detainee)
        return said


class CustodyEventSerializer(CustodyEventInListSerializer):
    """A custody event at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class EventOfDetentionSerializer(RowInShortSerializer, EventSerializer):
    """A custody event in its chain, with its sources."""

    exchange = serializers.UUIDField(
        source="exchange.public_id", allow_null=True, help_text="The id of the exchange"
    )
    sources = CitationSerializer(source="citations", many=True)


class CustodyEventResource(Resource):
    """What happened to those detained, event by event."""

    row_type = "custody-event"
    queryset = CustodyEvent.objects.all()
    filterset_class = CustodyEventFilterSet
    serializer_class = CustodyEventSerializer
    list_serializer_class = CustodyEventInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the events with place, exchange, detention, person and the person's names."""
        return rows.select_related("place", "exchange", "detention__detainee").prefetch_related(
            "detention__detainee__names"
        )
