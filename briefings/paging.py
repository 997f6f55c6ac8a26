"""The keyset: pages of a list that cost the same at any depth and lose no row, both ways.

A page begins after a place in the order, not after a number of rows. So an ordering has one key
that is never NULL and the row's own key to tell equals apart, both one way, and an index on the
two. A cursor is a signed place; it holds for one list, that is for one type, filters and ordering.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar

from django.core import signing
from django.db import connection, models
from django.db.models import F, Func, Model, QuerySet, Value
from django.db.models.expressions import Combinable

M = TypeVar("M", bound=Model)

COUNTED = 10_000
_SALT = "briefings.paging"


class CursorError(ValueError):
    """A cursor that was altered, or is another list's."""


@dataclass(frozen=True)
class Ordering:
    """A named order of a list: one key that is never NULL, then the row's own, both one way."""

    name: str
    key: Combinable | str
    descending: bool = False


def both_ways(name: str, key: Combinable | str) -> tuple[Ordering, Ordering]:
    """Return the orderings `name` and `-name`, upwards and downwards by one key."""
    return Ordering(name, key), Ordering(f"-{name}", key, descending=True)


@dataclass(frozen=True)
class Cursor:
    """A place in a list: before or after the row with this key and primary key.

    `of` names the list; `day` is the day that "today" was on its first page.
    """

    of: str
    day: date
    key: str
    pk: int
    backward: bool = False

    @classmethod
    def read(cls, token: str, *, of: str) -> Self:
        """Return the cursor that `token` holds; raises `CursorError` where it is not `of`'s."""
        try:
            named, day, *place = signing.Signer(salt=_SALT).unsign_object(token)
        except signing.BadSignature:
            raise CursorError("This cursor was altered or cut short.") from None
        if named != of:
            raise CursorError("This cursor belongs to a list with other filters or ordering.")
        return cls(named, date.fromisoformat(day), *place)

    def token(self) -> str:
        """Return the cursor as it stands in an address."""
        of, day, *place = astuple(self)
        return signing.Signer(salt=_SALT).sign_object([of, day.isoformat(), *place])


@dataclass(frozen=True)
class KeysetPage(Generic[M]):
    """Some rows of a list, and the cursors of the pages beside it; None where there is none."""

    rows: Sequence[M]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class Count:
    """How many rows a list has: all of them if `exact`, else at least so many."""

    number: int
    exact: bool


def page(
    queryset: QuerySet[M], ordering: Ordering, *, size: int, of: str, day: date, at: Cursor | None
) -> KeysetPage[M]:
    """Return the rows after (or before) the cursor `at`, or the first ones where it is None.

    `of` names the list and `day` is its "today". One query, for size + 1 rows.
    """
    backward = at is not None and at.backward
    downwards = ordering.descending != backward
    key = F(ordering.key) if isinstance(ordering.key, str) else ordering.key
    placed = queryset.annotate(placed_by=key)
    if at is not None:
        key_type = placed.query.annotations["placed_by"].output_field
        key, pk = Value(at.key, key_type), Value(at.pk)
        after = _compared(
            _row(F("placed_by"), F("pk")), _row(key, pk), operator="<" if downwards else ">"
        )
        # It says more than the second condition, which is for a key of another table than the
        # rows': an index of that knows nothing of their own keys.
        beside = {"placed_by__lte" if downwards else "placed_by__gte": key}
        placed = placed.filter(after, **beside)
    sign = "-" if downwards else ""
    found = list(placed.order_by(f"{sign}placed_by", f"{sign}pk")[: size + 1])
    more = len(found) > size
    rows = found[:size]
    if backward:
        rows.reverse()

    def cursor(row: M, *, backward: bool) -> str:
        return Cursor(of, day, _text(row.placed_by), row.pk, backward).token()  # type: ignore[attr-defined]

    has_next, has_previous = (True, more) if backward else (more, at is not None)
    return KeysetPage(
        rows,
        next=cursor(rows[-1], backward=False) if rows and has_next else None,
        previous=cursor(rows[0], backward=True) if rows and has_previous else None,
    )


def from_the_first(queryset: QuerySet[M], ordering: Ordering, size: int) -> QuerySet[M]:
    """Return the rows of the first page and the one after them, as `page` asks for them."""
    sign = "-" if ordering.descending else ""
    key = F(ordering.key) if isinstance(ordering.key, str) else ordering.key
    rows: QuerySet[Any] = queryset.annotate(placed_by=key)
    return rows.order_by(f"{sign}placed_by", f"{sign}pk")[: size + 1]


def count(keys: QuerySet[Any, Any], *, exactly: bool = False) -> Count:
    """Return how many rows a list has, counted up to 10,000 unless `exactly`; one query.

    `keys` is one column of it, unsorted.
    """
    if exactly:
        return Count(keys.count(), exact=True)
    return _capped(keys[: COUNTED + 1].count())


def counts(*lists: QuerySet[Any, Any]) -> list[Count]:
    """Return how many rows each list has, as `count` does; one query for all."""
    asked = [compiled(keys[: COUNTED + 1]) for keys in lists]
    # Of what the ORM made; what is asked stands in the parameters.
    counted = ", ".join(f"(SELECT count(*) FROM ({sql}) AS keys)" for sql, _ in asked)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted}", [param for _, params in asked for param in params])
        return [_capped(number) for number in cursor.fetchone()]


def compiled(queryset: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL of a queryset and its parameters, also of one that is known to be empty."""
    compiler = queryset.query.get_compiler(connection=connection, elide_empty=False)
    sql, params = compiler.as_sql()
    return sql, tuple(params)


def _capped(number: int) -> Count:
    return Count(min(number, COUNTED), exact=number <= COUNTED)


def list_name(model_name: str, ordering: str, parameters: Sequence[tuple[str, str]]) -> str:
    """Return what tells a list from others: its type, ordering and sorted filters, as 16 digits."""
    told = json.dumps([model_name, ordering, parameters])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _row(*values: Combinable) -> Func:
    return Func(*values, function="ROW", output_field=models.TextField())


def _compared(left: Func, right: Func, *, operator: str) -> Func:
    """Return the comparison of two rows as one condition, `ROW(key, id) < ROW(x, y)`.

    An index answers it. Written out with OR it would cost what OFFSET does.
    """
    return Func(
        left,
        right,
        template="%(expressions)s",
        arg_joiner=f" {operator} ",
        output_field=models.BooleanField(),
    )


def _text(key: object) -> str:
    return key.isoformat() if isinstance(key, date | datetime) else str(key)
