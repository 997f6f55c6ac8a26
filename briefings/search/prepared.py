"""Queries over everything, written once: to compose one anew takes longer than to answer it.

A query is composed of sets of rows as any other, with placeholders in the place of what each
question asks; its SQL is kept for the process, and the server keeps its plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What no question holds, no moment is and no keys are.
MOMENT = datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def word(number: int) -> str:
    """Return the placeholder of the part of a question with that number."""
    return f"\0{number}"


def keys(number: int) -> list[int]:
    """Return the placeholder of the list of keys with that number."""
    return [-1 - number]


@dataclass(frozen=True)
class PreparedQuery:
    """The SQL of a query and its parameters, placeholders among them."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def union_of(cls, arms: Sequence[QuerySet[Any]]) -> PreparedQuery:
        """Return the query for the rows of all the sets, of which there is at least one."""
        query = arms[0].union(*arms[1:], all=True).query if len(arms) > 1 else arms[0].query
        return cls(*query.sql_with_params())

    def rows(self, *, filled: Sequence[tuple[Any, Any]] = ()) -> list[tuple[Any, ...]]:
        """Return the rows with each placeholder filled: pairs of it and its value; one query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [_filled(each, filled) for each in self.parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _filled(parameter: Any, values: Sequence[tuple[Any, Any]]) -> Any:
    for placeholder, value in values:
        if type(parameter) is type(placeholder) and parameter == placeholder:
            return value
    return parameter
