"""From whatever a client holds of a record, an id, an address, a slug, to where it is today."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import Answer, gone_or_missing
from briefings.api.errors import InvalidParameters, refuse_unknown
from briefings.api.shapes import shape
from briefings.documents.mentions import Mention, of_identity
from briefings.filters.base import Refusal
from briefings.models import Identity
from briefings.models.record_types import RECORD_TYPES

WAYS = ("id", "url", "slug", "scheme", "wikidata")
WITH = {"slug": "type", "scheme": "value"}  # what else a way needs
_TYPES = {record_type.plural: name for name, record_type in RECORD_TYPES.items()}
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_BY_ID = re.compile(rf"/(?:id|api/v1/(?:{'|'.join(_TYPES)}))/(?P<id>{_UUID})/?")
_BY_SLUG = re.compile(rf"/(?P<plural>{'|'.join(_TYPES)})/(?P<slug>[\w-]+)/?")


class Resolve(Answer):
    """The record that an id, an address, a slug or an outside identifier means."""

    @extend_schema(
        operation_id="resolve",
        parameters=[
            OpenApiParameter("id", UUID, description="A record's id"),
            OpenApiParameter("url", str, description="The address of a page or of its JSON"),
            OpenApiParameter("slug", str, description="Any slug that the record ever had"),
            OpenApiParameter(
                "type", str, enum=list(RECORD_TYPES), description="The record's type, with `slug`"
            ),
            OpenApiParameter(
                "scheme",
                str,
                description=(
                    "The scheme of an outside identifier, with `value`: `wikidata`, `viaf`, or, for"
                    " the US Office of the Historian, `historian-official`, `historian-country` …"
                ),
            ),
            OpenApiParameter(
                "value", str, description="The identifier, letter for letter, with `scheme`"
            ),
            OpenApiParameter(
                "wikidata", str, description="A Wikidata id, as in Q7747: short for its scheme"
            ),
        ],
        responses=shape(Mention),
    )
    def get(self, request: Request) -> Response:
        """Return the record in short, as it is called today."""
        refuse_unknown(request, (*WAYS, *WITH.values()))
        asked = Identity.objects.filter(self._asked())
        identities = Identity.objects.labelled(self.ledger_state.at)
        try:
            identity = identities.get(pk__in=asked.surviving())
        except Identity.DoesNotExist:
            raise exceptions.NotFound() from None
        if not identity.is_live(self.ledger_state.at):
            raise gone_or_missing(identity.type, identity.public_id, self.ledger_state.at)
        return Response(of_identity(identity))

    def _asked(self) -> Q:
        """Return the condition for the identity; raises `InvalidParameters`."""
        given = {name: str(value) for name, value in self.request.GET.items() if value}
        for name, value in given.items():
            if "\0" in value:
                raise _refused(name, "No name holds the character NUL.")
        ways = [name for name in WAYS if name in given]
        if len(ways) != 1:
            raise _refused("id", f"Give one of {', '.join(WAYS)}.")
        [way] = ways
        for needing, needed in WITH.items():
            if needed in given and way != needing:
                raise _refused(needed, f"It goes with {needing}.")
        if way == "wikidata":
            return self._by_identifier(way, given[way])
        if way == "scheme":
            if "value" not in given:
                raise _refused("value", "A scheme needs a value.")
            return self._by_identifier(given[way], given["value"])
        if way == "url":
            return _by_address(given[way])
        if way == "id":
            try:
                return Q(public_id=UUID(given[way]))
            except ValueError:
                raise _refused("id", f"“{given[way]}” is not an id.") from None
        if given.get("type") not in RECORD_TYPES:
            raise _refused("type", f"A slug needs a type: {', '.join(RECORD_TYPES)}.")
        return Q(slugs__type=given["type"], slugs__slug=given["slug"])

    def _by_identifier(self, scheme: str, value: str) -> Q:
        # Elsewhere it leads to the name of a person that is told here no more, or never was.
        told = Q(live_periods__holds=self.ledger_state.at, detainee__name_withheld=False)
        return (~Q(type="detainee") | told) & Q(
            identifiers__scheme=scheme, identifiers__value=value
        )


def _by_address(url: str) -> Q:
    try:
        path = urlsplit(url).path
    except ValueError:
        raise _refused("url", f"“{url}” is not an address.") from None
    if by_id := _BY_ID.fullmatch(path):
        return Q(public_id=UUID(by_id["id"]))
    if by_slug := _BY_SLUG.fullmatch(path):
        return Q(slugs__type=_TYPES[by_slug["plural"]], slugs__slug=by_slug["slug"])
    raise exceptions.NotFound()


def _refused(parameter: str, detail: str) -> InvalidParameters:
    return InvalidParameters([Refusal(parameter, "invalid_value", detail)])
