"""The ledger as JSON: what a mirror has to do, in order, each thing once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from orjson import Fragment
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from briefings import ledger
from briefings.api.base import Answer
from briefings.api.documents import EXPANSIONS, refused_expansion
from briefings.api.errors import InvalidParameters, refuse_unknown, whole_number
from briefings.api.shapes import Serializer
from briefings.documents import DOCUMENTS, store
from briefings.documents.builder import Asked
from briefings.documents.mentions import PLURALS, TYPE_CHOICES, resource_url
from briefings.filters.base import Refusal, unknown_parameter
from briefings.models import Change

LIMIT, LARGEST_LIMIT, LARGEST_EXPANDED = 100, 1000, 200
LARGEST_SEQ = 2**63 - 1


@extend_schema_field({"type": ["object", "null"], "additionalProperties": {}})
class Whole(serializers.DictField):
    """A row as at its own address."""


class ChangeSerializer(Serializer):
    """One change; `group` is shared by the changes of one action."""

    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    op = serializers.ChoiceField(choices=Change.Op.choices)
    type = serializers.ChoiceField(choices=TYPE_CHOICES)
    id = serializers.UUIDField(source="public_id")
    version = serializers.IntegerField(source="seq", help_text="The row's version after it")
    url = serializers.SerializerMethodField()
    merged_into = serializers.UUIDField(
        help_text="The id of the record that it was merged into; null but for `merged`",
        allow_null=True,
    )
    reason = serializers.SerializerMethodField()
    changed_fields = serializers.ListField(child=serializers.CharField(), source="fields")
    embedded_only = serializers.BooleanField(
        help_text="Whether only what it shows of other rows differs, in `changed_fields`: a name of"
        " theirs, an address, that they are public. Fetch it again, but it says nothing new itself"
    )
    group = serializers.UUIDField()
    document = Whole(
        required=False,
        help_text="With `expand=document`: the row as its own address tells it now; null: it is"
        " gone",
    )

    def get_url(self, change: Change) -> str:
        """Return the address of the row's JSON, a tombstone or a redirect once it is gone."""
        return resource_url(change.type, change.public_id)

    def get_reason(self, change: Change) -> str | None:
        """Return why it was withdrawn; None for any other change."""
        return change.reason or None


class FeedSerializer(Serializer):
    """Changes in their order, and the number to ask from next."""

    results = ChangeSerializer(many=True)
    next_since = serializers.IntegerField(help_text="Give it as `since` to get what follows")
    head = serializers.IntegerField(help_text="The greatest number given so far")
    veil = serializers.CharField(
        help_text="Another text than before: names were withheld or disclosed, and texts differ of"
        " which no change tells. Load what you keep anew"
    )


class Changes(Answer):
    """What changed since a number; poll with `next_since`."""

    @extend_schema(
        operation_id="changes",
        parameters=[
            OpenApiParameter("since", int, description="Changes numbered above this (0: all)"),
            OpenApiParameter("type", str, description="Types with commas between them"),
            OpenApiParameter(
                "limit",
                int,
                description=f"At most so many, up to {LARGEST_LIMIT}; {LARGEST_EXPANDED} if"
                " expanded",
            ),
            OpenApiParameter(
                "expand",
                str,
                enum=EXPANSIONS,
                description="`document`: each change with its row whole, as it is now",
            ),
        ],
        responses=FeedSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the changes above `since`, the oldest first."""
        serializer = ChangeSerializer(
            self.changes, many=True, context={"site": settings.NEWSROOM_ADDRESS}
        )
        state = self.ledger_state
        whole = len(self.changes) < self.limit
        return Response(
            {
                "results": serializer.data,
                "next_since": state.head if whole else self.changes[-1].seq,
                "head": state.head,
                "veil": salted_hmac("briefings.changes", state.untold).hexdigest()[:16],
            }
        )

    def read_ledger(self, request: Request) -> ledger.LedgerState:
        """Read the changes in the statement that reads the ledger's state."""
        asked = request.query_params
        refuse_unknown(request, ("since", "type", "limit", "expand"))
        since = self._number("since", 0, LARGEST_SEQ, default=0)
        self.moving = self.expanded
        if self.expanded and (refused := refused_expansion(asked["expand"])):
            raise InvalidParameters([refused])
        most = LARGEST_EXPANDED if self.expanded else LARGEST_LIMIT
        self.limit = self._number("limit", 1, most, default=LIMIT)
        types = [name for name in asked.get("type", "").split(",") if name]
        for name in types:
            if name not in PLURALS:
                near = unknown_parameter(name, PLURALS)
                detail = f"“{name}” is not a type."
                raise InvalidParameters(
                    [Refusal("type", "invalid_value", detail, near.did_you_mean, near.allowed)]
                )
        ledger_state, self.changes = ledger.since(since, limit=self.limit, types=types or None)
        return ledger_state

    def discreet(self, told: Any) -> Any:
        """Return what is told with the names blank that are withheld; documents have them so."""
        blank = super().discreet(told)
        if not self.expanded:
            return blank
        documents = self._documents()
        results = [
            {**each, "document": documents.get(change.public_id)}
            for each, change in zip(blank["results"], self.changes, strict=True)
        ]
        return {**blank, "results": results}

    def _documents(self) -> dict[UUID, Any]:
        """Return the documents of the rows that changed and are public; one query a type."""
        state, of_type = self.ledger_state, defaultdict[str, list[UUID]](list)
        for change in self.changes:
            of_type[change.type].append(change.public_id)
        asked, told = Asked(state.at, localdate(state.at)), dict[UUID, Any]()
        for name, ids in of_type.items():
            documents = DOCUMENTS[name]
            for public_id, stored in store.by_id(documents, ids, state).items():
                moves = documents.moves
                told[public_id] = documents.told(stored, asked) if moves else Fragment(stored)
        return told

    def _number(self, name: str, least: int, most: int, *, default: int) -> int:
        number = whole_number(self.request.query_params.get(name, str(default)), least, most)
        if number is None:
            detail = f"“{name}” is a whole number from {least} to {most}."
            raise InvalidParameters([Refusal(name, "invalid_value", detail)])
        return number
