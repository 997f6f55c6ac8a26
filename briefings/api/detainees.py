"""Detainees as JSON. Of one whose name is withheld nothing that tells it is here."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.custody import CustodySerializer, live_events
from briefings.api.days import OfDayResource
from briefings.api.detentions import CaseSerializer
from briefings.api.mentions import RecordMention
from briefings.api.names import OtherNames, discreet
from briefings.api.rows import (
    CitationSerializer,
    PartialDateField,
    RecordSerializer,
    RowInShortSerializer,
    Text,
    WholeRecordSerializer,
)
from briefings.documents.days import Custody
from briefings.filters.detainees import DetaineeFilterSet
from briefings.models import Country, Detainee, Detention
from briefings.models.chains import dated
from briefings.models.detentions import HOLDERS

# What would tell who it is, and what stands there instead.
UNTOLD: dict[str, Any] = {
    **dict.fromkeys(("name", "short_name", "employer", "official", "born", "biography")),
    **dict.fromkeys(("names", "identifiers"), ()),
}


class CaseInShortSerializer(RowInShortSerializer, CaseSerializer):
    """One of a person's detentions."""


class DetaineeInListSerializer(RecordSerializer, CustodySerializer):
    """A person who is or was detained: held if by any detention, the days of all together."""

    name = serializers.CharField(
        source="full_name", allow_null=True, help_text="null where it is withheld"
    )
    short_name = serializers.CharField(allow_null=True, help_text="As in a second mention")
    sort_name = serializers.CharField(
        source="public_sort_name", help_text="Whose name is withheld: the description"
    )
    name_withheld = serializers.BooleanField()
    description = Text(help_text="Stands for a name that is withheld")
    names = OtherNames()
    nationalities = serializers.ListField(child=RecordMention(), source="nationalities.all")
    occupation = Text()
    employer = Text()
    official = RecordMention(help_text="The record of an official who was detained")
    born = PartialDateField()
    detentions = CaseInShortSerializer(source="cases", many=True)

    def to_representation(self, detainee: Any) -> dict[str, Any]:
        """Return the person's JSON, worked out for the context's day."""
        chains = [dated(detention.chain, "status") for detention in detainee.cases]
        detainee.custody = Custody.of(chains, self.context["on"], self.context["today"])
        said = super().to_representation(detainee)
        if detainee.name_withheld:
            said |= {name: value for name, value in UNTOLD.items() if name in said}
        told: dict[str, Any] = discreet(said, detainee)
        return told


class DetaineeSerializer(DetaineeInListSerializer, WholeRecordSerializer):
    """A detainee whole; every event is asked of `custody-events/?detainee=`."""

    biography = Text()
    sources = CitationSerializer(source="citations", many=True)


class DetaineeResource(OfDayResource):
    """Persons who are or were detained, and how it stood on a day."""

    row_type = "detainee"
    queryset = Detainee.objects.all()
    filterset_class = DetaineeFilterSet
    serializer_class = DetaineeSerializer
    list_serializer_class = DetaineeInListSerializer
    cites = True

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the detainees with names, nationalities, and detentions with their events."""
        at = self.ledger_state.at
        cases = (
            Detention.objects.live(at)
            .in_order()
            .select_related(*HOLDERS)
            .prefetch_related(Prefetch("custody_events", live_events(at), to_attr="chain"))
        )
        return rows.select_related("official").prefetch_related(
            "names",
            Prefetch("nationalities", Country.objects.live(at)),
            Prefetch("detentions", cases, to_attr="cases"),
        )
