"""Tenures as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.days import OfDayResource
from briefings.api.mentions import RecordMention
from briefings.api.rows import (
    CitationSerializer,
    Label,
    PartialDateField,
    RowSerializer,
    Serializer,
    Text,
)
from briefings.documents.days import may_be_out_of_date
from briefings.filters.tenures import TenureFilterSet
from briefings.models import Tenure
from briefings.models.base import Confidence
from briefings.models.days import Match


class HeldSerializer(Serializer):
    """How sure it is that an office was held on the day `as_of`; needs the context's `on`."""

    tenure = serializers.UUIDField(source="public_id")
    acting = serializers.BooleanField()
    held = serializers.SerializerMethodField(
        help_text="Whether the dates make that certain or only possible; of a month or year,"
        " certainly is on every day of it"
    )

    @extend_schema_field(serializers.ChoiceField(Match.choices))
    def get_held(self, tenure: Tenure) -> Match | None:
        """Return whether it was held then certainly or possibly."""
        return tenure.held(self.context["on"], self.context["today"])


class HeldOfficeSerializer(HeldSerializer):
    """An office that somebody held on the day."""

    office = RecordMention()


class HolderSerializer(HeldSerializer):
    """An official who held an office on the day."""

    official = RecordMention()


class TenureInListSerializer(RowSerializer):
    """One official's holding of one office, or being named for it."""

    official = RecordMention()
    office = RecordMention()
    country = RecordMention(source="office.country")
    status = serializers.ChoiceField(choices=Tenure.Status.choices)
    status_label = Label(source="get_status_display")
    acting = serializers.BooleanField()
    appointed = PartialDateField()
    appointed_note = Text()
    arrived = PartialDateField()
    arrived_note = Text()
    started = PartialDateField()
    started_note = Text()
    ended = PartialDateField()
    ended_note = Text()
    end_status = serializers.ChoiceField(choices=Tenure.EndStatus.choices)
    end_status_label = Label(source="get_end_status_display")
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    confidence_label = Label(source="get_confidence_display")
    verified_on = serializers.DateField(
        allow_null=True, help_text="When somebody last checked that this still holds"
    )
    held = serializers.SerializerMethodField(
        help_text="Whether it was held on the day `as_of`, today without one; null: it was not"
    )
    may_be_out_of_date = serializers.SerializerMethodField(
        help_text="It is current, and was last verified long ago: the day moves it"
    )
    note = Text()

    @extend_schema_field(serializers.ChoiceField(Match.choices, allow_null=True))
    def get_held(self, tenure: Tenure) -> Match | None:
        """Return whether it was held then certainly or possibly; None where it was not."""
        return tenure.held(self.context["on"], self.context["today"])

    @extend_schema_field(serializers.BooleanField())
    def get_may_be_out_of_date(self, tenure: Tenure) -> bool:
        """Return whether it is current and was last verified long ago."""
        current = tenure.end_status == Tenure.EndStatus.CURRENT
        return current and may_be_out_of_date(tenure.verified_on, localdate(self.context["at"]))


class TenureSerializer(TenureInListSerializer):
    """A tenure at its own address, with its sources."""

    sources = CitationSerializer(source="citations", many=True)


class TenureResource(OfDayResource):
    """Who held which office, from when until when, and whether on a day."""

    row_type = "tenure"
    queryset = Tenure.objects.all()
    filterset_class = TenureFilterSet
    serializer_class = TenureSerializer
    list_serializer_class = TenureInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the tenures with official, office and the office's country."""
        return rows.select_related("official", "office__country")
