"""Organizations as JSON."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.mentions import RecordMention
from briefings.api.rows import RecordSerializer, WholeRecordSerializer
from briefings.filters.organizations import OrganizationFilterSet
from briefings.models import Organization


class OrganizationInListSerializer(RecordSerializer):
    """A body that holds offices and speaks; `country` null: of no one country."""

    name = serializers.CharField()
    other_names = serializers.ListField(child=serializers.CharField())
    country = RecordMention()


class OrganizationSerializer(OrganizationInListSerializer, WholeRecordSerializer):
    """A body at its own address."""


class OrganizationResource(Resource):
    """Ministries, parties, international organizations."""

    row_type = "organization"
    queryset = Organization.objects.all()
    filterset_class = OrganizationFilterSet
    serializer_class = OrganizationSerializer
    list_serializer_class = OrganizationInListSerializer

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the organizations with their country."""
        return rows.select_related("country")
