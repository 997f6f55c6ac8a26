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
    """One kind of doubtful fact, looked for in all rows of a model at once.

    `rows` takes today's date and returns the rows with a finding. Each is annotated with `facts`,
    the fingerprint of every column that the finding rests on, and `others`, the names of further
    rows that are part of it ("" for none). `describe` returns a sentence about one such row; `why`
    says why somebody should look. `name` is stored with every dismissal: never change it.
    """

    name: str
    title: str
    why: str
    model: type[Model]
    rows: Callable[[date], QuerySet[Any]]
    describe: Callable[[Any], str]


@dataclass(frozen=True)
class Finding:
    """A row that a check found, fetched with the relations that the sentence names."""

    check: Check
    row: Any

    @property
    def words(self) -> str:
        """The sentence about the row, and why somebody should look."""
        return f"{self.check.describe(self.row)} {self.check.why}"


def fingerprint(*columns: str) -> Cast:
    """Return an expression: all columns as one text, which changes when any of them does."""
    return Cast(Func(*columns, function="jsonb_build_array"), TextField())


def years_after(column: str, years: int) -> Func:
    """Return the same calendar day, `years` after the day in a column."""
    return Func(
        column,
        template=f"(%(expressions)s + interval '{years} years')::date",
        output_field=DateField(),
    )


def years_after_last(days: str, years: int) -> Func:
    """Return the day `years` after the last day of a daterange column; NULL if it has none."""
    return Func(
        days,
        template=f"(upper(%(expressions)s) - 1 + interval '{years} years')::date",
        output_field=DateField(),
    )
