"""Requests that are refused before or beside every view: in words on a page, as JSON in the API.

None of these answers asks the database, and none repeats what was sent.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from briefings.api.errors import problem
from briefings.pages.errors import refused as page

logger = logging.getLogger("django.request")

API = "/api/"
LONGEST_PATH = 2_000  # characters; the longest address of ours has a tenth of that
RETRY_AFTER = 5  # seconds


def refused(request: HttpRequest, status: int, code: str, title: str, text: str) -> HttpResponse:
    """Return the refusal as the address speaks: a problem document, or a page."""
    if request.path_info.startswith(API):
        return problem(request, status, code, f"{title}. {text}")
    return page(request, status, title, text)


def foreign_host_or_endless_path(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return a middleware that answers 400 to a `Host` that is not ours, 414 to a path too long."""

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


class DatabaseBusyMiddleware:
    """Answers 503 where the database gave up on a request: it took too long, or cannot be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; views' exceptions come to `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the refusal of a request that the database gave up on, and log why."""
        if not isinstance(error, OperationalError):
            return None
        logger.error("The database gave up: %s", request.path, exc_info=error)
        title, text = "This took too long", "Nothing was changed. Try again in a moment."
        answer = refused(request, 503, "unavailable", title, text)
        answer["Retry-After"], answer["Cache-Control"] = str(RETRY_AFTER), "no-store"
        return answer
