"""Forms and buttons to choose about an edition that lacks a fix."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from briefings.actions import carrying, fixes
from briefings.actions.carrying import field_name
from briefings.actions.fixes import MissingFix
from briefings.actions.lineage import approvers_of
from briefings.admin import states
from briefings.admin.buttons import FormValues
from briefings.admin.forms import PeriodForm
from briefings.models import Edition, FixChoice

BOTH = "both"
# Initial values of the forms: the missing fixes, and the fields in conflict.
LACKING, IN_CONFLICT = "lacking", "in_conflict"


class FixChoiceForm(forms.Form):
    """A choice for each edition that lacks a fix, by the edition's number.

    With `any_hour` the hour is typed in the same form, so that it is open which goes live first.
    """

    any_hour = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = []
        for lacking in self.initial.get(LACKING, ()):
            self.numbers.append(lacking.edition.number)
            self.fields[field_name_of(lacking.edition.number)] = choice_field(
                lacking, any_hour=self.any_hour
            )

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data, with `choices` by edition number."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {number: cleaned.get(field_name_of(number), "") for number in self.numbers}
        return cleaned | {
            "choices": {number: choice for number, choice in chosen.items() if choice}
        }


class ScheduleForm(PeriodForm, FixChoiceForm):
    """From when until when, and a choice for each edition that lacks a fix."""

    any_hour = True


class CarryOverForm(FixChoiceForm):
    """The fields in conflict that the editor has merged by hand."""

    merged_by_hand = forms.MultipleChoiceField(
        label="Merged by hand",
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.initial.get(IN_CONFLICT, ())
        if names:
            self.fields["merged_by_hand"].choices = [  # type: ignore[attr-defined]
                (name, field_name(name).capitalize()) for name in names
            ]
        else:
            del self.fields["merged_by_hand"]


class DeclineFixForm(FixChoiceForm):
    """What becomes of an edition if the fix is not carried over at once."""

    field_order = ("choice",)
    choice = forms.ChoiceField(
        label="What to do with it",
        choices=[
            (FixChoice.Choice.WITHOUT, "Publish it without the changes"),
            (FixChoice.Choice.HOLD, "Hold it for now"),
            (BOTH, "Hold it and open a draft with both"),
        ],
        widget=UnfoldAdminSelectWidget,
    )


def field_name_of(number: int) -> str:
    """Return the name of the form field about an edition."""
    return f"edition_{number}"


def choice_field(lacking: MissingFix, *, any_hour: bool) -> forms.ChoiceField:
    """Return the form field about one edition; carrying over is offered unless in conflict."""
    edition, fix = lacking
    full = Edition.objects.select_related("approved_by", "article").in_bulk([edition.pk, fix.pk])
    one, other = full[edition.pk], full[fix.pk]
    in_conflict = carrying.conflicting_fields(one, other)
    choices: list[tuple[str, str]] = [("", "Choose"), *FixChoice.Choice.choices]
    if in_conflict:
        choices = [choice for choice in choices if choice[0] != FixChoice.Choice.CARRY]
        words = " and ".join(field_name(name) for name in in_conflict)
        help_text = f"Both changed the {words}: hold it, then open a draft with both."
    else:
        people = states.people([*approvers_of(one), *approvers_of(other)])
        help_text = "Carried over, a new edition takes its place and hour"
        help_text += f"; it counts as approved by {people}." if people else "."
    if any_hour:
        help_text = f"Counts where edition {fix.number} goes live first. {help_text}"
    return forms.ChoiceField(
        label=f"{title_of(edition)} lacks edition {fix.number}"
        + (f", {states.of_edition(fix, timezone.now())}" if fix.live_period else ""),
        choices=choices,
        required=False,
        help_text=help_text,
        widget=UnfoldAdminSelectWidget,
    )


def title_of(edition: Edition) -> str:
    """Return the number of an edition with its hour, if it has one: “Edition 5, live since …,”."""
    hour = f", {states.of_edition(edition, timezone.now())}," if edition.live_period else ""
    return f"Edition {edition.number}{hour}"


def choices_now(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the choices needed to publish the edition now, as initial values."""
    return {LACKING: fixes.pending_choices(row, at, at) if may_place(row, by, at) else ()}


