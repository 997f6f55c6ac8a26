"""Read the ledger: its state now, what is due, what changed since.

A request has one moment, `LedgerState.at`. One statement reads both the database's clock and the
ledger's head. The request shows what was live at that moment, and its validator is made of that
head: with two clocks, new words could go out under an old validator.

An answer rests on a part of the ledger, its `Scope`. The ledger tells of every row that embeds what
changed, so the greatest number in that part moves whenever the answer does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery

from briefings.models import Change, Identity
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.embedders import steps
from briefings.models.triggers.naming import of_month

# The people whose names are withheld: those who were ever public, or for whom an editor chose what
# to blank. A merged record is left out: its names went to its survivor.
_WITHHELD = """
    SELECT json_agg(json_build_object(
        'id', own.public_id, 'names', ARRAY[d.full_name, d.sort_name] || ARRAY(
            SELECT name::text FROM briefings_detaineename WHERE detainee_id = d.id ORDER BY id
        ),
        'short', d.short_name, 'blanked', d.blanked,
        'marks', ARRAY(
            SELECT DISTINCT m.row FROM briefings_namemark m
            JOIN briefings_detainee o ON o.id = m.detainee_id
            JOIN briefings_identity i ON i.id = o.identity_id
            WHERE (o.id = d.id OR i.merged_into_id = d.identity_id)
                AND m.kind = 'edition' AND m.ended_at IS NULL
        )
    ) ORDER BY d.id)::text
    FROM briefings_detainee d JOIN briefings_identity own ON own.id = d.identity_id
    WHERE d.name_withheld AND own.merged_into_id IS NULL
        AND (d.blanked <> '' OR lower(d.live_period) <= moment.now)
"""
_HEAD_SINCE = "seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
# The moment is never before that of the head: what was told up to there has taken effect, though
# the statement had arrived before, or the clock was set back.
_STATE = f"""
    SELECT moment.now, coalesce(head.seq, 0) AS head, head.at AS head_at,
        (SELECT min(due_at) FROM briefings_change WHERE at IS NULL) AS due_at,
        ({_WITHHELD}) AS withheld,
        (SELECT count(*) FROM briefings_hiding) AS hidings
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (
        SELECT seq, at FROM briefings_change WHERE {_HEAD_SINCE}
    ) AS head ON true
    CROSS JOIN LATERAL (SELECT greatest(statement_timestamp(), head.at) AS now) AS moment
"""  # noqa: S608 - a constant of our own
# The heads of the parts of a scope: each is one look into an index.
_OF_TYPE = f"(SELECT seq, at FROM briefings_change WHERE type = %s AND {_HEAD_SINCE})"  # noqa: S608
_OF_ROW = f"(SELECT seq, at FROM briefings_change WHERE public_id = %s AND {_HEAD_SINCE})"  # noqa: S608
# Of a record, by a slug that it has or had; and of rows that name it, or what is beside it.
_OF_RECORD = f"""(SELECT seq, at FROM briefings_change WHERE seq = (
    WITH own AS MATERIALIZED (
        SELECT r.*{{months}} FROM briefings_slug s JOIN {{table}} r ON r.identity_id = s.identity_id
        WHERE s.type = %s AND s.slug = %s
    )
    SELECT greatest(
        (SELECT seq FROM briefings_change c JOIN own USING (identity_id)
            WHERE {_HEAD_SINCE}),
        {{heads}})
))"""  # noqa: S608
_SINCE = f"""
    SELECT state.*, c.seq, c.at, c.op, c.type, c.public_id, c."group", c.reason, c.fields,
        c.merged_into, c.embedded_only
    FROM ({_STATE}) AS state
    LEFT JOIN LATERAL (
        SELECT * FROM briefings_change
        WHERE seq > %s AND seq <= state.head AND (%s::text[] IS NULL OR type = ANY (%s::text[]))
        ORDER BY seq LIMIT %s
    ) AS c ON true
    ORDER BY c.seq
