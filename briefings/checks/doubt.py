"""A doubt about what somebody enters, and comparisons of partial dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from briefings.models import PartialDate


@dataclass(frozen=True)
class Doubt:
    """A contradiction in a row; `field` is the one to mend, "" for the row as a whole.

    `certain` is True if no reading of the partial dates makes it possible. `check` is the name of
    the check that found it, "" if none did. `other` is the row to compare with; None for none.
    """

    row: Model
    field: str
    words: str
    certain: bool
    check: str = ""
    other: Model | None = None


def first_day(on: PartialDate | None) -> date:
    """Return the first possible day of a date; the calendar's first if that is open."""
    return (on and on.earliest) or date.min


def last_day(on: PartialDate | None) -> date:
    """Return the last possible day of a date; the calendar's last if that is open."""
    return (on and on.latest) or date.max


def is_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Return whether one date is certainly before another; False if either is None."""
    return one is not None and other is not None and last_day(one) < first_day(other)
