"""Keyset pagination: pages of a list that cost the same at any depth and skip no row.

A page begins after a place in the order, not after a number of rows. So an ordering has one key
that is never NULL, then the primary key for equal rows, both in one direction, and an index on the
two. A cursor is a signed place in one list: one type, filters and ordering.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.core import signing
from django.db import connection, models
from django.db.models import F, Func, Model, Prefetch, QuerySet, Value
from django.db.models.expressions import Combinable

M = TypeVar("M", bound=Model)
R = TypeVar("R")

COUNTED = 10_000
# Texts that no row of a list shows, and the words that only a search reads.
UNLISTED = {
    *("said", "body", "rendered", "contents", "plain_text", "returned_note"),
    *("biography", "summary", "retraction_note", "withdrawal_note"),
}
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
        """Return the SQL that finds the ids of these rows."""
        return cls(*compiled(rows.values_list("public_id")))

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


def page(
    queryset: QuerySet[M], ordering: Ordering, *, size: int, of: str, day: date, at: Cursor | None
) -> KeysetPage[M]:
    """Return the page at the cursor `at`, without texts that no list shows; None: the first page.

    `of` is the list's name and `day` its "today". One query, for size + 1 rows.
    """
    backward = at is not None and at.backward
    downwards = ordering.descending != backward
    rows = placed(without_texts(queryset), ordering)
    if at is not None:
        key_type = rows.query.annotations["placed_by"].output_field
        key, pk = Value(at.key, key_type), Value(at.pk)
        after = _compared(
            _row(F("placed_by"), F("pk")), _row(key, pk), operator="<" if downwards else ">"
        )
        # `after` implies this second condition. It is for a key of a related table, whose index
        # does not contain the rows' primary keys.
        implied = {"placed_by__lte" if downwards else "placed_by__gte": key}
        rows = rows.filter(after, **implied)
    sign = "-" if downwards else ""
    found: list[Any] = list(rows.order_by(f"{sign}placed_by", f"{sign}pk")[: size + 1])
    places = [(row.pk, row.placed_by) for row in found]
    return paged(found, places, size=size, of=of, day=day, at=at)


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


def without_texts(rows: QuerySet[M]) -> QuerySet[M]:
    """Return the rows, and those that are fetched along, without the texts that no list shows.

    Whoever asks one of them for such a text all the same queries for it.
    """
    query, lookups = rows.query, vars(rows)["_prefetch_related_lookups"]
    aliases = {
        alias: filtered.relation_name
        for alias, filtered in vars(query)["_filtered_relations"].items()
    }
    fetched = query.select_related if isinstance(query.select_related, dict) else {}
    lighter = rows.defer(*_unlisted(rows.model, fetched, aliases))
    along = [_fetched_along(rows.model, lookup) for lookup in lookups]
    return lighter.prefetch_related(None).prefetch_related(*along)


def _fetched_along(model: type[Model], lookup: Prefetch[Any] | str) -> Prefetch[Any]:
    """Return what is fetched along without the texts that no list shows."""
    if isinstance(lookup, str):
        lookup = Prefetch(lookup)
    for name in lookup.prefetch_through.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    rows = model._default_manager.all() if lookup.queryset is None else lookup.queryset
    return Prefetch(lookup.prefetch_through, without_texts(rows), lookup.to_attr)


def _unlisted(
    model: type[Model], fetched: dict[str, Any], aliases: dict[str, str], path: str = ""
) -> Iterator[str]:
    fields: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    yield from (path + name for name in UNLISTED & fields.keys())
    for name in fetched:
        related = fields[aliases.get(name, name)].related_model
        yield from _unlisted(related, fetched[name], {}, f"{path}{name}__")


def placed(queryset: QuerySet[M], ordering: Ordering) -> QuerySet[M]:
    """Return the queryset, unsorted, with what its rows are sorted by as `placed_by`."""
    key = F(ordering.key) if isinstance(ordering.key, str) else ordering.key
    rows: QuerySet[Any] = queryset.annotate(placed_by=key)
    return rows


def from_the_first(queryset: QuerySet[M], ordering: Ordering, size: int) -> QuerySet[M]:
    """Return the queryset of the first page and one further row, sorted as `page` does."""
    sign = "-" if ordering.descending else ""
    rows: QuerySet[Any] = placed(queryset, ordering)
    return rows.order_by(f"{sign}placed_by", f"{sign}pk")[: size + 1]


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


def _row(*values: Combinable) -> Func:
    return Func(*values, function="ROW", output_field=models.TextField())


def _compared(left: Func, right: Func, *, operator: str) -> Func:
    """Return the comparison of two rows, `ROW(key, id) < ROW(x, y)`, which an index serves.

    Written out with OR it would cost as much as OFFSET.
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
