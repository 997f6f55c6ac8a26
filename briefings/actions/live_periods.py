"""Live periods of one article's editions: adding and removing one. Pure functions.

A period is half-open; an end of None is open. At most one edition is live at any moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


class Period(NamedTuple):
    """From `start` (included) until `end` (not included; None is open)."""

    start: datetime
    end: datetime | None

    def holds(self, at: datetime) -> bool:
        """Return whether the moment is in the period."""
        return self.start <= at and (self.end is None or at < self.end)


Periods = Mapping[int, Period]


class Overlap(Exception):  # noqa: N818  (it is an answer, not an error)
    """The period asked for would overlap that of edition `number`."""

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        super().__init__(reason)


def periods_with(
    periods: Periods, number: int, start: datetime, end: datetime | None = None
) -> dict[int, Period]:
    """Return the periods after edition `number` was given one from `start`.

    The edition that is live then ends at `start`. The new period ends at `end` if one is given;
    else where the period that it cut short would have ended, or where the next scheduled one
    begins. A period that the edition had before is removed first (see `periods_without`). Raises
    `Overlap` if another edition begins at that very moment, or before `end`.
    """
    result = periods_without(periods, number) if number in periods else dict(periods)
    limit = None
    for other, period in periods.items():
        if other == number:
            continue
        if period.start == start:
            raise Overlap(other, f"Edition {other} goes live at that very moment.")
        if end is not None and start < period.start < end:
            raise Overlap(other, f"Edition {other} goes live before that end.")
    for other, period in result.items():
        if period.holds(start):
            result[other] = Period(period.start, start)
            limit = earlier_end(limit, period.end)
        elif period.start > start:
            limit = earlier_end(limit, period.start)
    result[number] = Period(start, limit if end is None else end)
    return result


def periods_without(periods: Periods, number: int) -> dict[int, Period]:
    """Return the periods without that of edition `number`, which is not live yet.

    The edition that would have ended where it began goes on in its place.
    """
    result = dict(periods)
    gone = result.pop(number)
    for other, period in result.items():
        if period.end == gone.start:
            result[other] = Period(period.start, gone.end)
    return result


def earlier_end(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier of two ends; None is open, later than any other."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
