"""Places as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import Label, RecordSerializer, WholeRecordSerializer
from briefings.filters.places import PlaceFilterSet
from briefings.models import Place


class PlaceInListSerializer(RecordSerializer):
    """Where people meet, and where they are held."""

    name = serializers.CharField()
    other_names = serializers.ListField(child=serializers.CharField())
    kind = serializers.ChoiceField(choices=Place.Kind.choices)
    kind_label = Label(source="get_kind_display")
    country = RecordMention()
    latitude = serializers.FloatField(
        allow_null=True, help_text="Degrees (WGS 84), north positive; null: not known"
    )
    longitude = serializers.FloatField(allow_null=True, help_text="Degrees (WGS 84), east positive")
    time_zone = serializers.CharField(help_text="Of its clocks, as in Asia/Shanghai")


class PlaceSerializer(PlaceInListSerializer, WholeRecordSerializer):
    """A place at its own address; what took place there is asked of `meetings/?place=`."""


class PlaceResource(Resource):
    """Venues, cities, prisons, airports."""

    row_type = "place"
    queryset = Place.objects.all()
    filterset_class = PlaceFilterSet
    serializer_class = PlaceSerializer
    list_serializer_class = PlaceInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the places with their country."""
        return rows.select_related("country")
