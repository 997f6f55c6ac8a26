"""One contradiction in what somebody enters, and the days that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from briefings.models import PartialDate


@dataclass(frozen=True)
class Doubt:
    """What contradicts itself in a row; `field` is where it was typed, "" for the row as a whole.

    `certain`: it cannot be so, whatever the dates turn out to be. `check` names the check of the
    whole record that found it.
    """

    row: Model
    field: str
    words: str
    certain: bool
    check: str = ""


def first(on: PartialDate | None) -> date:
    """Return the first day that a date may be, the calendar's first where that is open."""
    return (on and on.earliest) or date.min


def last(on: PartialDate | None) -> date:
    """Return the last day that a date may be, the calendar's last where that is open."""
    return (on and on.latest) or date.max


def before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Return whether one date certainly lies before another; False where either is not known."""
    return one is not None and other is not None and last(one) < first(other)
