"""Detentions as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.base import cited
from briefings.api.custody import CustodySerializer, EventOfDetentionSerializer, live_events
from briefings.api.days import OfDayResource
from briefings.api.mentions import OneOfMention, RecordMention
from briefings.api.names import discreet
from briefings.api.rows import RowSerializer, Text
from briefings.documents.days import Custody, goes_on, may_be_out_of_date
from briefings.filters.detentions import DetentionFilterSet
from briefings.models import Detention
from briefings.models.chains import dated
from briefings.models.days import at_end_of
from briefings.models.detentions import HOLDERS

SAID = ("place", "charge", "sentence")  # by a chain of events, beside the status


class CaseSerializer(CustodySerializer):
    """A detention as it stood on the day: each value is that of the last event that says one.

    A row needs its `chain`: the live events, in order.
    """

    held_by = OneOfMention(*HOLDERS, help_text="A country or an armed group")
    place = RecordMention(source="case.place")
    charge = Text(source="case.charge")
    sentence = Text(source="case.sentence")
    said_possibly = serializers.ListField(
        source="case.possibly",
        child=serializers.ChoiceField(choices=SAID),
        help_text="Those of place, charge and sentence that are not certain of the day, as nothing"
        " is after today",
    )
    verified_on = serializers.DateField(
        allow_null=True, help_text="When somebody last checked that this still holds"
    )
    may_be_out_of_date = serializers.SerializerMethodField(
        help_text="The person is not free today, by what was last verified long ago"
    )

    def to_representation(self, detention: Any) -> dict[str, Any]:
        """Return the detention's JSON, worked out for the context's day."""
        on, today = self.context["on"], self.context["today"]
        detention.custody = Custody.of([dated(detention.chain, "status")], on, today)
        stood = {column: at_end_of(dated(detention.chain, column), on, today) for column in SAID}
        detention.case = {
            **{column: getattr(one.shown, column, None) for column, one in stood.items()},
            "possibly": [column for column, one in stood.items() if one.maybe],
        }
        said: dict[str, Any] = discreet(super().to_representation(detention), detention.detainee)
        return said

    @extend_schema_field(serializers.BooleanField())
    def get_may_be_out_of_date(self, detention: Any) -> bool:
        """Return whether the person is not free and that was last verified long ago."""
        today = localdate(self.context["at"])
        ongoing = goes_on(dated(detention.chain, "status"), today)
        return ongoing and may_be_out_of_date(detention.verified_on, today)


class DetentionInListSerializer(RowSerializer, CaseSerializer):
    """One person's detention by one country or armed group."""

    detainee = RecordMention()
    note = Text()


class DetentionSerializer(DetentionInListSerializer):
    """A detention at its own address, with its events as they happened."""

    events = EventOfDetentionSerializer(source="chain", many=True)


class DetentionResource(OfDayResource):
    """Who was held by whom, and how it stood on a day."""

    row_type = "detention"
    queryset = Detention.objects.all()
    filterset_class = DetentionFilterSet
    serializer_class = DetentionSerializer
    list_serializer_class = DetentionInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the detentions with person, holder and events."""
        events = live_events(self.ledger_state.at)
        return rows.select_related("detainee", *HOLDERS).prefetch_related(
            Prefetch("custody_events", events, to_attr="chain"), "detainee__names"
        )

    def detailed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the detentions with the sources of their events as well."""
        at = self.ledger_state.at
        events = live_events(at).select_related("exchange").prefetch_related(cited(at))
        return rows.select_related("detainee", *HOLDERS).prefetch_related(
            Prefetch("custody_events", events, to_attr="chain"), "detainee__names"
        )
