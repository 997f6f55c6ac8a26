"""Transitions as buttons: what each asks, why it cannot be pressed, what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from briefings.actions import Refused

FormValues = Mapping[str, Any]


class EmptyForm(forms.Form):
    """The form of a button that asks nothing."""


@dataclass(frozen=True)
class Button:
    """One action on one kind of row.

    `why_not` returns every reason against it, for the row, a person and a moment. `press` runs the
    action with what `form` asked and returns the row to show next: None to stay, or the class of
    the list to go back to. `reason` names the field whose words say why, for the history.
    `begins` returns what its form begins with, and what it is about. `asks` is asked before it is
    pressed for good.
    """

    name: str
    label: str
    done: str
    why_not: Callable[[Any, User, datetime], list[str]]
    press: Callable[[User, Any, FormValues], Model | type[Model] | None]
    form: type[forms.Form] = EmptyForm
    reason: str = ""
    begins: Callable[[Any, User, datetime], FormValues] = lambda row, by, at: {}
    asks: str = ""

    def asked(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        within: str = "",
        initial: FormValues | None = None,
    ) -> forms.Form:
        """Return the button's form, bound where `data` is what was sent for this button.

        `within` is the id of the page's form, as whose part a browser sends what is typed.
        """
        form = self.form(data, prefix=self.name, initial={**(initial or {})})
        for field in form.fields.values():
            field.widget.attrs["form"] = within
        return form

    def why(self, data: Mapping[str, Any]) -> str:
        """Return the reason given in `data`, "" where none is asked."""
        return str(data.get(f"{self.name}-{self.reason}", "")) if self.reason else ""

    def run(self, by: User, row: Model, data: Mapping[str, Any]) -> Model | type[Model] | None:
        """Do it; raises `Refused`, also for what its form does not accept."""
        form = self.asked(data, initial=self.begins(row, by, timezone.now()))
        if not form.is_valid():
            raise Refused(
                f"{form.fields[name].label or name}: {error}"
                for name, errors in form.errors.items()
                for error in errors
            )
        return self.press(by, row, form.cleaned_data)


@dataclass(frozen=True)
class Offer:
    """A button as the panel shows it: with its form, or with every reason why not."""

    button: Button
    form: forms.Form
    reasons: list[str]


def offers(
    buttons: tuple[Button, ...],
    row: Model,
    by: User,
    at: datetime,
    *,
    within: str,
    sent: Mapping[str, Any],
) -> list[Offer]:
    """Return the buttons for a row, those that can be pressed first.

    `within` is the id of the page's form. `sent` is what was refused, empty if nothing was: the
    pressed button keeps its words.
    """
    made = []
    for button in buttons:
        reasons = button.why_not(row, by, at)
        form = button.asked(
            sent if sent.get("_press") == button.name else None,
            within=within,
            initial={} if reasons else button.begins(row, by, at),
        )
        made.append(Offer(button, form, reasons))
    return sorted(made, key=lambda offer: bool(offer.reasons))
