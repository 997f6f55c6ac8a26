"""Sign-in. A form sent after the session had ended is kept, and returned after the sign-in."""

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

# The form fields that carry the kept request, and its files, through the sign-in.
KEPT, KEPT_FILES = "kept", "kept_files"
# The session's key for the moment of sign-in, in seconds.
SIGNED_IN_AT = "signed_in_at"
SALT = "briefings.admin.sign_ins"
KEPT_FOR = timedelta(hours=24)
# Beyond so many bytes the files do not fit into the form: the user chooses them again.
FILES_LIMIT = 5_000_000


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Show the sign-in form, or sign in; then return what was sent after the session had ended."""
    kept = request.POST.get(KEPT, "")
    response = admin.site.login(request, {KEPT: kept})
    if request.method != "POST" or not request.user.is_authenticated:
        return response
    request.session[SIGNED_IN_AT] = int(time.time())
    return return_request(request, kept) if kept else response


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Return the sign-in form, which keeps what the request sent."""
    kept = keep_request(request)
    request.method = "GET"  # the form is shown, not sent
    return admin.site.login(request, {KEPT: kept, "app_path": reverse("admin:login")})


def keep_request(request: HttpRequest) -> str:
    """Return a POST's address, fields and, if they fit, files, as signed text."""
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


def return_request(request: HttpRequest, kept: str) -> HttpResponse:
    """Return a page that shows what was sent, with a button that sends it again."""
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
            (field_label(name), text)
            for name, values in sent["fields"]
            for value in values
            if not name.startswith("_") and " " in (text := strip_tags(value).strip())
        ],
        "chosen": [file for _, file, _, _ in files],
        KEPT_FILES: signing.dumps(files, salt=SALT, compress=True) if files else "",
    }
    return TemplateResponse(request, "admin/briefings/kept.html", context)


def field_label(name: str) -> str:
    """Return a form field's name as a label."""
    return name.replace("__", " ").replace("_", " ").replace("-", " ").strip().capitalize()


def restore_files(request: HttpRequest) -> None:
    """Add the files that were kept through the sign-in to the request's files."""
    try:
        files = signing.loads(request.POST[KEPT_FILES], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return
    for name, file, type_, content in files:
        request.FILES.appendlist(name, SimpleUploadedFile(file, b64decode(content), type_))


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]
) -> HttpResponse:
    """Return the sign-in form with the time until the next attempt; a kept request stays kept."""
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
    """Failed sign-ins; limits also one name from many addresses, and many names from one."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Return whether a sign-in is refused without a look at the password; mark the request.

        Queries the failures of the last minutes.
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
