"""Officials as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.days import OfDayResource
from briefings.api.mentions import RecordMention
from briefings.api.names import OtherNames
from briefings.api.rows import (
    CitationSerializer,
    PartialDateField,
    RecordSerializer,
    Text,
    WholeRecordSerializer,
)
from briefings.api.tenures import HeldOfficeSerializer
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Official, Tenure


class OfficialInListSerializer(RecordSerializer):
    """A person who holds, held or was named for an office."""

    full_name = serializers.CharField()
    short_name = serializers.CharField(help_text="As in a second mention")
    sort_name = serializers.CharField()
    names = OtherNames()
    country = RecordMention()
    born = PartialDateField()
    died = PartialDateField()
    offices = HeldOfficeSerializer(
        source="held_then",
        many=True,
        help_text="Held on the day `as_of`, today without one: the clock moves it",
    )


class OfficialSerializer(OfficialInListSerializer, WholeRecordSerializer):
    """An official at the official's own address; every office is asked of `tenures/?official=`."""

    biography = Text()
    sources = CitationSerializer(source="citations", many=True)


class OfficialResource(OfDayResource):
    """Persons, and what they held on a day."""

    row_type = "official"
    queryset = Official.objects.all()
    filterset_class = OfficialFilterSet
    serializer_class = OfficialSerializer
    list_serializer_class = OfficialInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the officials with country, names and the offices of the day."""
        held = (
            Tenure.objects.live(self.ledger_state.at).during(self.on, today=self.today).in_order()
        )
        return rows.select_related("country").prefetch_related(
            "names", Prefetch("tenures", held.select_related("office"), to_attr="held_then")
        )
