"""Sources as JSON."""

from __future__ import annotations

from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.rows import PartialDateField, RowSerializer, Text
from briefings.filters.sources import SourceFilterSet
from briefings.models import Source


class SourceSerializer(RowSerializer):
    """Something published that facts rest on: `url` is its JSON, `original_url` itself."""

    publisher = serializers.CharField()
    title = serializers.CharField()
    original_url = Text(source="url")
    archived_url = Text()
    published_on = PartialDateField()
    accessed_on = serializers.DateField(allow_null=True)


class SourceResource(Resource):
    """What facts rest on."""

    row_type = "source"
    queryset = Source.objects.all()
    filterset_class = SourceFilterSet
    serializer_class = SourceSerializer