"""  # noqa: S608 - a constant of our own


@dataclass(frozen=True)
class Beside:
    """Records of which an answer says more than the name: those to which `path` leads from its own.

    It rests on the rows of `types` that are of one of them or name it; and of those that are of any
    type on the rows of the types that stand beside theirs in `of`. Where `pieces` are given, on the
    articles that were published between the months of two moments; without a path on which of
    them readers see. `where` is a condition on the rows passed, by their names in the path. It is
    SQL, and so are the moments, of the answer's record `r`.
    """

    path: str
    types: tuple[str, ...] = ()
    of: tuple[tuple[str, str], ...] = ()
    pieces: tuple[str, str] | None = None
    where: str = ""


@dataclass(frozen=True)
class Scope:
    """The part of the ledger that an answer rests on.

    The changes of rows of these `types`, of the row with the public id `row`, and of the `record`,
    named by its type and a slug that it has or had, with its facts; and those of what is `beside`
    it. None of `types` is every change, whatever else is said.
    """

    types: frozenset[str] | None = None
    row: UUID | None = None
    record: tuple[str, str] | None = None
    beside: tuple[Beside, ...] = ()


EVERYTHING = Scope()


@dataclass(frozen=True)
class LedgerState:
    """The ledger at the moment `at`.

    `head` is the greatest number given so far and `head_at` the moment it was given; 0 and None
    before the first. `scope_head` is the same pair for the part of the ledger that was asked for,
    None for all of it. `next_due_at` is when the next scheduled change takes effect; None if
    nothing is scheduled. It is after `at`, or `at` itself while a transaction that has not
    committed postpones that change. `withheld` holds the withheld names as JSON for
    `briefings.veil`; "" if there are none. `hidings` is how often rows were hidden or shown again
    for a withheld name, whosever it is.
    """

    at: datetime
    head: int
    head_at: datetime | None
    next_due_at: datetime | None
    withheld: str = ""
    hidings: int = 0
    scope_head: tuple[int, datetime | None] | None = None

    @property
    def is_settled(self) -> bool:
        """Whether all that is due is numbered, so that the ledger tells what is public."""
        return self.next_due_at is None or self.next_due_at > self.at

    @property
    def untold(self) -> str:
        """All that answers rest on and the ledger does not tell of: never to be shown."""
        return f"{self.hidings} {self.withheld}"


def read_state(scope: Scope = EVERYTHING) -> LedgerState:
    """Return the state of the ledger now, and the head of a part of it.

    One query; two where something was numbered since the part was last asked about. The first call
    after a change became due numbers it: two more queries, once.
    """
    head, scope_head = _known.get(scope, (None, None))
    if head is not None or scope.types is None:
        state = _read(_STATE, [])[0]
        if scope.types is None or (state.head, state.head_at) == head:
            return replace(state, scope_head=scope_head)
    record_type = scope.record[0] if scope.record else None
    sql = _scoped(scope.types, scope.row is not None, record_type, scope.beside)
    row = [scope.row] if scope.row else []
    state, [(seq, at)] = _read(sql, [*sorted(scope.types), *row, *(scope.record or ())])
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[scope] = (state.head, state.head_at), (seq or 0, at)
    return replace(state, scope_head=(seq or 0, at))


Head = tuple[int, datetime | None]
# By scope, the head of the ledger and the head that the scope had then: it keeps it until the
# ledger has another. The moment tells a ledger that began anew.
_known: dict[Scope, tuple[Head, Head]] = {}
_MOST_KNOWN = 4096


@lru_cache(maxsize=1024)
def _scoped(
    types: frozenset[str], of_row: bool, record_type: str | None, beside: tuple[Beside, ...]
) -> str:
    """Return the SQL for the state and the head of a part of the ledger, composed once for each."""
    parts = [_OF_TYPE] * len(types)
    parts += [_OF_ROW] if of_row else []
    parts += [_of_record(record_type, beside)] if record_type else []
    heads = " UNION ALL ".join(parts)
    last = f"(SELECT * FROM ({heads}) AS heads ORDER BY seq DESC LIMIT 1)"  # noqa: S608
    both = f"({_STATE}) AS state LEFT JOIN {last} AS last ON true"
    # psycopg reads each time what is longer than 4,096 letters.
    return " ".join(f"SELECT state.*, last.seq, last.at FROM {both}".split())  # noqa: S608


def since(
    seq: int, *, limit: int, types: Collection[str] | None = None
) -> tuple[LedgerState, list[Change]]:
    """Return the ledger's state and the first `limit` changes with a number above `seq`, in order.

    `types` keeps the changes of these types; None keeps all. One query, so a reader misses no
    change: it goes on from the last row, or from the head if it got fewer than `limit`.
    """
    names = None if types is None else list(types)
    now, rows = _read(_SINCE, [seq, names, names, limit])
    columns = (
        *("seq", "at", "op", "type", "public_id", "group", "reason", "fields", "merged_into"),
        "embedded_only",
    )
    return now, [
        Change(**dict(zip(columns, row, strict=True))) for row in rows if row[0] is not None
    ]


def last_change(public_id: UUID) -> Change | None:
    """Return the last change of a row or record, with its identity; None if none. One query."""
    return Change.objects.numbered().of(public_id).select_related("identity").last()


def with_last_change(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add the last change of each row, in the same query.

    `last_seq` is its number and `last_told_at` its moment. `last_content_at` is the moment of the
    last change to the content, not merely to whether the row is public.
    """
    changes = Change.objects.numbered().of(OuterRef("public_id")).reverse()
    annotated: QuerySet[Any] = rows.annotate(
        last_seq=Subquery(changes.values("seq")[:1]),
        last_told_at=Subquery(changes.values("at")[:1]),
        last_content_at=Subquery(changes.of_content().values("at")[:1]),
    )
    return annotated


