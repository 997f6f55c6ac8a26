"""Sets of rows whose SQL is composed once: for most pages that takes longer than to answer it.

`@prepared` stands over a function that returns a QuerySet. It is composed with placeholders for
what is asked, its SQL is kept for the process, and every reader fills in what he asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Func, Model, Prefetch, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from briefings.models.base import PublishedFact
from briefings.models.date_fields import DaysField
from briefings.models.expressions import MomentsField
from briefings.paging import UNLISTED

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
Rows = QuerySet[M, Any]

# What no page shows. A moment or a range takes longer to read than the rest of its row.
UNSHOWN = {"version", "created_at", "updated_at", "said", "tells_withheld_name"}
UNSHOWN_OF_FACTS = {"live_period", "retraction_reason", "retraction_note"}
FOR_SQL_ALONE = (DaysField, MomentsField)

# Placeholder values that no real query uses.
MOMENT = datetime(9998, 1, 1, 3, 4, 5, 678_901, tzinfo=UTC)
DAY = date(9998, 1, 1)
KEY = -1_000_000


def one_of(column: str, keys: Collection[int]) -> Func:
    """Return the condition that a key is one of some; it is one parameter, however many."""
    return Func(
        F(column),
        Value([*keys], ArrayField(models.BigIntegerField())),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )


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
    if _is_list(value):
        return [KEY - number]
    raise TypeError(f"{value!r} cannot be filled into a query that is prepared")


class Composed(SQLCompiler):
    """A compiler that has done its work: its SQL waits for parameters."""

    parameters: tuple[Any, ...]
    sql: str

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the SQL, with the parameters that were filled in."""
        return self.sql, self.parameters


@dataclass
class Plan:
    """A query as it was composed, and which argument each of its parameters is; None: itself."""

    rows: Rows[Any]
    compiler: Composed
    asked: tuple[int | None, ...]

    @classmethod
    def of(cls, compose: Callable[..., Rows[Any]], values: tuple[Any, ...]) -> Plan:
        """Compose the query; raises TypeError where its SQL is not the same for every question.

        It is composed twice: only where a placeholder stands may the two differ.
        """
        holders, others = (
            [placeholder(value, start + place) for place, value in enumerate(values)]
            for start in (0, 500)
        )
        rows, compiler, sql, parameters = _compiled(compose(*holders))
        *_, again, differing = _compiled(compose(*others))
        asked = tuple(_position(parameter, holders) for parameter in parameters)
        expected = tuple(
            parameter if place is None else _as(parameter, others[place])
            for parameter, place in zip(parameters, asked, strict=True)
        )
        fetched = vars(rows)["_prefetch_related_lookups"]
        refined = any(isinstance(lookup, Prefetch) for lookup in fetched)
        if (sql, expected) != (again, differing) or refined:
            raise TypeError(f"the SQL of {compose.__qualname__} depends on what is asked")
        compiler.__class__ = Composed
        compiler.sql, compiler.parameters = sql, parameters
        return cls(rows, compiler, asked)

    def filled(self, values: tuple[Any, ...]) -> Rows[Any]:
        """Return the rows for these values, as any set of rows, not to be refined."""
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.parameters = tuple(
            parameter if place is None else _as(parameter, values[place])
            for parameter, place in zip(self.compiler.parameters, self.asked, strict=True)
        )
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return rows


class Prepared(Generic[P, M]):
    """A function that returns rows, of which the SQL is composed at the first call.

    It is called with values by their place: moments, days, keys, ids, texts and lists of keys.
    Where all the lists of keys are empty there are no rows, and no query is made.
    """

    def __init__(self, compose: Callable[P, QuerySet[M, Any]]) -> None:
        self.compose = compose
        self.plan: Plan | None = None

    def __call__(self, *values: P.args, **_: P.kwargs) -> list[M]:
        lists = [value for value in values if _is_list(value)]
        if lists and not any(lists):
            return []
        return list(self.rows(*values, **_))

    def rows(self, *values: P.args, **_: P.kwargs) -> Rows[M]:
        """Return the rows for these values unread, as a part of another query; no list is empty."""
        if self.plan is None:
            self.plan = Plan.of(self.compose, values)
        return self.plan.filled(values)


prepared = Prepared


def without_unshown(rows: Rows[M]) -> Rows[M]:
    """Return the rows, and those fetched along, without the columns that no page shows.

    Whoever asks for one all the same queries for it. What is prepared is read so, but for a union,
    of which each part is, and for values, which say themselves what they are.
    """
    if rows.query.combinator or vars(rows)["_fields"] is not None:
        return rows
    fetched = rows.query.select_related
    return rows.defer(*_unshown(rows.model, fetched if isinstance(fetched, dict) else {}))


def _unshown(model: type[Model], fetched: dict[str, Any], path: str = "") -> Iterator[str]:
    fields: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    of_facts = UNSHOWN_OF_FACTS if issubclass(model, PublishedFact) else set()
    of_others = UNLISTED if path else set()  # a record's own page alone shows its texts
    unshown = UNSHOWN | of_facts | of_others
    for name, field in fields.items():
        if name in unshown or isinstance(field, FOR_SQL_ALONE):
            yield path + name
    for name in fields.keys() & fetched.keys():
        yield from _unshown(fields[name].related_model, fetched[name], f"{path}{name}__")


def _is_list(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str)


def _compiled(rows: Rows[Any]) -> tuple[Rows[Any], Any, str, tuple[Any, ...]]:
    rows = without_unshown(rows)
    compiler = rows.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    return rows, compiler, sql, tuple(parameters)


def _position(parameter: Any, holders: list[Any]) -> int | None:
    found = (n for n, each in enumerate(holders) if parameter == each)
    return next(found, None)


def _as(parameter: Any, value: Any) -> Any:
    """Return the value in the type that the database is to read it as."""
    if _is_list(value):
        return [*value]
    return type(parameter)(value) if isinstance(parameter, int) else value
