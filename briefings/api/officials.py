"""Officials as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.names import OtherNames
from briefings.api.rows import (
    CitationSerializer,
    PartialDateField,
    RecordSerializer,
    Serializer,
    Text,
    WholeRecordSerializer,
)
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Official, Tenure


class HeldTodaySerializer(Serializer):
    """An office certainly held today."""

    tenure = serializers.UUIDField(source="public_id")
    office = RecordMention()
    acting = serializers.BooleanField()


class OfficialInListSerializer(RecordSerializer):
    """A person who holds, held or was named for an office."""

    full_name = serializers.CharField()
    short_name = serializers.CharField(help_text="As in a second mention")
    sort_name = serializers.CharField()
    names = OtherNames()
    country = RecordMention()
    born = PartialDateField()
    died = PartialDateField()
    current_offices = HeldTodaySerializer(
        source="held_today", many=True, help_text="Certainly held today: the clock moves it"
    )


class OfficialSerializer(OfficialInListSerializer, WholeRecordSerializer):
    """An official at the official's own address; every office is asked of `tenures/?official=`."""

    biography = Text()
    sources = CitationSerializer(source="citations", many=True)


class OfficialResource(Resource):
    """Persons, and what they hold today."""

    row_type = "official"
    queryset = Official.objects.all()
    filterset_class = OfficialFilterSet
    serializer_class = OfficialSerializer
    list_serializer_class = OfficialInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the officials with country, names and the offices of today."""
        at = self.standing.at
        today = timezone.localdate(at)
        held = Tenure.objects.live(at).as_of(today, today=today, certainly=True).in_order()
        return rows.select_related("country").prefetch_related(
            "names", Prefetch("tenures", held.select_related("office"), to_attr="held_today")
        )
