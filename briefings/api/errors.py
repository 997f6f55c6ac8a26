"""Every error of the API, as a problem document (RFC 9457)."""

from __future__ import annotations

import logging
import math
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.addresses import absolute
from briefings.documents.mentions import resource_url
from briefings.filters.base import Refusal, repeated_parameter, unknown_parameter
from briefings.models import Change, Identity, Published
from briefings.models.record_types import RECORD_TYPES

logger = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"
_DIGITS = re.compile(r"[0-9]{1,20}")

CODES = {405: "method_not_allowed", 406: "not_acceptable", 429: "too_many_requests"}
TITLES = {
    "invalid_parameters": "A parameter cannot be answered",
    "not_found": "There is nothing at this address",
    "withdrawn": "This was withdrawn",
    "merged": "This was merged into another record",
    "method_not_allowed": "This method is not answered here",
    "not_acceptable": "This format is not offered",
    "too_many_requests": "Too many requests",
    "bad_request": "The request cannot be read",
    "foreign_host": "This host is not ours",
    "uri_too_long": "The address is too long",
    "unavailable": "The database gave up for now",
    "server_error": "The server failed",
}
EXPLANATIONS = {
    "wrong": "It was taken back because it was wrong.",
    "hoax": "It was taken back because it rested on a hoax.",
    "duplicate": "It was taken back because it repeated another record.",
    "superseded": "It was taken back because something newer takes its place.",
    "safety": "It was taken back for somebody's safety.",
    "privacy": "It was taken back to protect somebody's privacy.",
    "legal": "It was taken back by legal order.",
    "": "It is no longer published.",
}


class Unchanged(exceptions.APIException):
    """What the client holds still stands: 304, without a body."""

    status_code = HTTPStatus.NOT_MODIFIED


class InvalidParameters(exceptions.APIException):
    """Parameters that cannot be answered, all of them at once."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "invalid_parameters"

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        """Take why each was refused."""
        self.refusals = list(refusals)
        super().__init__(" ".join(refusal.detail for refusal in self.refusals))


class Withdrawn(exceptions.APIException):
    """Something that was public and is no longer; what is still said of it depends on why.

    A row that is no record, a tenure, names nobody: why its record went is not its own to tell.
    Nor does a detainee's tombstone, whatever the reason.
    """

    status_code = HTTPStatus.GONE
    default_code = "withdrawn"

    def __init__(self, change: Change) -> None:
        """Take the change that withdrew it, with its identity."""
        super().__init__(EXPLANATIONS[change.reason])
        record = change.identity if change.is_of_record() else None
        if change.reason in Published.NAMELESS_REASONS or (
            record and RECORD_TYPES[record.type].nameless
        ):
            record = None
        self.tombstone = {
            "id": change.public_id,
            "withdrawn_at": change.at,
            "reason": change.reason or None,
            "explanation": EXPLANATIONS[change.reason],
            "label": (record.label or None) if record else None,
            "slug": record.slug if record else None,
        }


class Merged(exceptions.APIException):
    """A record that was merged into another, which stands at an address of its own: 308."""

    status_code = HTTPStatus.PERMANENT_REDIRECT
    default_code = "merged"
    default_detail = "It was merged into another record."

    def __init__(self, survivor: Identity) -> None:
        """Take the record that it was merged into, a live one."""
        super().__init__()
        self.survivor = survivor

    def location(self, request: Request) -> str:
        """Return the survivor's address, asked the same."""
        url = resource_url(self.survivor.type, self.survivor.public_id)
        query = request.META["QUERY_STRING"]
        return f"{url}?{query}" if query else url


def whole_number(given: str, least: int, most: int) -> int | None:
    """Return the number that digits write; None for anything else and beyond the bounds.

    Both bounds are included.
    """
    number = int(given) if _DIGITS.fullmatch(given) else None
    return number if number is not None and least <= number <= most else None


def refuse_unknown(request: Request, known: Iterable[str]) -> None:
    """Raise `InvalidParameters` where a parameter is not among the known, or is given twice."""
    names = set(known)
    refusals = [
        unknown_parameter(name, names) for name in request.query_params if name not in names
    ]
    given = request.query_params.lists()
    refusals += [repeated_parameter(name) for name, values in given if len(values) > 1]
    if refusals:
        raise InvalidParameters(refusals)


def handle(error: Exception, context: Mapping[str, Any]) -> Response:
    """Return the problem document of an exception raised in a view; log what nobody foresaw."""
    request: Request = context["request"]
    if isinstance(error, Unchanged):
        return Response(status=error.status_code)
    error = _as_api_exception(error, request)
    code = CODES.get(error.status_code) or str(error.get_codes())
    problem: dict[str, Any] = {
        **_problem(error.status_code, code, str(error.detail)),
        "instance": request.get_full_path(),
        "request_id": request.META["briefings.request_id"],
    }
    headers = {}
    if isinstance(error, InvalidParameters):
        problem["errors"] = [asdict(refusal) for refusal in error.refusals]
    if isinstance(error, Withdrawn):
        # The question may hold the name that the answer does not tell.
        problem |= {"instance": request.path, **error.tombstone}
    if isinstance(error, Merged):
        problem["merged_into"] = error.survivor.public_id
        headers["Location"] = error.location(request)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    return Response(problem, error.status_code, headers=headers, content_type=MEDIA_TYPE)


def problem(status: int, code: str, detail: str) -> JsonResponse:
    """Return the problem document of a request that no view has seen; it repeats nothing of it."""
    request_id = str(uuid.uuid4())
    return JsonResponse(
        {**_problem(status, code, detail), "request_id": request_id},
        status=status,
        content_type=MEDIA_TYPE,
        headers={"X-Request-ID": request_id, "Cache-Control": "no-store"},
    )


def _problem(status: int, code: str, detail: str) -> dict[str, Any]:
    return {
        "type": f"{absolute(reverse('api:docs'))}#{code}",
        "title": TITLES.get(code, HTTPStatus(status).phrase),
        "status": int(status),
        "detail": detail,
    }


def _as_api_exception(error: Exception, request: Request) -> exceptions.APIException:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, SuspiciousOperation):
        return BadRequest()
    logger.error("Failed: %s", request.path, exc_info=error)
    if isinstance(error, OperationalError):
        return Unavailable()
    got_request_exception.send(sender=None, request=request._request)
    return ServerError()


class BadRequest(exceptions.APIException):
    """A request that cannot be read: more parameters than anybody asks."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = "The request cannot be read: it has too many parameters or too large a part."
    default_code = "bad_request"


class Unavailable(exceptions.APIException):
    """The database took too long, or cannot be asked; the same may be asked again."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "The answer took too long: ask for less, or again in a moment."
    default_code = "unavailable"
    wait = 5  # seconds


class Unsettled(Unavailable):
    """Something is due that a transaction postpones: its rows may go without a word of the ledger.

    Who keeps a copy would keep them.
    """

    default_detail = "What is due at this moment is being changed: ask again in a moment."
    wait = 1


class ServerError(exceptions.APIException):
    """A failure that nobody foresaw; what it was is in the log alone."""

    default_detail = "The failure was logged; quote the request's id to the newsroom."
    default_code = "server_error"
