"""Conditions about days for a query.

There are two kinds of column. An *event's* days are those among which its one day lies:
`started_days`. A *period's* days are all the days of a state: `held_possibly`. Days are compared
with days, both ends of a condition are included, and NULL (unknown) never matches.
"""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, Func, Q
from django.db.models.expressions import Combinable

from briefings.models.dates import PartialDate


def possibly_on(name: str, day: date | PartialDate) -> Q:
    """Match rows whose partial date `name` may be `day`, or some day of a partial one."""
    return Q(**{f"{name}_days__overlap": _range(*_bounds(day))})


def certainly_on(name: str, day: date | PartialDate) -> Q:
    """Match rows whose partial date `name` is `day`, or within a partial one."""
    return Q(**{f"{name}_days__contained_by": _range(*_bounds(day))})


def possibly_between(name: str, first: date | None, last: date | None) -> Q:
    """Match rows whose partial date `name` may be from `first` to `last`.

    `None` is no bound: "on or after" is `last=None`. Raises ValueError if `last` is before `first`.
    """
    return Q(**{f"{name}_days__overlap": _range(first, last)})


def certainly_between(name: str, first: date | None, last: date | None) -> Q:
    """Match rows whose partial date `name` lies from `first` to `last` with all its days.

    `None` is no bound: "on or before" is `first=None`. Raises ValueError if `last` is before
    `first`.
    """
    return Q(**{f"{name}_days__contained_by": _range(first, last)})


def on_some_day(period: str, day: date | PartialDate) -> Q:
    """Match rows whose days `period` hold `day`, or some day of a partial one."""
    if isinstance(day, PartialDate):
        return Q(**{f"{period}__overlap": _range(day.earliest, day.latest)})
    return Q(**{f"{period}__contains": day})


def on_every_day(period: str, day: date | PartialDate) -> Q:
    """Match rows whose days `period` hold `day`, or every day of a partial one."""
    if isinstance(day, PartialDate):
        return Q(**{f"{period}__contains": _range(day.earliest, day.latest)})
    return Q(**{f"{period}__contains": day})


def first_of(days: str | Combinable) -> Func:
    """Return the first day of some days, for a query; NULL if they are open or not known."""
    return Func(days, function="lower", output_field=DateField())


def last_of(days: str | Combinable) -> Func:
    """Return the last day of some days, for a query; NULL if they are open or not known."""
    return Func(days, template="(upper(%(expressions)s) - 1)", output_field=DateField())


def _bounds(day: date | PartialDate) -> tuple[date | None, date | None]:
    return (day.earliest, day.latest) if isinstance(day, PartialDate) else (day, day)


def _range(first: date | None, last: date | None) -> DateRange:
    """Return the half-open range as the database stores it; the calendar's last day is no bound."""
    if first is not None and last is not None and last < first:
        raise ValueError(f"{last} is before {first}: the last day cannot come before the first")
    after = None if last in (None, date.max) else last + timedelta(days=1)
    return DateRange(first, after, "[)")
