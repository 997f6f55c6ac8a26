"""Headers of every response, and middleware for the desk only.

Public pages set no cookie and never vary by one, so that any cache may keep them. Sessions,
sign-ins, messages and CSRF tokens exist under the desk's addresses only.
"""

import re
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
# Where one signs in and out: forms sent there are not kept.
SIGNING = (f"{DESK}login/", f"{DESK}logout/")
# The session's key for the time, in seconds, at which it was last seen in use.
SEEN_AT = "seen_at"
SEEN_EVERY = 60
# What open pages tell by themselves: a session is not in use because a page is open.
OPEN_PAGES = re.compile(rf"{DESK}working-copies/[^/]+/[^/]+/presence/")

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
# The desk's theme uses Alpine, which evaluates expressions and sets inline styles.
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
# A preview is a public page in a frame of the desk.
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
    """Return the middleware that sets Content-Security-Policy unless the view has set it."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        policy = DESK_POLICY if at_the_desk(request) else PUBLIC_POLICY
        policy = PREVIEW_POLICY if request.path_info.startswith(PREVIEWS) else policy
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return respond


class _DeskOnly(MiddlewareMixin):
    """A middleware that runs only under the desk's addresses."""

    def __call__(self, request: HttpRequest) -> Any:
        """Run at the desk; elsewhere only pass the request on."""
        return super().__call__(request) if at_the_desk(request) else self.get_response(request)


class DeskSessionMiddleware(_DeskOnly, SessionMiddleware):
    """Sessions, at the desk only."""


class DeskAuthenticationMiddleware(_DeskOnly, AuthenticationMiddleware):
    """`request.user`, at the desk only; ends a session `SESSION_LASTS` after its sign-in.

    A session without requests ends by the age of its cookie; while in use it is saved once a
    minute.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Set the user; end a session that is too old."""
        super().process_request(request)
        session, now = request.session, int(time.time())
        if SESSION_KEY not in session:
            return
        if now - session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_LASTS.total_seconds():
            session.flush()
            request.user = AnonymousUser()
        elif OPEN_PAGES.fullmatch(request.path_info):
            return
        elif now - session.get(SEEN_AT, session[SIGNED_IN_AT]) >= SEEN_EVERY:
            session[SEEN_AT] = now


class DeskMessageMiddleware(_DeskOnly, MessageMiddleware):
    """Messages to the editor, at the desk only."""


class DeskCsrfMiddleware(_DeskOnly, CsrfViewMiddleware):
    """CSRF protection of the desk's forms; elsewhere nobody is signed in.

    If the session or token of one of our forms is gone, its data is kept through the sign-in and
    shown again. Nothing is done until the person sends it again.
    """

    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        """Check a form's token at the desk only."""
        if not at_the_desk(request):
            return None
        refused = super().process_view(request, *view)
        by_script = getattr(view[0], "for_script", False)
        if request.method != "POST" or request.path_info in SIGNING or by_script:
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
        """Return whether the browser's headers do not say that another site made the request."""
        if "HTTP_ORIGIN" in request.META:
            return bool(self._origin_verified(request))  # type: ignore[attr-defined]
        return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"  # type: ignore[no-any-return]
