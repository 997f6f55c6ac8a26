"""Where a client begins: what there is, how much of it, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from briefings import paging
from briefings.addresses import absolute
from briefings.api.base import Answer
from briefings.api.documents import Resource
from briefings.api.errors import refuse_unknown
from briefings.api.shapes import Serializer
from briefings.freshness import remembered

SERVICES = ("search", "visited", "changes", "resolve", "status", "schema", "docs")


class ListedSerializer(Serializer):
    """A list: where it is and how many rows it has."""

    url = serializers.URLField()
    count = serializers.IntegerField()
    count_exact = serializers.BooleanField(help_text="false: there are more")


class RootSerializer(Serializer):
    """Everything there is."""

    resources = serializers.DictField(child=ListedSerializer())
    services = serializers.DictField(child=serializers.URLField())
    change_seq = serializers.IntegerField(help_text="The number of the last change; 0: none yet")
    changed_at = serializers.DateTimeField(allow_null=True)


class Root(Answer):
    """All lists, with how many rows each has, and the last change."""

    resources: ClassVar[Mapping[str, type[Resource]]] = {}

    @extend_schema(operation_id="root", responses=RootSerializer)
    def get(self, request: Request) -> Response:
        """Return every list and service, with how many rows each list has."""
        refuse_unknown(request, ())
        return Response(
            {
                "resources": {
                    name: self._listed(name, resource) for name, resource in self.resources.items()
                },
                "services": {name: absolute(reverse(f"api:{name}")) for name in SERVICES},
                "change_seq": self.ledger_state.head,
                "changed_at": self.ledger_state.head_at,
            }
        )

    def _listed(self, name: str, resource: type[Resource]) -> dict[str, Any]:
        rows: Any = resource.queryset
        keys = rows.live(self.ledger_state.at).order_by().values("pk")
        count = remembered(self.ledger_state, f"all {name}", lambda: paging.count(keys))
        return {
            "url": absolute(reverse(f"api:{name}-list")),
            "count": count.number,
            "count_exact": count.exact,
        }


class StatusSerializer(Serializer):
    """Whether the API answers, and up to which change."""

    status = serializers.CharField()
    at = serializers.DateTimeField(help_text="The moment of the answer, by the database's clock")
    change_seq = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)


class Status(Answer):
    """Whether the API answers, and up to which change."""

    @extend_schema(operation_id="status", responses=StatusSerializer)
    def get(self, request: Request) -> Response:
        """Return the ledger's state."""
        refuse_unknown(request, ())
        return Response(
            {
                "status": "ok",
                "at": self.ledger_state.at,
                "change_seq": self.ledger_state.head,
                "changed_at": self.ledger_state.head_at,
            }
        )
