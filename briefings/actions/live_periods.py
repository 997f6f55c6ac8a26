"""How the live periods of one article's editions give way to one another; pure functions.

A period is half-open; None as its end is open. At most one edition is live at any moment.
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
    """A wanted period would overlap that of the edition with the number `number`."""

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        super().__init__(reason)


def placed(
    periods: Periods, number: int, start: datetime, end: datetime | None = None
) -> dict[int, Period]:
    """Return the periods once edition `number` goes live at `start`.

    What is live then gives way at `start`. The edition ends at `end`, if one is asked for; else it
    inherits the end of what gave way, or ends where the next scheduled one begins. A period that
    the edition had ahead is given back first (see `vacated`). Raises `Overlap` if another begins
    at that very moment, or before the `end` asked for.
    """
    result = vacated(periods, number) if number in periods else dict(periods)
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
            limit = earlier(limit, period.end)
        elif period.start > start:
            limit = earlier(limit, period.start)
    result[number] = Period(start, limit if end is None else end)
    return result


def vacated(periods: Periods, number: int) -> dict[int, Period]:
    """Return the periods once edition `number`, not yet live, gives its period back.

    The edition that would have ended as it began goes on in its place.
    """
    result = dict(periods)
    gone = result.pop(number)
    for other, period in result.items():
        if period.end == gone.start:
            result[other] = Period(period.start, gone.end)
    return result


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier of two ends; None is open, so the latest of all."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
