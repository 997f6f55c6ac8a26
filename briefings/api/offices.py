"""Offices as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import Label, RecordSerializer, WholeRecordSerializer
from briefings.filters.offices import OfficeFilterSet
from briefings.models import Office


class OfficeInListSerializer(RecordSerializer):
    """A post; the years are included, and null is unknown or still there."""

    title = serializers.CharField()
    other_titles = serializers.ListField(child=serializers.CharField())
    kind = serializers.ChoiceField(choices=Office.Kind.choices)
    kind_label = Label(source="get_kind_display")
    country = RecordMention()
    organization = RecordMention()
    seats = serializers.IntegerField(
        allow_null=True, help_text="How many hold it at once; null: not fixed"
    )
    first_year = serializers.IntegerField(allow_null=True)
    last_year = serializers.IntegerField(allow_null=True)


class OfficeSerializer(OfficeInListSerializer, WholeRecordSerializer):
    """A post at its own address; who held it when is asked of `tenures/?office=`."""


class OfficeResource(Resource):
    """Posts that officials hold."""

    row_type = "office"
    queryset = Office.objects.all()
    filterset_class = OfficeFilterSet
    serializer_class = OfficeSerializer
    list_serializer_class = OfficeInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the offices with their country and organization."""
        return rows.select_related("country", "organization")
