"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Func, Model, QuerySet, TextField
from django.db.models.functions import Cast


@dataclass(frozen=True)
class Check:
    """One thing that is hardly plausible, looked for in all rows of a model at once.

    `rows` returns those in which it is found on a day, each with `facts`, the text of all that the
    finding rests on, and `beside`, what another row that is part of it is called ("" for none).
    `says` tells it of a row in a sentence, `why` tells why somebody should look. `name` is kept
    with what is set aside: it stays.
    """

    name: str
    title: str
    why: str
    model: type[Model]
    rows: Callable[[date], QuerySet[Any]]
    says: Callable[[Any], str]


@dataclass(frozen=True)
class Finding:
    """What a check found in a row; the row is fetched with what its words name."""

    check: Check
    row: Any

    @property
    def words(self) -> str:
        """What is found, and why somebody should look."""
        return f"{self.check.says(self.row)} {self.check.why}"


def told(*columns: str) -> Cast:
    """Return the columns as one text that differs wherever one of them does."""
    return Cast(Func(*columns, function="jsonb_build_array"), TextField())


def years_after(column: str, years: int) -> Func:
    """Return the same day of the calendar so many years after the day in a column."""
    return Func(
        column,
        template=f"(%(expressions)s + interval '{years} years')::date",
        output_field=DateField(),
    )


def years_after_last(days: str, years: int) -> Func:
    """Return the day so many years after the last of a column's days; NULL where that is open."""
    return Func(
        days,
        template=f"(upper(%(expressions)s) - 1 + interval '{years} years')::date",
        output_field=DateField(),
    )
