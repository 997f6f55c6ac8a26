"""Queries over everything, composed once: to compose one takes longer than to run it.

A query is composed by the ORM with placeholders for the values of a question. Its SQL is kept for
the process, and the server keeps its plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Placeholder values that no real query uses.
MOMENT = datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def word_slot(number: int) -> str:
    """Return the placeholder for the part of a question with this number."""
    return f"\0{number}"


def keys_slot(number: int) -> list[int]:
    """Return the placeholder for the list of keys with this number."""
    return [-1 - number]


@dataclass(frozen=True)
class PreparedQuery:
    """The SQL of a query and its parameters, placeholders among them."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def union_of(cls, arms: Sequence[QuerySet[Any]]) -> PreparedQuery:
        """Return the query for the union of the sets of rows; there must be at least one."""
        query = arms[0].union(*arms[1:], all=True).query if len(arms) > 1 else arms[0].query
        return cls(*query.sql_with_params())

    def rows(self, *, filled: Sequence[tuple[Any, Any]] = ()) -> list[tuple[Any, ...]]:
        """Run the query and return its rows; `filled` are pairs of a placeholder and its value."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [_filled(each, filled) for each in self.parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _filled(parameter: Any, values: Sequence[tuple[Any, Any]]) -> Any:
    for placeholder, value in values:
        if type(parameter) is type(placeholder) and parameter == placeholder:
            return value
    return parameter
