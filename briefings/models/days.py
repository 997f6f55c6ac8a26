"""What holds on a day, where dates are known in part: the rule, told once in Python.

Two questions are asked of a day:

- *during* it: at some time on it. A chain has the old and the new value on the day of a change; an
  office is held on its first and on its last day. Of a month or a year: on some day of it, and
  certainly if without a break from its first day to its last.
- *at the end of* it: when it is over, after all that happened on it. Of a month or a year: when its
  last day is over.

Something holds *possibly* if it does for some choice of days within the dates, and *certainly* if
it does for every choice. Nothing is certain after today.

Lists are asked in SQL: `Tenure.objects.during`, `CustodyEvent.objects.during` and `at_end_of`.
Tests hold the two to each other over random dates. `documents.days` answers from documents by this
rule.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db import models

R = TypeVar("R")


class Match(models.TextChoices):
    """How sure it is that something holds on a day; None is used where it does not hold."""

    CERTAINLY = "certainly", "Certainly"
    POSSIBLY = "possibly", "Possibly"


class DaysBetween(Protocol):
    """A partial date, by the first and the last day that it may be; None is an open side."""

    @property
    def earliest(self) -> date | None: ...

    @property
    def latest(self) -> date | None: ...


@dataclass(frozen=True)
class PartialPeriod:
    """Days from a start to an end, both included, each of which may be known in part.

    It starts between `first` and `latest_start`, and ends between `earliest_end` and `last`. None
    is not known.
    """

    first: date | None
    last: date | None
    latest_start: date | None
    earliest_end: date | None

    @classmethod
    def on_day(cls, day: date | DaysBetween) -> PartialPeriod:
        """Return the period of one day, which a partial date leaves open."""
        first, last = (day, day) if isinstance(day, date) else (day.earliest, day.latest)
        return cls(first, last, latest_start=last, earliest_end=first)

    @classmethod
    def between(cls, starts: DaysBetween | None, ends: DaysBetween | None) -> PartialPeriod | None:
        """Return the period between two dates of a journey; None if neither is known.

        An unknown date is taken to be the other one, so that no further days are claimed. The end
        is never before the start.
        """
        start, end = starts or ends, ends or starts
        if start is None or end is None:
            return None
        return cls(
            start.earliest,
            end.latest,
            latest_start=min(filter(None, (start.latest, end.latest)), default=None),
            earliest_end=max(filter(None, (start.earliest, end.earliest)), default=None),
        )

    def during(self, days: date | DaysBetween | PartialPeriod) -> Match | None:
        """Return how sure it is that it shares a day with `days`; None if it does not.

        Certainly: on whatever days both turn out to start and end; of a month, on every day of it.
        """
        other = days if isinstance(days, PartialPeriod) else PartialPeriod.on_day(days)
        if _after(self.first, other.last) or _after(other.first, self.last):
            return None
        sure = _by(self.latest_start, other.earliest_end) and _by(
            other.latest_start, self.earliest_end
        )
        return Match.CERTAINLY if sure else Match.POSSIBLY

    def is_over(self, today: date) -> bool:
        """Return whether its last day is certainly over; False if that is not known."""
        return self.last is not None and self.last < today


def is_going_on(starts_at: datetime | None, minutes: int | None, at: datetime) -> bool:
    """Return whether a meeting has begun and not ended; False if moment or length is not known."""
    if starts_at is None or minutes is None:
        return False
    return starts_at <= at < starts_at + timedelta(minutes=minutes)


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and end < start


def _by(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start <= end


class Dated(NamedTuple, Generic[R]):
    """A row of a chain and the value that it gives, from a day between `first` and `last` on.

    Both days are included; an open side is the first or the last day of the calendar. The rows of a
    chain come in the order in which they happened; rows that give no value are left out.
    """

    row: R
    value: Any
    first: date
    last: date


@dataclass(frozen=True)
class State(Generic[R]):
    """The rows of a chain that may be in force at the end of a day.

    `last` is the last row that must have happened by then, None if there is none. `maybe` are the
    later rows that may have happened, in order.
    """

    last: Dated[R] | None
    maybe: tuple[Dated[R], ...]

    @property
    def shown(self) -> R | None:
        """The row to show for the day: the last certain one, else the first possible one."""
        return self._rows[0].row if self._rows else None

    @property
    def is_certain(self) -> bool:
        """Whether the value of `shown` is in force whatever the days turn out to be."""
        last = self.last
        return last is not None and all(row.value == last.value for row in self.maybe)

    @property
    def values(self) -> dict[Any, Match]:
        """The values that may be in force, that of `shown` first, each with how sure that is."""
        match = Match.CERTAINLY if self.is_certain else Match.POSSIBLY
        return dict.fromkeys((row.value for row in self._rows), match)

    @property
    def _rows(self) -> tuple[Dated[R], ...]:
        return self.maybe if self.last is None else (self.last, *self.maybe)


def bounds(day: date | DaysBetween) -> tuple[date, date]:
    """Return the first and the last day of a date; the calendar's own for an open side."""
    first, last = (day, day) if isinstance(day, date) else (day.earliest, day.latest)
    return first or date.min, last or date.max


def last_day(day: date | DaysBetween, today: date) -> date:
    """Return the day at whose end a date is asked about: its last one, today where that is open."""
    return day if isinstance(day, date) else day.latest or today


def rows_during(
    chain: Sequence[Dated[R]], day: date | DaysBetween, today: date
) -> list[tuple[Dated[R], Match]]:
    """Return the rows that may be in force at some time on a day, and how surely their value is."""
    first, last = bounds(day)
    found = []
    for place, row in enumerate(chain):
        later = chain[place + 1 :]
        if row.first > last or any(after.last < first for after in later):
            continue
        begun = row.last <= first or any(after.last <= first for after in later)
        broken = any(after.value != row.value and after.first < last for after in later)
        sure = begun and not broken and last <= today
        found.append((row, Match.CERTAINLY if sure else Match.POSSIBLY))
    return found


def during(chain: Sequence[Dated[Any]], day: date | DaysBetween, today: date) -> dict[Any, Match]:
    """Return the values that a chain has at some time on a day, each with how sure that is."""
    found: dict[Any, Match] = {}
    for row, match in rows_during(chain, day, today):
        if found.setdefault(row.value, match) == Match.POSSIBLY:
            found[row.value] = match
    return found


def throughout(
    chain: Sequence[Dated[Any]],
    values: Collection[object],
    day: date | DaysBetween,
    today: date,
) -> bool:
    """Return whether a chain certainly has one of `values` at every moment of a day.

    A change on the day is a break, and so is the morning before the first row.
    """
    first, last = bounds(day)
    begun = [place for place, row in enumerate(chain) if row.last < first]
    since = chain[begun[-1] :] if begun else []
    kept = all(row.value in values for row in since if row.first <= last)
    return bool(since) and since[0].value in values and kept and last <= today


def at_end_of(
    chain: Sequence[Dated[R]], day: date | DaysBetween, today: date = date.max
) -> State[R]:
    """Return the rows of a chain that may be in force at the end of a day.

    The last row that must have happened is none for a day after `today`: it is in `maybe` then.
    """
    ended = last_day(day, today)
    last: Dated[R] | None = None
    maybe: list[Dated[R]] = []
    for row in chain:
        if row.last <= ended:
            last, maybe = row, []
        elif row.first <= ended:
            maybe.append(row)
    if last is not None and ended > today:
        return State(None, (last, *maybe))
    return State(last, tuple(maybe))
