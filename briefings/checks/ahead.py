"""What is said to have happened on a day that is still to come."""

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

# Nowhere is the day further on than there.
FURTHEST = timedelta(hours=14)
# Nowhere is it further back.
HINDMOST = timedelta(hours=12)
# A status that only a day which has come can have.
COME = frozenset((Status.HELD, Status.DID_NOT_TAKE_PLACE, Attendance.PRESENT, Attendance.ABSENT))
PAST: dict[type[Model], tuple[tuple[str, str], ...]] = {
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
    """A field that says that something was, on a day to come, and why that cannot be."""

    field: str
    words: str


def ahead(row: Model, at: datetime) -> Iterator[FutureDate]:
    """Yield the fields of a row by which something was on a day that is certainly still to come.

    The day is that of the place, where it is known; else the furthest that it can be anywhere. A
    status queries its meeting or visit, if that is not fetched.
    """
    if isinstance(row, StatusChange):
        said = row.get_status_display()
        may_be = row.status in COME and is_ahead(row.on, (at - HINDMOST).date())
        if may_be and is_ahead(row.on, today := _today(row, at)):
            yield FutureDate(
                "on", f"“{said}” is said of {row.on}, and it is only {_day(today)} there."
            )
        return
    for field, what in PAST.get(type(row), ()):
        on = getattr(row, field)
        if is_ahead(on, (at + FURTHEST).date()):
            said = _day(on) if isinstance(on, date) else on
            yield FutureDate(field, f"{what} has a day that is still to come: {said}.")


def is_ahead(on: PartialDate | date | None, today: date) -> bool:
    """Return whether a date lies after a day, whatever it turns out to be."""
    first = on.earliest if isinstance(on, PartialDate) else on
    return first is not None and first > today


def _today(row: StatusChange, at: datetime) -> date:
    of: Any = row.meeting or row.visit
    if of is None and row.participant is not None:
        of = row.participant.meeting or row.participant.visit
    zone = of and of.time_zone
    return of.today(at) if zone else (at + FURTHEST).date()


def _day(day: date) -> str:
    return str(PartialDate.of(day))
