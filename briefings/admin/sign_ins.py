"""Signing in, and what was sent by somebody whose session had ended: it is given back after it."""

from __future__ import annotations

import time
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

# The fields under which what was sent, and the files among it, travel through the sign-in.
KEPT, KEPT_FILES = "kept", "kept_files"
# When somebody signed in, in seconds, in the session.
SIGNED_IN_AT = "signed_in_at"
SALT = "briefings.admin.sign_ins"
KEPT_FOR = timedelta(hours=24)
# Files beyond so many bytes do not fit into a form beside the rest, and are chosen anew.
FILES_LIMIT = 5_000_000


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Show the sign-in form, or sign in; then give back what was sent before the session ended."""
    kept = request.POST.get(KEPT, "")
    response = admin.site.login(request, {KEPT: kept})
    if request.method != "POST" or not request.user.is_authenticated:
        return response
    request.session[SIGNED_IN_AT] = int(time.time())
    return give_back(request, kept) if kept else response


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Return the sign-in form that keeps what the request has sent."""
    kept = keep(request)
    request.method = "GET"  # the form is shown, not sent
    return admin.site.login(request, {KEPT: kept, "app_path": reverse("admin:login")})


def keep(request: HttpRequest) -> str:
    """Return what a POST has sent, signed: where to, its fields and, where they fit, its files."""
    if KEPT_FILES in request.POST:
        restore_files(request)
    fields = [
        (name, values)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", KEPT, KEPT_FILES)
    ]
    files = [(name, file) for name, all_ in request.FILES.lists() for file in all_]
    fit = sum(file.size or 0 for _, file in files) <= FILES_LIMIT
    sent = {
        "to": request.get_full_path(),
        "fields": fields,
        "files": [
            (name, file.name, file.content_type, b64encode(file.read()).decode())
            for name, file in files
            if fit
        ],
        "left_out": [] if fit else [file.name for _, file in files],
    }
    return signing.dumps(sent, salt=SALT, compress=True)


def give_back(request: HttpRequest, kept: str) -> HttpResponse:
    """Return a page that shows what was sent, and sends it again when told to."""
    try:
        sent = signing.loads(kept, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return TemplateResponse(request, "admin/briefings/kept.html", status=400)
    files = sent["files"]
    context = {
        **admin.site.each_context(request),
        "title": "Not saved yet",
        **sent,
        "fields": [(name, value) for name, values in sent["fields"] for value in values],
        "words": [
            (words_of(name), text)
            for name, values in sent["fields"]
            for value in values
            if not name.startswith("_") and " " in (text := strip_tags(value).strip())
        ],
        "chosen": [file for _, file, _, _ in files],
        KEPT_FILES: signing.dumps(files, salt=SALT, compress=True) if files else "",
    }
    return TemplateResponse(request, "admin/briefings/kept.html", context)


def words_of(name: str) -> str:
    """Return the name of a field as a person would write it."""
    return name.replace("__", " ").replace("_", " ").replace("-", " ").strip().capitalize()


def restore_files(request: HttpRequest) -> None:
    """Put the files that came through the sign-in back among those of the request."""
    try:
        files = signing.loads(request.POST[KEPT_FILES], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return
    for name, file, type_, content in files:
        request.FILES.appendlist(name, SimpleUploadedFile(file, b64decode(content), type_))


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]
) -> HttpResponse:
    """Return the sign-in form that says for how long it is of no use; what was sent stays kept."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {
        **admin.site.each_context(request),
        "title": "Log in",
        "app_path": request.get_full_path(),
        "form": admin.site.login_form(request),  # type: ignore[misc]
        "locked": f"Too many sign-ins have failed. Try again in {minutes} minutes, or ask an"
        " administrator for a new password.",
        KEPT: request.POST.get(KEPT, ""),
    }
    return TemplateResponse(request, "admin/login.html", context, status=429).render()


class SignInAttempts(AxesDatabaseHandler):
    """Failed sign-ins; bounds also those at one name from many addresses, and the other way."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Return whether a sign-in is refused unseen, and mark the request where it is.

        Queries what failed in the last minutes.
        """
        if super().is_locked(request, credentials):
            return True
        name = (credentials or {}).get("username")
        address = request.axes_ip_address  # type: ignore[attr-defined]
        since = timezone.now() - settings.AXES_COOLOFF_TIME
        tried = AccessFailureLog.objects.filter(
            Q(username=name) | Q(ip_address=address), attempt_time__gte=since, locked_out=False
        ).aggregate(
            at_name=Count("id", filter=Q(username=name)),
            from_address=Count("id", filter=Q(ip_address=address)),
        )
        locked: bool = max(tried.values()) >= settings.TRIES_LIMIT
        request.axes_locked_out = locked  # type: ignore[attr-defined]
        return locked
