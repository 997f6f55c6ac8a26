"""A tenure outside the years in which its office existed."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, Func, Q, QuerySet

from briefings.checks.base import Check
from briefings.checks.tenures import checked_tenures, period_in_words, with_fingerprint
from briefings.models import Tenure


def _of_year(column: str, day: str) -> Func:
    return Func(column, template=f"make_date(%(expressions)s, {day})", output_field=DateField())


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures with a day certainly before the office's first year or after its last."""
    before = Q(sure_first__lt=_of_year("office__first_year", "1, 1"))
    after = Q(sure_last__gt=_of_year("office__last_year", "12, 31"))
    return with_fingerprint(
        checked_tenures(today).filter(before | after), "office__first_year", "office__last_year"
    )


def describe(row: Tenure) -> str:
    """Return the days of the tenure and the years of the office."""
    years = f"{row.office.first_year or 'not known'} to {row.office.last_year or 'today'}"
    return f"{row.official}, {row.office}: {period_in_words(row)}, but the office existed {years}."


OFFICE_YEARS = Check(
    "office-years",
    "Outside the years of the office",
    "Either a year of the office is wrong, or this was another office.",
    Tenure,
    rows,
    describe,
)
