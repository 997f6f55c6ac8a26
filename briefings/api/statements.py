"""Statements as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import IdentityMention, OneOfMention, RecordMention
from briefings.api.rows import CitationSerializer, Label, PartialDateField, RowSerializer, Text
from briefings.filters.statements import StatementFilterSet
from briefings.models import Identity, Statement
from briefings.models.base import Confidence


class StatementInListSerializer(RowSerializer):
    """Words and whose they are: a speaker's, or an unnamed one's by the attribution line."""

    speaker = OneOfMention(
        "official", "organization", help_text="null: unnamed; the attribution says who"
    )
    attribution = Text(help_text="“A senior State Department official”")
    side = RecordMention(help_text="The country that an unnamed speaker speaks for")
    words = serializers.CharField()
    form = serializers.ChoiceField(choices=Statement.Form.choices)
    form_label = Label(source="get_form_display")
    said_on = PartialDateField()
    meeting = RecordMention()
    occasion = Text(help_text="Where there is no meeting")
    about = serializers.ListField(child=IdentityMention(), source="about.all")
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")


class StatementSerializer(StatementInListSerializer):
    """A statement at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class StatementResource(Resource):
    """Who said what, when, and about what."""

    row_type = "statement"
    queryset = Statement.objects.all()
    filterset_class = StatementFilterSet
    serializer_class = StatementSerializer
    list_serializer_class = StatementInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the statements with speaker, side, meeting and their public subjects."""
        at = self.ledger_state.at
        subjects = Identity.objects.live(at).labelled(at).order_by("pk")
        return rows.select_related("official", "organization", "side", "meeting").prefetch_related(
            Prefetch("about", subjects)
        )
