"""Readouts as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import (
    CitationSerializer,
    CitedSerializer,
    PartialDateField,
    RowInShortSerializer,
    RowSerializer,
    Serializer,
)
from briefings.filters.readouts import ReadoutFilterSet
from briefings.models import Readout


class AccountSerializer(Serializer):
    """What one side says was said, in the newsroom's words; the side is one of the two."""

    country = RecordMention()
    organization = RecordMention()
    issued_on = PartialDateField()
    words = serializers.CharField()


class ReadoutOfOccasionSerializer(RowInShortSerializer, AccountSerializer, CitedSerializer):
    """A readout in what it is of, with its sources."""


class ReadoutInListSerializer(RowSerializer, AccountSerializer):
    """One side's account of a meeting or a visit."""

    meeting = RecordMention()
    visit = RecordMention()


class ReadoutSerializer(ReadoutInListSerializer):
    """A readout at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class ReadoutResource(Resource):
    """What each side says was said."""

    row_type = "readout"
    queryset = Readout.objects.all()
    filterset_class = ReadoutFilterSet
    serializer_class = ReadoutSerializer
    list_serializer_class = ReadoutInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the readouts with their side and what they are of."""
        return rows.select_related("meeting", "visit", "country", "organization")