def _of_record(type_: str, beside: tuple[Beside, ...]) -> str:
    """Return the SQL for the head of a record and of what is beside it, by its type and a slug."""
    model = RECORD_TYPES[type_].model
    heads = ", ".join(_of_beside(model, each) for each in beside) or "0"
    months = next((each.pieces for each in beside if each.pieces), ())
    named = (
        f", {of_month(moment)} AS {end}_month"
        for moment, end in zip(months, ("first", "last"), strict=False)
    )
    return _OF_RECORD.format(table=model._meta.db_table, months="".join(named), heads=heads)


def _of_beside(model: type[Model], beside: Beside) -> str:
    """Return the SQL for the head of what stands beside the rows `own` of a model."""
    joins, last, identity = ["own"], "own", "0"
    names = beside.path.split("__") if beside.path else []
    for name, (_, relation, after) in zip(
        names, steps(model, beside.path) if names else (), strict=True
    ):
        if after is Identity and name is names[-1]:
            identity = f"{last}.{relation.attname}"
            break
        of, key = ("id", relation.attname) if relation.concrete else (relation.field.attname, "id")
        joins.append(f"{after._meta.db_table} {name} ON {name}.{of} = {last}.{key}")
        last, identity = name, f"{name}.identity_id"
    types = ", ".join(f"'{type_}'" for type_ in ("", *beside.types))
    named = f"n.type IN ({types})"
    if beside.of:
        joins.append(f"briefings_identity i ON i.id = {identity}")
        named += f" OR (i.type, n.type) IN ({', '.join(map(str, beside.of))})"
    if beside.pieces:
        named += " OR n.type BETWEEN own.first_month AND own.last_month"
    joins.append(f"briefings_naming n ON n.identity_id = {identity}")
    where = f"({named}) AND {beside.where}" if beside.where else named
    return f"(SELECT max(n.seq) FROM {' JOIN '.join(joins)} WHERE {where})"  # noqa: S608


def _read(sql: str, parameters: list[Any]) -> tuple[LedgerState, list[tuple[Any, ...]]]:
    """Run a query whose first six columns are the ledger's state; return it and the other columns.

    If a change is due, number it and run the query again.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
            at, head, head_at, due_at, withheld, hidings = rows[0][:6]
            others = [row[6:] for row in rows]
            if due_at is None or due_at > at:
                return LedgerState(at, head, head_at, due_at, withheld or "", hidings), others
            cursor.execute("SELECT briefings_number_changes()")
            if cursor.fetchone() == (0,):
                # Transactions that have not committed are postponing all that is due.
                return LedgerState(at, head, head_at, at, withheld or "", hidings), others
