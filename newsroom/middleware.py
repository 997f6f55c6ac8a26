"""What every response carries, and what runs at the desk alone.

Public pages set no cookie and never vary by one, so that any cache may keep them: sessions,
sign-ins, messages and CSRF tokens exist under the desk's addresses only.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin

from briefings.admin import sign_ins
from briefings.admin.sign_ins import SIGNED_IN_AT

DESK = "/admin/"
# Where one signs in and out: nothing that is sent there is kept.
SIGNING = (f"{DESK}login/", f"{DESK}logout/")
# When a session was last seen to be used, in seconds, in it.
SEEN_AT = "seen_at"
SEEN_EVERY = 60

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
    """`request.user`, at the desk alone; a session ends so long after its sign-in, busy or not.

    It ends by itself when nothing was asked for the age of its cookie: while something is, it is
    saved once a minute.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Set the user; end a session that has lasted its time."""
        super().process_request(request)
        session, now = request.session, int(time.time())
        if SESSION_KEY not in session:
            return
        if now - session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_LASTS.total_seconds():
            session.flush()
            request.user = AnonymousUser()
        elif now - session.get(SEEN_AT, session[SIGNED_IN_AT]) >= SEEN_EVERY:
            session[SEEN_AT] = now


class DeskMessageMiddleware(_DeskOnly, MessageMiddleware):
    """Messages to the editor, at the desk alone."""


class DeskCsrfMiddleware(_DeskOnly, CsrfViewMiddleware):
    """Protection of the desk's forms; elsewhere nobody is signed in whom a form could misuse.

    A form of ours whose session or token is gone is not lost: what it sent is kept through the
    sign-in and given back. Nothing is done before a person sends it again.
    """

    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        """Check a form's token at the desk alone."""
        if not at_the_desk(request):
            return None
        refused = super().process_view(request, *view)
        if request.method != "POST" or request.path_info in SIGNING:
            return refused
        if refused is None and admin.site.has_permission(request):
            if sign_ins.KEPT_FILES in request.POST:
                sign_ins.restore_files(request)
            return None
        if not self.is_ours(request):
            return refused
        if admin.site.has_permission(request):
            return sign_ins.return_request(request, sign_ins.keep_request(request))
        return sign_ins.ask_to_sign_in(request)

    def is_ours(self, request: HttpRequest) -> bool:
        """Return whether no header of the browser says that another site made the request."""
        if "HTTP_ORIGIN" in request.META:
            return bool(self._origin_verified(request))  # type: ignore[attr-defined]
        return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"  # type: ignore[no-any-return]
