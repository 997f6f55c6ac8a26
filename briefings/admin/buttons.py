"""Actions as buttons of the desk: a form, the reasons against it, and what pressing does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from briefings.actions.refusals import refuse_if

FormValues = Mapping[str, Any]


class ButtonForm(forms.Form):
    """The form of a button. On a page of its own, the fields named in `folded` are folded away."""

    folded: tuple[str, ...] = ()

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [self[name] for name in self.folded]

    @property
    def open_fields(self) -> list[forms.BoundField]:
        """The other fields that are shown."""
        return [field for field in self.visible_fields() if field.name not in self.folded]

    @property
    def opens_folded(self) -> bool:
        """Whether something folded away was typed, or is wrong."""
        return self.is_bound and bool({*self.folded} & {*self.changed_data, *self.errors})

    @property
    def folded_words(self) -> str:
        """What is folded away, in words."""
        return " · ".join(str(field.label) for field in self.folded_fields)


class EmptyForm(ButtonForm):
    """The form of a button without fields."""


def refuse_invalid(form: forms.Form) -> None:
    """Raise `Refused` with a form's errors, if it has any."""
    refuse_if(
        f"{form.fields[name].label or name}: {error}"
        for name, errors in form.errors.items()
        for error in errors
    )


@dataclass(frozen=True)
class Button:
    """One action on one kind of row.

    `why_not` returns every reason against it, for a row, a user and a moment. `press` runs the
    action with the form's values and returns the row to show next; None to stay, or a model to go
    to its list. `done` says that it is done, or returns that of the row. `reason` names the field
    that says why, for the history. `initial` returns the form's initial values. `confirmation` is a
    question asked before the button is pressed for good. `says` tells under it what it does.
    `enters` is False if the action enters no data: then nobody looks for new doubts after it.
    `alone` is True if it may be pressed on a page of its own, which shows nothing of the row: for
    actions that overwrite nothing. `leads` is True if it takes the row a step on: the first such
    button that can be pressed is marked. `concerns` returns whether the button is for such a row at
    all: for others it is not shown. `beside` is a second button of the short form: the field of the
    form that it sets, its label, and the permission of those who have it.
    """

    name: str
    label: str
    done: str | Callable[[Any], str]
    why_not: Callable[[Any, User, datetime], list[str]]
    press: Callable[[User, Any, FormValues], Model | type[Model] | None]
    form: type[forms.Form] = EmptyForm
    reason: str = ""
    initial: Callable[[Any, User, datetime], FormValues] = lambda row, by, at: {}
    confirmation: str = ""
    says: str = ""
    enters: bool = True
    alone: bool = False
    leads: bool = False
    concerns: Callable[[Any], bool] = lambda row: True
    beside: tuple[str, str, str] | None = None

    def build_form(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        form_id: str = "",
        initial: FormValues | None = None,
    ) -> forms.Form:
        """Return the button's form, bound if there is `data`, which was sent for this button.

        `form_id` is the id of the page's form: the browser sends these fields with that form.
        """
        form = self.form(data, prefix=self.name, initial={**(initial or {})})
        for field in form.fields.values():
            field.widget.attrs["form"] = form_id
        return form

    def done_words(self, shown: Any) -> str:
        """Return what is said once it is done."""
        return self.done if isinstance(self.done, str) else self.done(shown)

    def reason_in(self, data: Mapping[str, Any]) -> str:
        """Return the reason given in `data`; "" if the button asks for none."""
        return str(data.get(f"{self.name}-{self.reason}", "")) if self.reason else ""

    def run(self, by: User, row: Model, data: Mapping[str, Any]) -> Model | type[Model] | None:
        """Run the action; raises `Refused`, also if the form is not valid."""
        form = self.build_form(data, initial=self.initial(row, by, timezone.now()))
        refuse_invalid(form)
        return self.press(by, row, form.cleaned_data)


@dataclass(frozen=True)
class Offer:
    """A button as the panel shows it: with its form, or with every reason against it."""

    button: Button
    form: forms.Form
    reasons: list[str]

    @property
    def leads(self) -> bool:
        """Whether it can be pressed and takes the row a step on."""
        return self.button.leads and not self.reasons


def offers(
    buttons: tuple[Button, ...],
    row: Model,
    by: User,
    at: datetime,
    *,
    form_id: str,
    sent: Mapping[str, Any],
) -> list[Offer]:
    """Return the buttons for a row: the one that leads, others to press, those that cannot be.

    `form_id` is the id of the page's form. `sent` is the refused form, empty if none was: the
    pressed button keeps what was typed.
    """
    made = []
    for button in (each for each in buttons if each.concerns(row)):
        reasons = button.why_not(row, by, at)
        form = button.build_form(
            sent if sent.get("_press") == button.name else None,
            form_id=form_id,
            initial={} if reasons else button.initial(row, by, at),
        )
        made.append(Offer(button, form, reasons))
    return sorted(made, key=lambda offer: (bool(offer.reasons), not offer.leads))
