"""The checks' findings at the desk: on the page of the row, and of the record it belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import localdate
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from briefings.actions.checks import (
    dismiss,
    reopen,
    why_not_dismiss,
    why_not_reopen,
)
from briefings.admin.base import PanelLink, desk_url
from briefings.admin.buttons import Button, FormValues
from briefings.admin.states import moment, person
from briefings.checks import CHECKS, CHECKS_BY_NAME, finding_keys, findings
from briefings.checks.base import Finding
from briefings.models import Dismissal
from briefings.models.checks import CHECKED

SHOWN = 12


def findings_about(row: Model) -> list[Finding]:
    """Return the open findings about a row and rows that point at it; queried once per object."""
    known: list[Finding] | None = row.__dict__.get("findings_about")
    if known is None:
        today = localdate()
        known = findings(finding_keys(today, most=SHOWN, of=row), today)
        row.__dict__["findings_about"] = known
    return known


def dismissals_of(row: Model) -> list[Dismissal]:
    """Return all dismissals about a row, the latest first; queried once per object."""
    known: list[Dismissal] | None = row.__dict__.get("dismissals_of")
    if known is None:
        who = ("dismissed_by", "reopened_by")
        of_row = Dismissal.objects.about(row).select_related(*who)
        known = row.__dict__["dismissals_of"] = [*of_row.order_by("-dismissed_at", "-pk")]
    return known


def dismissals_in_force(row: Model) -> list[Dismissal]:
    """Return the dismissals about a row that were not ended."""
    return [one for one in dismissals_of(row) if one.reopened_at is None]


def describe_dismissal(dismissal: Dismissal) -> str:
    """Return a sentence: who dismissed what, when and why, and who ended that."""
    title, by = CHECKS_BY_NAME[dismissal.check_name].title, person(dismissal.dismissed_by)
    on = moment(dismissal.dismissed_at)
    words = f"“{title}” was dismissed by {by} on {on}: {dismissal.reason}"
    if dismissal.reopened_at is None:
        return words
    by, on = person(dismissal.reopened_by), moment(dismissal.reopened_at)
    return f"{words} Restored by {by} on {on}."


def dismissal_buttons(model: type[Model]) -> tuple[Button, Button]:
    """Return the buttons that dismiss findings about rows of the model, and open them again."""

    class ReopenForm(forms.Form):
        """Which check's finding is opened again."""

        check = forms.ChoiceField(
            label="Warning",
            choices=[(check.name, check.title) for check in CHECKS if check.model is model],
            widget=UnfoldAdminSelectWidget,
        )

    class DismissForm(ReopenForm):
        """Which check's finding is dismissed, and why."""

        reason = forms.CharField(
            label="Why it is right", max_length=400, widget=UnfoldAdminTextareaWidget({"rows": 2})
        )

    return (
        Button(
            "dismiss",
            "Dismiss a warning",
            "The warning is dismissed; it comes back when the facts change.",
            _why_not_dismiss,
            _dismiss,
            DismissForm,
            reason="reason",
            initial=_first_finding,
        ),
        Button(
            "reopen",
            "Restore a warning",
            "The warning is restored.",
            _why_not_reopen,
            _reopen,
            ReopenForm,
            initial=_first_dismissal,
            enters=False,
        ),
    )


def _why_not_dismiss(row: Model, by: User, at: datetime) -> list[str]:
    nothing = [] if findings_about(row) else ["There is no warning about it."]
    return [*why_not_dismiss(by), *nothing]


def _dismiss(by: User, row: Model, values: FormValues) -> None:
    dismiss(by=by, row=row, check=values["check"], reason=values["reason"])


def _first_finding(row: Model, by: User, at: datetime) -> FormValues:
    warnings = findings_about(row)
    return {"check": warnings[0].check.name} if warnings else {}


def _why_not_reopen(row: Model, by: User, at: datetime) -> list[str]:
    nothing = [] if dismissals_in_force(row) else ["No warning about it is dismissed."]
    return [*why_not_reopen(by), *nothing]


def _reopen(by: User, row: Model, values: FormValues) -> None:
    reopen(by=by, row=row, check=values["check"])


def _first_dismissal(row: Model, by: User, at: datetime) -> FormValues:
    dismissals = dismissals_in_force(row)
    return {"check": dismissals[0].check_name} if dismissals else {}


class FindingsMixin:
    """A page of the desk that shows the checks' findings."""

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Add the findings about the row itself, and its dismissals."""
        own = [finding.words for finding in findings_about(row) if finding.row == row]
        dismissals = map(
            describe_dismissal, dismissals_of(row) if row._meta.model_name in CHECKED else []
        )
        return [*super().panel_sentences(row, at), *own, *dismissals]  # type: ignore[misc]

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Add links to the rows that point at this one and have a finding."""
        others = [finding for finding in findings_about(row) if finding.row != row]
        return [
            *super().links(request, row),  # type: ignore[misc]
            *(PanelLink(finding.words, desk_url(finding.row)) for finding in others),
        ]
