"""How many days somebody was held, by the chain of custody of a detention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from briefings.models.custody import CustodyStatus
from briefings.models.days import Dated


@dataclass(frozen=True)
class DaysHeld:
    """How many days somebody was held, at least and at most.

    `most` is None if the start is open; both are None if no start is known at all.
    """

    least: int | None
    most: int | None

    def __add__(self, other: DaysHeld) -> DaysHeld:
        """Add the days of another detention; a `least` known of one is a `least` of both."""
        most = None if self.most is None or other.most is None else self.most + other.most
        known = [days for days in (self.least, other.least) if days is not None]
        return DaysHeld(sum(known) if known else None, most)


NO_START_KNOWN = DaysHeld(None, None)


def total_days_held(detentions: Iterable[DaysHeld]) -> DaysHeld:
    """Return the sum over a person's detentions; `NO_START_KNOWN` without any."""
    found = [*detentions]
    return reduce(add, found) if found else NO_START_KNOWN


def days_held(chain: Sequence[Dated[Any]], day: date) -> DaysHeld:
    """Return for how many days, up to and including `day`, a chain of custody means *held*.

    Days are the difference of two days. Some choice of days within the partial dates reaches each
    number.

    Without a row *held* by `day` no start is known, and no number is: a person who went missing or
    was released may have been held since any day. Before the chain begins the days are 0, if a row
    *held* is still to come and the first row frees nobody.
    """
    begun = [row.value for row in chain if row.first <= day]
    before = bool(chain) and chain[0].value == CustodyStatus.FREE  # held since an unknown day
    if CustodyStatus.HELD not in begun:
        ahead = any(row.value == CustodyStatus.HELD for row in chain)
        return DaysHeld(0, 0) if ahead and not begun and not before else NO_START_KNOWN
    firsts = [min(row.first, day) for row in chain]
    lasts = [min(row.last, day) for row in chain]
    for n in reversed(range(len(lasts) - 1)):
        lasts[n] = min(lasts[n], lasts[n + 1])
    held = [row.value == CustodyStatus.HELD for row in chain]
    # The rows at which being held begins (even places) and ends (odd places).
    turns = [n for n, now in enumerate(held) if now != (n > 0 and held[n - 1])]
    ends = [firsts[n] for n in turns], [lasts[n] for n in turns]
    if len(turns) % 2:
        ends[0].append(day)
        ends[1].append(day)
    # The shortest gap between two rows: the first as late, the second as early as possible.
    gaps = [max((early - late).days, 0) for early, late in zip(ends[0][1:], ends[1], strict=False)]
    open_ = before or any(
        now and row.first == date.min for now, row in zip(held, chain, strict=True)
    )
    most = (ends[1][-1] - ends[0][0]).days - sum(gaps[1::2])
    return DaysHeld(sum(gaps[::2]), None if open_ else most)


def certainly_held(chain: Sequence[Dated[Any]]) -> list[tuple[date, date]]:
    """Return the first and the last day of each period in which a chain certainly means *held*.

    A period without an end lasts to the calendar's last day.
    """
    held = []
    for place, row in enumerate(chain):
        if row.value == CustodyStatus.HELD:
            later = [
                after.first for after in chain[place + 1 :] if after.value != CustodyStatus.HELD
            ]
            last = min(later, default=date.max)
            if row.last <= last:
                held.append((row.last, last))
    return held
