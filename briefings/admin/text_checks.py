"""The checks of a text beside the form of an edition: told while it is typed, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Field
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.text_checks import (
    Checked,
    Rows,
    check,
    dismiss_finding,
    piece_of,
    restore_finding,
    why_not_dismiss_finding,
)
from briefings.actions.writing import why_not_handle
from briefings.admin.states import moment, person
from briefings.bodies import TooMuch
from briefings.checks.texts.base import Piece, TextFinding
from briefings.models import Dismissal, Edition
from briefings.sandbox import articles

# The prefix of each group of child rows, and the field by which one of them says something.
ROWS = (("bylines", "name"), ("edition_topics", "topic"), ("citations", "source"))
MOST_SHOWN = 5  # warnings that are told after a button was pressed


class TextChecksMixin:
    """The page of an edition, with what the checks find in its text."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address that checks the text as it is typed."""
        checks = self.admin_site.admin_view(self.text_checks)  # type: ignore[attr-defined]
        return [
            path("<int:pk>/checks/", checks, name="briefings_edition_checks"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def text_checks(self, request: Any, pk: int) -> JsonResponse:
        """Return what the checks find in an edition's text as it was typed; nothing of it is kept.

        With `dismiss` (a key) and `reason`, or with `restore`, a finding is dismissed or restored
        first; `refused` then holds every reason why not.
        """
        edition = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        if edition is None or request.method != "POST":
            raise Http404
        if not self.has_view_permission(request, edition):  # type: ignore[attr-defined]
            raise PermissionDenied
        by, at = request.user, timezone.now()
        typed: dict[str, str] = request.POST.dict()
        try:
            form = self.get_form(request, edition, change=True)  # type: ignore[attr-defined]
            piece = typed_piece(edition, by, at, typed, form.base_fields)
        except TooMuch as much:
            return JsonResponse({"refused": [f"This text cannot be checked: {much}."]})
        refused: list[str] = []
        try:
            if key := typed.get("dismiss"):
                reason = typed.get("reason", "")
                dismiss_finding(by=by, edition=edition, piece=piece, key=key, reason=reason)
            if key := typed.get("restore"):
                restore_finding(by=by, edition=edition, key=key)
        except Refused as reasons:
            refused = [*reasons.reasons]
        return JsonResponse({**as_json(edition, check(edition, piece), by), "refused": refused})

    def warn_of_findings(self, request: HttpRequest, row: Edition, by: User) -> None:
        """Tell the warnings that did not keep a button from being pressed."""
        at = timezone.now()
        found = check(row, piece_of(row, by, at)).open
        for one in found[:MOST_SHOWN]:
            messages.warning(request, f"Still to look at: {one.reason}")
        if len(found) > MOST_SHOWN:
            messages.warning(request, f"{len(found) - MOST_SHOWN} more warnings: see the checks.")


def checks_url(edition: Edition) -> str | None:
    """Return the address that checks an edition's text; None once readers have seen it."""
    period = edition.live_period
    seen = period is not None and not period.isempty and period.lower <= timezone.now()
    return None if seen else reverse("admin:briefings_edition_checks", args=[edition.pk])


def typed_piece(
    edition: Edition,
    by: User,
    at: datetime,
    typed: Mapping[str, str],
    fields: Mapping[str, Field],
) -> Piece:
    """Return the edition as it was typed on its page.

    What is not on the page, or cannot be read by the form's `fields`, is as stored. The edition is
    changed in memory. Raises `TooMuch` for a body beyond the limits.
    """
    if "headline" not in fields:  # it may not be changed any more
        typed = {}
    for name in ("headline", "standfirst"):
        setattr(edition, name, typed.get(name, getattr(edition, name)))
    if "body" in typed:
        edition.body = articles.clean(typed["body"]).html
    for name in ("dateline_on", "about"):
        if name in typed and name in fields:  # a page that is read only has none
            with suppress(ValidationError):
                setattr(edition, name, fields[name].clean(typed[name]))
    return piece_of(edition, by, at, rows=_typed_rows(typed) if "body" in typed else None)


def as_json(edition: Edition, checked: Checked, by: User) -> dict[str, Any]:
    """Return the findings for the page, the dismissed ones with who dismissed them and why."""
    return {
        "findings": [
            {**_finding(one), "dismissable": not why_not_dismiss_finding(edition, one, by)}
            for one in checked.open
        ],
        "dismissed": [
            {
                **_finding(one),
                "dismissal": _dismissal(dismissal),
                "restorable": not why_not_handle(edition, by),
            }
            for one, dismissal in checked.dismissed
        ],
    }


def _finding(finding: TextFinding) -> dict[str, Any]:
    found = finding.found
    place = found.place
    return {
        "key": finding.key,
        "title": found.heading or finding.check.title,
        "says": found.says,
        "why": finding.check.why,
        "undated": found.undated,
        "blocks": finding.blocks,
        "place": place and place._asdict(),
        "mend": found.mend and {
            "label": found.mend.label,
            "words": found.mend.words,
            "record": found.mend.record and str(found.mend.record),
        },
    }  # fmt: skip


def _dismissal(dismissal: Dismissal) -> str:
    by, on = person(dismissal.dismissed_by), moment(dismissal.dismissed_at)
    return f"Dismissed by {by} on {on}: {dismissal.reason}"


def _typed_rows(typed: Mapping[str, str]) -> Rows:
    """Return the child rows as they were typed; a source that is only named yet has no key."""
    bylines, topics, cited = (_values(typed, *row) for row in ROWS)
    keys = frozenset(int(value) for value in cited if value.isdecimal())
    return Rows(len(bylines), len(topics), len(cited), keys)


def _values(typed: Mapping[str, str], prefix: str, column: str) -> list[str]:
    """Return what was typed in a column of child rows that are not marked for deletion."""
    row = re.compile(rf"{prefix}-(\d+)-{column}")
    return [
        value
        for name, value in typed.items()
        if value and (found := row.fullmatch(name)) and f"{prefix}-{found[1]}-DELETE" not in typed
    ]
