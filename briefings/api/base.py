"""What every answer of the API has in common, and every list and record."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from briefings import ledger
from briefings.api.discretion import Discreet
from briefings.api.errors import Merged, Unchanged, Unsettled, Withdrawn
from briefings.freshness import Freshness
from briefings.ledger import EVERYTHING, LedgerState, Scope
from briefings.models import Identity

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Answer(Discreet):
    """A view that reads the ledger first and says so in its headers.

    `ledger_state` is the request's one moment; where the client holds the answer already it ends in
    one query.
    """

    freshness: Freshness | None = None
    moving = False  # whether the clock moves what it shows within a day

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """Give the request an id: the client's own, or a new one."""
        given = request.headers.get("X-Request-ID", "")
        request.META["briefings.request_id"] = (
            given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        )
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read the ledger; end here where nothing changed since the client asked last."""
        if request.method in ("GET", "HEAD"):
            self.ledger_state = self.read_ledger(request)
            if self.expanded and not self.ledger_state.is_settled:
                raise Unsettled
            self.freshness = Freshness.of(request._request, self.ledger_state, moving=self.moving)
            if self.freshness.is_cached_by(request._request):
                raise Unchanged
        super().initial(request, *args, **kwargs)

    def read_ledger(self, request: Request) -> LedgerState:
        """Return how the ledger stands; one query."""
        return ledger.read_state(self.scope(request))

    @property
    def expanded(self) -> bool:
        """Whether rows are asked for whole, as who keeps a copy does."""
        return "expand" in self.request.query_params

    def scope(self, request: Request) -> Scope:
        """Return the part of the ledger that the answer rests on; all of it unless a view knows."""
        return EVERYTHING

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Answer a browser that asks whether it may ask."""
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Say how fresh the answer is, who may read it and which request it was."""
        response = super().finalize_response(request, response, *args, **kwargs)
        headers = dict(OPEN_TO_ALL)
        headers["X-Request-ID"] = request.META["briefings.request_id"]
        headers["Vary"] = "Accept"
        headers["Cache-Control"] = "no-store"
        if self.freshness and response.status_code in (200, 304):
            headers |= self.freshness.headers()
        elif self.freshness and response.status_code in (308, 404, 410):
            headers |= self.freshness.headers_of_missing()
        for name, value in headers.items():
            response[name] = value
        return response


class Missing(Answer):
    """Any other address below the API's."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **_: Any) -> Response:
        """Raise NotFound."""
        raise exceptions.NotFound()


def gone_or_missing(type_: str, public_id: UUID, at: datetime) -> exceptions.APIException:
    """Return why nothing is at a row's address: withdrawn, merged, or never public.

    Two queries; of what was merged into something that is not live at `at`, four.
    """
    change = ledger.last_change(public_id)
    if change is not None and change.type == type_ and change.op == "withdrawn":
        return Withdrawn(change)
    survivor = Identity.objects.filter(type=type_, merged__public_id=public_id).first()
    if survivor is None:
        return exceptions.NotFound()
    if not survivor.is_live(at):
        return gone_or_missing(type_, survivor.public_id, at)
    return Merged(survivor)
