"""Keyset pagination: pages of a list that cost the same at any depth and skip no row.

A page begins after a place in the order, not after a number of rows. So an ordering has one key
that is never NULL, then the primary key for equal rows, both in one direction, and an index on the
two. A cursor is a signed place in one list: one type, filters and ordering.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import Combinable

R = TypeVar("R")

COUNTED = 10_000
_SALT = "briefings.paging"


class CursorError(ValueError):
    """A cursor that was altered, or belongs to another list."""


@dataclass(frozen=True)
class Ordering:
    """A named order of a list: one key that is never NULL, then the primary key."""

    name: str
    key: Combinable | str
    descending: bool = False


def both_ways(name: str, key: Combinable | str) -> tuple[Ordering, Ordering]:
    """Return the orderings `name` and `-name`, ascending and descending by one key."""
    return Ordering(name, key), Ordering(f"-{name}", key, descending=True)


@dataclass(frozen=True)
class Cursor:
    """A place in a list: after (or, `backward`, before) the row with this key and primary key.

    `of` is the list's name; `day` is the "today" of its first page.
    """

    of: str
    day: date
    key: str
    pk: int
    backward: bool = False

    @classmethod
    def parse(cls, token: str, *, of: str) -> Self:
        """Return the cursor in a token; raises `CursorError` if it is not one of the list `of`."""
        try:
            named, day, *place = signing.Signer(salt=_SALT).unsign_object(token)
        except signing.BadSignature:
            raise CursorError("This cursor was altered or cut short.") from None
        if named != of:
            raise CursorError("This cursor belongs to a list with other filters or ordering.")
        return cls(named, date.fromisoformat(day), *place)

    def token(self) -> str:
        """Return the cursor as signed text for an address."""
        of, day, *place = astuple(self)
        return signing.Signer(salt=_SALT).sign_object([of, day.isoformat(), *place])


@dataclass(frozen=True)
class KeysetPage(Generic[R]):
    """The rows of a page, and the cursors of the next and the previous one; None without one."""

    rows: Sequence[R]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class Found:
    """SQL that finds rows, with its parameters; to find documents a column is `public_id`."""

    sql: str
    params: Sequence[Any]

    @classmethod
    def by(cls, rows: QuerySet[Any, Any]) -> Found:
        """Return the SQL that finds the ids of these rows, or of a query of ids."""
        sql, params = compiled(rows.values_list("public_id"))
        return cls(f"SELECT * FROM ({sql}) AS found (public_id)", params)  # noqa: S608

    def ids(self) -> list[UUID]:
        """Return the ids of the rows; one query."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT public_id FROM ({self.sql}) AS found", self.params)  # noqa: S608
            return [public_id for (public_id,) in cursor.fetchall()]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows, as the database tells their columns; one query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@dataclass(frozen=True)
class Count:
    """How many rows a list has; a lower bound if not `exact`."""

    number: int
    exact: bool


def paged(
    found: Sequence[R],
    places: Sequence[tuple[int, Any]],
    *,
    size: int,
    of: str,
    day: date,
    at: Cursor | None,
) -> KeysetPage[R]:
    """Return the page of what was found from the cursor `at` on: its rows, and one if there is one.

    `places` are the primary keys of what was found and what it is sorted by.
    """
    backward = at is not None and at.backward
    more = len(found) > size
    rows, ends = list(found[:size]), [*places[:size][:1], *places[:size][-1:]]
    if backward:
        rows.reverse()
        ends.reverse()

    def cursor(place: tuple[int, Any], *, backward: bool) -> str:
        pk, key = place
        return Cursor(of, day, _text(key), pk, backward).token()

    has_next, has_previous = (True, more) if backward else (more, at is not None)
    return KeysetPage(
        rows,
        next=cursor(ends[-1], backward=False) if rows and has_next else None,
        previous=cursor(ends[0], backward=True) if rows and has_previous else None,
    )


def count(keys: QuerySet[Any, Any], *, exactly: bool = False) -> Count:
    """Count the rows of a list, up to 10,000 unless `exactly`; one query.

    `keys` is one column of it, unsorted.
    """
    if exactly:
        return Count(keys.count(), exact=True)
    return _capped(keys[: COUNTED + 1].count())


def counts(*lists: QuerySet[Any, Any]) -> list[Count]:
    """Count the rows of each list by its keys, up to 10,000; one query for all."""
    asked = [compiled(keys[: COUNTED + 1]) for keys in lists]
    # The SQL is the ORM's; the values are parameters.
    counted = ", ".join(f"(SELECT count(*) FROM ({sql}) AS keys)" for sql, _ in asked)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted}", [param for _, params in asked for param in params])
        return [_capped(number) for number in cursor.fetchone()]


def compiled(queryset: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL and parameters of a queryset, even if the ORM knows that it is empty."""
    compiler = queryset.query.get_compiler(connection=connection, elide_empty=False)
    sql, params = compiler.as_sql()
    return sql, tuple(params)


def _capped(number: int) -> Count:
    return Count(min(number, COUNTED), exact=number <= COUNTED)


def list_name(model_name: str, ordering: str, parameters: Sequence[tuple[str, str]]) -> str:
    """Return a list's name for its cursors: 16 digits made of type, ordering and parameters."""
    identity = json.dumps([model_name, ordering, parameters])
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def _text(key: object) -> str:
    return key.isoformat() if isinstance(key, date | datetime) else str(key)
