"""What is hardly plausible, at the desk: on the page of the row and of the records it is of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import localdate
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from briefings.actions.checks import set_aside, why_not_set_aside
from briefings.admin.base import Link, address
from briefings.admin.buttons import Button, Words
from briefings.checks import CHECKS, findings, found
from briefings.checks.base import Finding

SHOWN = 12


def warned(row: Model) -> list[Finding]:
    """Return what the checks find in a row, and in rows that are of it; asked once of an object."""
    kept: list[Finding] | None = row.__dict__.get("warned")
    if kept is None:
        today = localdate()
        kept = row.__dict__["warned"] = findings(found(today, most=SHOWN, of=row), today)
    return kept


def why_not(row: Model, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot set a warning about the row aside."""
    nothing = [] if warned(row) else ["There is no warning about it."]
    return [*why_not_set_aside(by), *nothing]


def press(by: User, row: Model, words: Words) -> None:
    """Set the warning aside."""
    set_aside(by=by, row=row, check=words["check"], reason=words["reason"])


def begin(row: Model, by: User, at: datetime) -> Words:
    """Return the first of the warnings."""
    warnings = warned(row)
    return {"check": warnings[0].check.name} if warnings else {}


def setting_aside(model: type[Model]) -> Button:
    """Return the button that sets a warning about a row of the model aside."""

    class SetAsideForm(forms.Form):
        """Which warning is set aside, and why it is so."""

        check = forms.ChoiceField(
            label="Warning",
            choices=[(check.name, check.title) for check in CHECKS if check.model is model],
            widget=UnfoldAdminSelectWidget,
        )
        reason = forms.CharField(
            label="Why it is so", max_length=400, widget=UnfoldAdminTextareaWidget({"rows": 2})
        )

    return Button(
        "set_aside",
        "Set a warning aside",
        "The warning is set aside; it comes back when the facts change.",
        why_not,
        press,
        SetAsideForm,
        reason="reason",
        begins=begin,
    )


class Checked:
    """A page of the desk that says what the checks find."""

    def facts(self, row: Any, at: datetime) -> list[str]:
        """Say what is found in the row itself."""
        own = [finding.words for finding in warned(row) if finding.row == row]
        return [*super().facts(row, at), *own]  # type: ignore[misc]

    def links(self, request: HttpRequest, row: Any) -> list[Link]:
        """Lead to the rows of it in which something is found."""
        others = [finding for finding in warned(row) if finding.row != row]
        return [
            *super().links(request, row),  # type: ignore[misc]
            *(Link(finding.words, address(finding.row)) for finding in others),
        ]
