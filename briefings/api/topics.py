"""Topics as JSON."""

from __future__ import annotations

from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.rows import RecordSerializer, Text, WholeRecordSerializer
from briefings.filters.topics import TopicFilterSet
from briefings.models import Topic


class TopicInListSerializer(RecordSerializer):
    """What articles are about."""

    name = serializers.CharField()
    other_names = serializers.ListField(child=serializers.CharField())
    description = Text()


class TopicSerializer(TopicInListSerializer, WholeRecordSerializer):
    """A topic at its own address."""


class TopicResource(Resource):
    """What articles are about."""

    row_type = "topic"
    queryset = Topic.objects.all()
    filterset_class = TopicFilterSet
    serializer_class = TopicSerializer
    list_serializer_class = TopicInListSerializer
