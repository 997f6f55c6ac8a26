"""What every response carries, and what runs at the desk alone.

Public pages set no cookie and never vary by one, so that any cache may keep them: sessions,
sign-ins, messages and CSRF tokens exist under the desk's addresses only.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin

DESK = "/admin/"

PUBLIC_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# The desk's look runs Alpine, which evaluates expressions, and styles elements in place.
DESK_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
)
# A preview is a public page, which the desk frames.
PREVIEWS = f"{DESK}preview/"
PREVIEW_POLICY = PUBLIC_POLICY.replace(
    "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'"
)


def at_the_desk(request: HttpRequest) -> bool:
    """Return whether the request's address is one of the desk's."""
    return request.path_info.startswith(DESK)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return a middleware that says what a page may load, unless its view has said so."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        policy = DESK_POLICY if at_the_desk(request) else PUBLIC_POLICY
        policy = PREVIEW_POLICY if request.path_info.startswith(PREVIEWS) else policy
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return respond


class _DeskOnly(MiddlewareMixin):
    """A middleware that other addresses do without."""

    def __call__(self, request: HttpRequest) -> Any:
        """Run at the desk; pass the request on elsewhere."""
        return super().__call__(request) if at_the_desk(request) else self.get_response(request)


class DeskSessionMiddleware(_DeskOnly, SessionMiddleware):
    """Sessions, at the desk alone."""


class DeskAuthenticationMiddleware(_DeskOnly, AuthenticationMiddleware):
    """`request.user`, at the desk alone."""


class DeskMessageMiddleware(_DeskOnly, MessageMiddleware):
    """Messages to the editor, at the desk alone."""


class DeskCsrfMiddleware(_DeskOnly, CsrfViewMiddleware):
    """Protection of the desk's forms; elsewhere nobody is signed in whom a form could misuse."""

    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        """Check a form's token at the desk alone."""
        return super().process_view(request, *view) if at_the_desk(request) else None
