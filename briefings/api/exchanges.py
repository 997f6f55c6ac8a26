"""Exchanges as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import OneOfMention, PublicMentions, RecordMention
from briefings.api.rows import (
    CitationSerializer,
    Label,
    PartialDateField,
    RowSerializer,
    Serializer,
    Text,
)
from briefings.filters.exchanges import ExchangeFilterSet
from briefings.models import CustodyEvent, Exchange, ExchangeSide
from briefings.models.base import Confidence
from briefings.models.detentions import HOLDERS


class ExchangedSerializer(Serializer):
    """Somebody exchanged, and the event of the detention that says so."""

    event = serializers.UUIDField(source="public_id", help_text="By id in `custody-events/`")
    detention = serializers.UUIDField(source="detention.public_id")
    detainee = RecordMention(source="detention.detainee")


class ExchangeInListSerializer(RowSerializer):
    """One event that ended several detentions."""

    on = PartialDateField()
    place = RecordMention()
    words = Text(source="told", help_text="What it was, in a line")
    sides = PublicMentions(
        child=OneOfMention(*HOLDERS),
        source="sides.all",
        help_text="The countries and groups that gave people up",
    )
    exchanged = ExchangedSerializer(source="custody_events.all", many=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")


class ExchangeSerializer(ExchangeInListSerializer):
    """An exchange at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class ExchangeResource(Resource):
    """Exchanges of detainees, each entered once."""

    row_type = "exchange"
    queryset = Exchange.objects.all()
    filterset_class = ExchangeFilterSet
    serializer_class = ExchangeSerializer
    list_serializer_class = ExchangeInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the exchanges with place, sides and those exchanged, as far as they are public."""
        at = self.ledger_state.at
        exchanged = CustodyEvent.objects.live(at).select_related("detention__detainee")
        told: QuerySet[Any] = rows.discreet()  # type: ignore[attr-defined]
        return told.select_related("place").prefetch_related(
            Prefetch("sides", ExchangeSide.objects.select_related(*HOLDERS).order_by("pk")),
            Prefetch("custody_events", exchanged.in_order()),
        )
