"""Rows found by SQL that is composed once: for most questions that takes longer than to run it.

`@composed` stands over a function that returns a QuerySet. It is composed with placeholders for
what is asked, its SQL is kept for the process, and every reader fills in what he asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial, update_wrapper
from typing import Any, Generic, ParamSpec
from uuid import UUID

from django.db.models import QuerySet

from briefings.paging import Found, compiled

P = ParamSpec("P")

# Placeholder values that no real query uses.
MOMENT = datetime(9998, 1, 1, 3, 4, 5, 678_901, tzinfo=UTC)
DAY = date(9998, 1, 1)
KEY = -1_000_000


def placeholder(value: Any, number: int) -> Any:
    """Return what stands for a value; raises TypeError for what cannot be left open."""
    if isinstance(value, datetime):
        return MOMENT + timedelta(days=number)
    if isinstance(value, date):
        return DAY + timedelta(days=number)
    if isinstance(value, int):
        return KEY - number
    if isinstance(value, UUID):
        return UUID(int=number)
    if isinstance(value, str):
        return f"\0text {number}"
    if isinstance(value, list):
        return [placeholder(value[0] if value else UUID(int=0), number)]
    raise TypeError(f"{value!r} cannot be filled into SQL that is composed once")


class Composed(Generic[P]):
    """A function that returns the SQL of rows, composed at the first call.

    It is called with values by their place: moments, days, keys, ids, texts, and lists of these, of
    which each is one parameter (`models.expressions.one_of`). An empty list is one of ids.
    """

    def __init__(self, compose: Callable[P, QuerySet[Any, Any]]) -> None:
        self.compose = compose
        self.sql = ""
        self.asked: Sequence[Callable[[Sequence[Any]], Any]] = ()
        update_wrapper(self, compose)

    def __call__(self, *values: P.args, **_: P.kwargs) -> Found:
        if not self.sql:
            self.sql, self.asked = self._composed(values)
        return Found(self.sql, [parameter(values) for parameter in self.asked])

    def _composed(self, values: Sequence[Any]) -> tuple[str, list[Callable[[Sequence[Any]], Any]]]:
        """Compose the query; raises TypeError where its SQL is not the same for every question.

        It is composed twice: only where a placeholder stands may the two differ.
        """
        compose: Callable[..., QuerySet[Any, Any]] = self.compose
        first, second = (
            [placeholder(value, start + place) for place, value in enumerate(values)]
            for start in (1, 500)
        )
        sql, parameters = compiled(compose(*first))
        again, others = compiled(compose(*second))
        asked = [_asked(parameter, first) for parameter in parameters]
        if sql != again or [parameter(second) for parameter in asked] != [*others]:
            raise TypeError(f"the SQL of {self.compose.__qualname__} depends on what is asked")
        return sql, asked


def _asked(parameter: Any, holders: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    """Return how a parameter is taken from the values: one of them, or what it is itself."""
    for place, holder in enumerate(holders):
        if isinstance(parameter, type(holder)) and parameter == holder:
            return partial(_value, place, type(parameter) if type(holder) is int else None)
    return partial(_itself, parameter)


def _value(place: int, type_: type[Any] | None, values: Sequence[Any]) -> Any:
    """Return a value, a number in the type that the database is to read it as."""
    return type_(values[place]) if type_ else values[place]


def _itself(parameter: Any, _: Sequence[Any]) -> Any:
    return parameter


composed = Composed
