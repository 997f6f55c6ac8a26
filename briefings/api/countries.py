"""Countries as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import RecordSerializer, Text, WholeRecordSerializer
from briefings.filters.countries import CountryFilterSet
from briefings.models import Country


class CountryInListSerializer(RecordSerializer):
    """A state as it was called; the years are included, and null is unknown or open."""

    name = serializers.CharField()
    long_name = Text()
    adjective = Text()
    code = serializers.CharField(
        allow_null=True, help_text="ISO 3166-1 alpha-2, where there is one"
    )
    first_year = serializers.IntegerField(allow_null=True)
    last_year = serializers.IntegerField(allow_null=True)


class CountrySerializer(CountryInListSerializer, WholeRecordSerializer):
    """A state with those before and after it, which can form circles."""

    predecessors = serializers.ListField(child=RecordMention(), source="predecessors.all")
    successors = serializers.ListField(child=RecordMention(), source="successors.all")


class CountryResource(Resource):
    """States under the names they had."""

    row_type = "country"
    queryset = Country.objects.all()
    filterset_class = CountryFilterSet
    serializer_class = CountrySerializer
    list_serializer_class = CountryInListSerializer

    def detailed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the countries with neighbours in time as well."""
        live = Country.objects.live(self.ledger_state.at)
        neighbours = Prefetch("predecessors", live), Prefetch("successors", live)
        return super().detailed(rows).prefetch_related(*neighbours)
