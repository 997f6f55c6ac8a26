"""Refuse requests outside of all views: with a page, or with JSON in the API.

None of these answers queries the database or repeats what was sent.
"""

import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from briefings.actions.refusals import DISK_FULL, is_disk_full
from briefings.api.errors import problem
from briefings.pages import errors as pages

API = "/api/"
LONGEST_PATH = 2_000  # characters, ten times the longest address of ours
RETRY_AFTER = "5"  # seconds


def refused(request: HttpRequest, status: int, code: str, title: str, text: str) -> HttpResponse:
    """Return the refusal: a problem document for an address of the API, else a page."""
    if request.path_info.startswith(API):
        return problem(status, code, f"{title}. {text}")
    return pages.refused(request, status, title, text)


def foreign_host_or_endless_path(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware that answers 400 to a foreign `Host` and 414 to a path too long."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if len(request.path_info) > LONGEST_PATH:
            text = f"No address of ours has over {LONGEST_PATH:,} characters."
            return refused(request, 414, "uri_too_long", "This address is too long", text)
        try:
            request.get_host()
        except DisallowedHost:
            title, text = "This host is not ours", f"The site is at {settings.NEWSROOM_ADDRESS}/."
            return refused(request, 400, "foreign_host", title, text)
        return get_response(request)

    return respond


def failed(request: HttpRequest) -> HttpResponse:
    """Return the answer to an unhandled exception (Django's `handler500`, which logs it).

    A full disk and a timeout of the database get answers of their own: 507 and 503.
    """
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return refused(request, 507, "no_room", "There is no room", DISK_FULL)
    if isinstance(error, OperationalError):
        title, text = "This took too long", "Nothing was changed. Try again in a moment."
        answer = refused(request, 503, "unavailable", title, text)
        answer["Retry-After"], answer["Cache-Control"] = RETRY_AFTER, "no-store"
        return answer
    return pages.failed(request)
