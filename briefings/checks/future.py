"""Dates in the future of what has already happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Model

from briefings.models import (
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    Meeting,
    Official,
    PartialDate,
    Readout,
    Source,
    Statement,
    StatusChange,
    Tenure,
    Visit,
)
from briefings.models.statuses import Attendance, Status

# The zone that is furthest ahead of UTC, and the one that is furthest behind.
LATEST_ZONE = timedelta(hours=14)
EARLIEST_ZONE = timedelta(hours=12)
# Statuses that no future day can have.
PAST_STATUSES = frozenset(
    (Status.HELD, Status.DID_NOT_TAKE_PLACE, Attendance.PRESENT, Attendance.ABSENT)
)
# Dates of what has happened, by model: the field, and how a sentence about it begins.
PAST_FIELDS: dict[type[Model], tuple[tuple[str, str], ...]] = {
    CustodyEvent: (("on", "What happened"),),
    Exchange: (("on", "An exchange that took place"),),
    Statement: (("said_on", "What was said"),),
    Readout: (("issued_on", "A readout that was issued"),),
    Source: (("accessed_on", "A source that was read"),),
    Official: (("born", "A birth"), ("died", "A death")),
    Detainee: (("born", "A birth"),),
    Meeting: (("verified_on", "What was verified"),),
    Visit: (("verified_on", "What was verified"),),
    Detention: (("verified_on", "What was verified"),),
    Tenure: (("verified_on", "What was verified"),),
}


class FutureDate(NamedTuple):
    """A field with a future date of something past, and the sentence that says so."""

    field: str
    words: str


def future_dates(row: Model, at: datetime) -> Iterator[FutureDate]:
    """Yield the fields of a row that date something past to a day certainly in the future.

    Today is the day at the place, if its zone is known; else the latest day anywhere. For a status
    one query, unless its meeting or visit is fetched.
    """
    if isinstance(row, StatusChange):
        words = row.get_status_display()
        may_be = row.status in PAST_STATUSES and is_future(row.on, (at - EARLIEST_ZONE).date())
        if may_be and is_future(row.on, today := _today(row, at)):
            yield FutureDate(
                "on", f"“{words}” is said of {row.on}, and it is only {_day(today)} there."
            )
        return
    for field, what in PAST_FIELDS.get(type(row), ()):
        on = getattr(row, field)
        if is_future(on, (at + LATEST_ZONE).date()):
            words = _day(on) if isinstance(on, date) else on
            yield FutureDate(field, f"{what} has a day that is still to come: {words}.")


def is_future(on: PartialDate | date | None, today: date) -> bool:
    """Return whether a date is certainly after a day; False if it is None."""
    first = on.earliest if isinstance(on, PartialDate) else on
    return first is not None and first > today


def _today(row: StatusChange, at: datetime) -> date:
    of: Any = row.meeting or row.visit
    if of is None and row.participant is not None:
        of = row.participant.meeting or row.participant.visit
    zone = of and of.time_zone
    return of.today(at) if zone else (at + LATEST_ZONE).date()


def _day(day: date) -> str:
    return str(PartialDate.of(day))