def choices_later(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the choices that may be needed to schedule the edition, as initial values."""
    return {LACKING: fixes.pending_choices(row, at) if may_place(row, by, at) else ()}


def choices_carrying(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the initial values for carrying over, or declining, a fix.

    For a draft the fields in conflict; for an approved edition the choices about those scheduled
    after it.
    """
    if row.approved_at is None:
        missed = carrying.edition_to_carry_over(row, at)
        return {IN_CONFLICT: carrying.conflicting_fields(row, missed) if missed else ()}
    hour = fixes.start_of(row, at)
    if hour is None or fixes.missing_fix(row, at) is None:
        return {}
    others = fixes.pending_choices(row, at, hour)
    return {LACKING: [lacking for lacking in others if lacking.edition.pk != row.pk]}


def may_place(row: Edition, by: User, at: datetime) -> bool:
    """Return whether `by` may place the edition: it is approved and was never live."""
    period = row.live_period
    waits = period is not None and (period.isempty or period.lower > at)
    return waits and by.has_perm("briefings.approve_edition")


def why_not_carry_over(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against carrying over what went live, or the missing fix."""
    if row.approved_at is None:
        return carrying.why_not_carry_over(row, by, carrying.edition_to_carry_over(row, at))
    return fixes.why_not_carry_fix(row, by, at, fixes.missing_fix(row, at))


def carry_over(by: User, row: Edition, values: FormValues) -> Edition:
    """Merge it into the draft, or create a merged edition; show the result."""
    if row.approved_at is None:
        return carrying.carry_over(
            by=by, edition=row, merged_by_hand=values.get("merged_by_hand", ())
        )
    return fixes.choose(
        by=by, edition=row, choice=FixChoice.Choice.CARRY, choices=values["choices"]
    )


def why_not_decline_fix(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot decline the fix."""
    return fixes.why_not_choose(row, by, at, fixes.missing_fix(row, at))


def decline_fix(by: User, row: Edition, values: FormValues) -> Edition:
    """Let the edition go without the fix, hold it, or start a draft with both."""
    if values["choice"] == BOTH:
        return fixes.draft_with_both(by=by, edition=row)
    return fixes.choose(by=by, edition=row, choice=values["choice"], choices=values["choices"])


def describe_conflicts(row: Edition, at: datetime) -> list[str]:
    """Return a sentence for each field in conflict: what the edition to carry over says."""
    missed = carrying.edition_to_carry_over(row, at) if row.approved_at is None else None
    if missed is None:
        return []
    return [
        f"Both changed the {field_name(name)}. Edition {missed.number} says:"
        f" {field_text(missed, name)}"
        for name in carrying.conflicting_fields(row, missed)
    ]


def field_text(edition: Edition, name: str) -> str:
    """Return the text of a field, or of the rows of one kind, as an editor reads it."""
    if name == "body":
        return edition.plain_text
    value = getattr(edition, name.removesuffix("_id"))
    return "; ".join(map(str, value.all())) if hasattr(value, "all") else str(value or "nothing")


def describe_choices(choices: Iterable[FixChoice]) -> list[str]:
    """Return a sentence for each choice: what was chosen, by whom and when, or that it is open."""
    words = {
        "": "Held: edition {0} lacks edition {1}, and nobody has chosen what becomes of it.",
        FixChoice.Choice.CARRY: "What edition {1} changed was carried over: a new edition took the"
        " place of edition {0}",
        FixChoice.Choice.WITHOUT: "Edition {0} goes without what edition {1} changed",
        FixChoice.Choice.HOLD: "Edition {0} was held, since it lacks edition {1}",
    }
    return [
        words[row.choice].format(row.edition.number, row.fix.number)
        + (
            f" ({states.person(row.chosen_by)}, {states.moment(row.chosen_at)})."
            if row.chosen_at
            else ""
        )
        for row in choices
    ]
