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

from briefings.actions.checks import (
    set_aside,
    take_back,
    why_not_set_aside,
    why_not_take_back,
)
from briefings.admin.base import PanelLink, address
from briefings.admin.buttons import Button, FormValues
from briefings.admin.states import moment, person
from briefings.checks import CHECKS, NAMED, findings, found
from briefings.checks.base import Finding
from briefings.models import SetAside
from briefings.models.checks import CHECKED

SHOWN = 12


def warned(row: Model) -> list[Finding]:
    """Return what the checks find in a row, and in rows that are of it; asked once of an object."""
    kept: list[Finding] | None = row.__dict__.get("warned")
    if kept is None:
        today = localdate()
        kept = row.__dict__["warned"] = findings(found(today, most=SHOWN, of=row), today)
    return kept


def asides(row: Model) -> list[SetAside]:
    """Return what was ever set aside of a row, the latest first; asked once of an object."""
    kept: list[SetAside] | None = row.__dict__.get("asides")
    if kept is None:
        who = ("set_aside_by", "taken_back_by")
        of_row = SetAside.objects.about(row).select_related(*who)
        kept = row.__dict__["asides"] = [*of_row.order_by("-set_aside_at", "-pk")]
    return kept


def standing(row: Model) -> list[SetAside]:
    """Return what is set aside of a row and was not taken back."""
    return [aside for aside in asides(row) if aside.taken_back_at is None]


def told(aside: SetAside) -> str:
    """Return what was set aside by whom, when and why, and who took it back when."""
    title, by = NAMED[aside.check_name].title, person(aside.set_aside_by)
    words = f"“{title}” was set aside by {by} on {moment(aside.set_aside_at)}: {aside.reason}"
    if aside.taken_back_at is None:
        return words
    return f"{words} Taken back by {person(aside.taken_back_by)} on {moment(aside.taken_back_at)}."


def setting_aside(model: type[Model]) -> tuple[Button, Button]:
    """Return the buttons that set a warning about a row of the model aside, and take it back."""

    class TakeBackForm(forms.Form):
        """Which warning is taken back."""

        check = forms.ChoiceField(
            label="Warning",
            choices=[(check.name, check.title) for check in CHECKS if check.model is model],
            widget=UnfoldAdminSelectWidget,
        )

    class SetAsideForm(TakeBackForm):
        """Which warning is set aside, and why it is so."""

        reason = forms.CharField(
            label="Why it is so", max_length=400, widget=UnfoldAdminTextareaWidget({"rows": 2})
        )

    return (
        Button(
            "set_aside",
            "Set a warning aside",
            "The warning is set aside; it comes back when the facts change.",
            _why_not_set_aside,
            _set_aside,
            SetAsideForm,
            reason="reason",
            begins=_first_warning,
        ),
        Button(
            "take_back",
            "Take back what was set aside",
            "It is taken back: the warning is told again while it is found.",
            _why_not_take_back,
            _take_back,
            TakeBackForm,
            begins=_first_aside,
        ),
    )


def _why_not_set_aside(row: Model, by: User, at: datetime) -> list[str]:
    nothing = [] if warned(row) else ["There is no warning about it."]
    return [*why_not_set_aside(by), *nothing]


def _set_aside(by: User, row: Model, words: FormValues) -> None:
    set_aside(by=by, row=row, check=words["check"], reason=words["reason"])


def _first_warning(row: Model, by: User, at: datetime) -> FormValues:
    warnings = warned(row)
    return {"check": warnings[0].check.name} if warnings else {}


def _why_not_take_back(row: Model, by: User, at: datetime) -> list[str]:
    nothing = [] if standing(row) else ["Nothing is set aside about it."]
    return [*why_not_take_back(by), *nothing]


def _take_back(by: User, row: Model, words: FormValues) -> None:
    take_back(by=by, row=row, check=words["check"])


def _first_aside(row: Model, by: User, at: datetime) -> FormValues:
    aside = standing(row)
    return {"check": aside[0].check_name} if aside else {}


class FindingsMixin:
    """A page of the desk that says what the checks find."""

    def facts(self, row: Any, at: datetime) -> list[str]:
        """Say what is found in the row itself, and what was set aside of it."""
        own = [finding.words for finding in warned(row) if finding.row == row]
        aside = map(told, asides(row) if row._meta.model_name in CHECKED else [])
        return [*super().facts(row, at), *own, *aside]  # type: ignore[misc]

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Lead to the rows of it in which something is found."""
        others = [finding for finding in warned(row) if finding.row != row]
        return [
            *super().links(request, row),  # type: ignore[misc]
            *(PanelLink(finding.words, address(finding.row)) for finding in others),
        ]
