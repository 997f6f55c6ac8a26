"""Offices as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.days import OfDayResource
from briefings.api.mentions import RecordMention
from briefings.api.rows import Label, RecordSerializer, WholeRecordSerializer
from briefings.api.tenures import HolderSerializer
from briefings.filters.offices import OfficeFilterSet
from briefings.models import Office, Tenure


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
    holders = HolderSerializer(
        source="held_then",
        many=True,
        help_text="Who held it on the day `as_of`, today without one: the clock moves it",
    )


class OfficeSerializer(OfficeInListSerializer, WholeRecordSerializer):
    """A post at its own address; who held it when is asked of `tenures/?office=`."""


class OfficeResource(OfDayResource):
    """Posts that officials hold, and who held each on a day."""

    row_type = "office"
    queryset = Office.objects.all()
    filterset_class = OfficeFilterSet
    serializer_class = OfficeSerializer
    list_serializer_class = OfficeInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the offices with country, organization and the holders of the day."""
        held = (
            Tenure.objects.live(self.ledger_state.at).during(self.on, today=self.today).in_order()
        )
        return rows.select_related("country", "organization").prefetch_related(
            Prefetch("tenures", held.select_related("official"), to_attr="held_then")
        )
