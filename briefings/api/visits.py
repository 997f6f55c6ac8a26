"""Visits as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.mentions import RecordMention
from briefings.api.occasions import OccasionInListSerializer, OccasionResource, OccasionSerializer
from briefings.api.rows import CitedSerializer, Label, PartialDateField, Serializer, Text
from briefings.filters.visits import VisitFilterSet
from briefings.models import Meeting, Stop, Visit
from briefings.models.base import if_live


class StopSerializer(Serializer):
    """Where a visit stops; both days are included, null is not known."""

    country = RecordMention()
    place = RecordMention()
    arrives = PartialDateField()
    departs = PartialDateField()
    note = Text()


class ObjectiveSerializer(CitedSerializer):
    """What a visit is for, as its sources say it."""

    words = serializers.CharField()


class VisitInListSerializer(OccasionInListSerializer):
    """A journey of officials; `starts` and `ends` are included, null is not known."""

    kind = serializers.ChoiceField(choices=Visit.Kind.choices)
    kind_label = Label(source="get_kind_display")
    starts = PartialDateField()
    ends = PartialDateField()
    stops = serializers.SerializerMethodField()

    @extend_schema_field(StopSerializer(many=True))
    def get_stops(self, visit: Visit) -> Any:
        """Return the stops in their order, as far as their countries are public."""
        at = self.context["at"]
        stops = [stop for stop in visit.stops.all() if if_live(stop.country, at)]
        return StopSerializer(stops, many=True, context=self.context).data


class VisitSerializer(VisitInListSerializer, OccasionSerializer):
    """A visit at its own address."""

    objectives = ObjectiveSerializer(many=True)
    meetings = serializers.ListField(child=RecordMention(), source="meetings.all")


class VisitResource(OccasionResource):
    """Journeys of officials, with their stops."""

    row_type = "visit"
    queryset = Visit.objects.with_zone()
    filterset_class = VisitFilterSet
    serializer_class = VisitSerializer
    list_serializer_class = VisitInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the visits with their stops as well."""
        stops = Stop.objects.select_related("country", "place")
        return super().listed(rows).prefetch_related(Prefetch("stops", stops))

    def detailed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the visits with objectives and meetings as well."""
        meetings = Meeting.objects.live(self.ledger_state.at).in_order()
        return super().detailed(rows).prefetch_related("objectives", Prefetch("meetings", meetings))
