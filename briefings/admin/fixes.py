"""What is chosen about an edition that lacks what goes live before it: questions and answers."""

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
# What the form of a button knows of the row: what is lacking, and the fields that both changed.
LACKING, IN_CONFLICT = "lacking", "in_conflict"


class FixChoiceForm(forms.Form):
    """What becomes of each edition that lacks another, by the edition's number.

    `any_hour`: the hour is typed as well, so that it is open which of the two goes live first.
    """

    any_hour = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = []
        for lacking in self.initial.get(LACKING, ()):
            self.numbers.append(lacking.edition.number)
            self.fields[name_of(lacking.edition.number)] = asked_of(lacking, any_hour=self.any_hour)

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with `choices` by the numbers of editions."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {number: cleaned.get(name_of(number), "") for number in self.numbers}
        return cleaned | {"choices": {number: said for number, said in chosen.items() if said}}


class ScheduleForm(PeriodForm, FixChoiceForm):
    """From when until when, and what becomes of the editions that lack another."""

    any_hour = True


class CarryOverForm(FixChoiceForm):
    """What the editor has merged by hand, where both sides changed the same."""

    settled = forms.MultipleChoiceField(
        label="Merged by hand",
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.initial.get(IN_CONFLICT, ())
        if names:
            self.fields["settled"].choices = [  # type: ignore[attr-defined]
                (name, field_name(name).capitalize()) for name in names
            ]
        else:
            del self.fields["settled"]


class DeclineFixForm(FixChoiceForm):
    """What becomes of an edition whose fix is not carried over at once."""

    field_order = ("choice",)
    choice = forms.ChoiceField(
        label="What becomes of it",
        choices=[
            (FixChoice.Choice.WITHOUT, "It goes without the changes"),
            (FixChoice.Choice.HOLD, "It is held, for now"),
            (BOTH, "It is held: open a draft with both"),
        ],
        widget=UnfoldAdminSelectWidget,
    )


def name_of(number: int) -> str:
    """Return the name of the field that asks about an edition."""
    return f"edition_{number}"


def asked_of(lacking: MissingFix, *, any_hour: bool) -> forms.ChoiceField:
    """Return the question about one edition; carrying over is offered where it works by itself."""
    edition, fix = lacking
    full = Edition.objects.select_related("approved_by", "article").in_bulk([edition.pk, fix.pk])
    one, other = full[edition.pk], full[fix.pk]
    in_conflict = carrying.both_changed(one, other)
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
        label=f"{called(edition)} lacks edition {fix.number}"
        + (f", {states.of_edition(fix, timezone.now())}" if fix.live_period else ""),
        choices=choices,
        required=False,
        help_text=help_text,
        widget=UnfoldAdminSelectWidget,
    )


def called(edition: Edition) -> str:
    """Return the number of an edition with its hour, if it has one: “Edition 5, live since …,”."""
    hour = f", {states.of_edition(edition, timezone.now())}," if edition.live_period else ""
    return f"Edition {edition.number}{hour}"


def begins_now(row: Edition, by: User, at: datetime) -> FormValues:
    """Return what has to be chosen where the edition is published now."""
    return {LACKING: fixes.to_choose(row, at, at) if may_place(row, by, at) else ()}


def begins_later(row: Edition, by: User, at: datetime) -> FormValues:
    """Return what may have to be chosen where the edition is given whichever hour."""
    return {LACKING: fixes.to_choose(row, at) if may_place(row, by, at) else ()}


def begins_again(row: Edition, by: User, at: datetime) -> FormValues:
    """Return what has to be chosen where a fix is carried over, or is not.

    In a draft that is what both changed; of an approved edition, what is scheduled after it.
    """
    if row.approved_at is None:
        missed = carrying.missing_edition(row, at)
        return {IN_CONFLICT: carrying.both_changed(row, missed) if missed else ()}
    hour = fixes.hour_of(row, at)
    if hour is None or fixes.fix_for(row, at) is None:
        return {}
    others = fixes.to_choose(row, at, hour)
    return {LACKING: [lacking for lacking in others if lacking.edition.pk != row.pk]}


def may_place(row: Edition, by: User, at: datetime) -> bool:
    """Return whether `by` may give the edition an hour: it is approved, and was not live."""
    period = row.live_period
    waits = period is not None and (period.isempty or period.lower > at)
    return waits and by.has_perm("briefings.approve_edition")


def why_not_carry_over(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against bringing in what went live, or the fix that it lacks."""
    if row.approved_at is None:
        return carrying.why_not_carry_over(row, by, carrying.missing_edition(row, at))
    return fixes.why_not_carry_fix(row, by, at, fixes.fix_for(row, at))


def carry_over(by: User, row: Edition, words: FormValues) -> Edition:
    """Bring it into the draft; or make a new edition of two, and show it."""
    if row.approved_at is None:
        return carrying.carry_over(by=by, edition=row, settled=words.get("settled", ()))
    return fixes.choose(by=by, edition=row, choice=FixChoice.Choice.CARRY, choices=words["choices"])


def why_not_otherwise(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why there is nothing to choose."""
    return fixes.why_not_choose(row, by, at, fixes.fix_for(row, at))


def otherwise(by: User, row: Edition, words: FormValues) -> Edition:
    """Let it go without the fix, hold it, or show a draft with both."""
    if words["choice"] == BOTH:
        return fixes.draft_with_both(by=by, edition=row)
    return fixes.choose(by=by, edition=row, choice=words["choice"], choices=words["choices"])


def in_conflict(row: Edition, at: datetime) -> list[str]:
    """Return, for each field that a draft and what it lacks both changed, what the other says."""
    missed = carrying.missing_edition(row, at) if row.approved_at is None else None
    if missed is None:
        return []
    return [
        f"Both changed the {field_name(name)}. Edition {missed.number} says:"
        f" {text_of(missed, name)}"
        for name in carrying.both_changed(row, missed)
    ]


def text_of(edition: Edition, name: str) -> str:
    """Return what an edition says in one field, or in rows of one kind, as an editor reads it."""
    if name == "body":
        return edition.plain_text
    value = getattr(edition, name.removesuffix("_id"))
    return "; ".join(map(str, value.all())) if hasattr(value, "all") else str(value or "nothing")


def said_of(choices: Iterable[FixChoice]) -> list[str]:
    """Return what was chosen, by whom and when; of what nobody has chosen, that."""
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
