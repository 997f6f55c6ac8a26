"""Documents where they are stored: read while they stand, else made, and stored if that is safe.

Whoever asks first has a document made. Nothing deletes one and nothing marks it: it stands while
the ledger tells of no change after it, which the query that reads it asks (`models.Document`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import orjson
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.utils import InternalError

from briefings.documents.builder import Documents, Made
from briefings.ledger import LedgerState
from briefings.paging import Found

Part = Literal["body", "item"]
# What a builder makes otherwise than before has a higher number. It never falls: while servers of
# two releases run, the older ones make documents for themselves and store none.
RELEASE = 1

# No indentation here and in what it stands in: psycopg reads a statement anew each time if it is
# longer than 4,096 letters.
_STANDS = (
    "d.release = %s AND d.veil = %s AND d.seq >= coalesce("
    "(SELECT max(seq) FROM briefings_change c WHERE c.public_id = d.public_id), 0)"
)
# How many are asked for is hidden from the planner, as in `models.expressions.one_of`.
_READ = {
    part: f"""
        SELECT d.public_id, d.{part} FROM briefings_document d
        WHERE d.public_id = ANY ((SELECT %s::uuid[])::uuid[]) AND d.type = ANY (%s) AND {_STANDS}
    """  # noqa: S608 - constants of our own
    for part in ("body", "item")
}
# Of one alone the plan for any is as good as the plan for this one: it is not planned again.
_READ_ONE = {
    part: f"""
        SELECT d.public_id, d.{part} FROM briefings_document d
        WHERE d.public_id = %s AND d.type = %s AND {_STANDS}
    """  # noqa: S608 - constants of our own
    for part in ("body", "item")
}
# Of the rows that a query finds, in its order, what it says of each and the document.
_FIND = {
    part: (
        f"SELECT k.*, k.public_id, d.{part} "  # noqa: S608 - constants of our own
        "FROM (SELECT *, row_number() OVER () AS n FROM (",
        ") AS keys) AS k LEFT JOIN briefings_document d "
        f"ON d.public_id = k.public_id AND d.type = %s AND %s AND {_STANDS} ORDER BY k.n",
    )
    for part in ("body", "item")
}
# Of several sets of rows, each in its order: the number of the set, and what it finds.
_FOUND = "SELECT {}, '{}', {}, row_number() OVER (), public_id FROM ({}) AS f"
_GIVEN = (
    "SELECT {}, '{}', {}, n, id FROM unnest((SELECT %s::uuid[])) WITH ORDINALITY AS given (id, n)"
)
_TOGETHER = (
    "SELECT k.place, k.public_id, CASE WHEN k.whole THEN d.body ELSE d.item END FROM (",
    ") AS k (place, type, whole, n, public_id) LEFT JOIN briefings_document d "
    f"ON d.public_id = k.public_id AND d.type = k.type AND %s AND {_STANDS} ORDER BY k.place, k.n",
)
# The record that has or had a slug: of a merged one its survivor. No SQL to compose for it.
_CALLED = """
    SELECT survivor.public_id FROM briefings_slug slug
    JOIN briefings_identity own ON own.id = slug.identity_id
    JOIN briefings_identity survivor ON survivor.id = coalesce(own.merged_into_id, own.id)
    WHERE slug.type = %s AND slug.slug = %s AND survivor.live_periods @> %s::timestamptz
"""
# Sorted by key: of two lists that overlap, neither waits for the other in a circle.
_STORE = """
    INSERT INTO briefings_document AS d
        (public_id, type, seq, release, veil, body, item)
    SELECT public_id, %s, %s, %s, %s, body, item
    FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS made (public_id, body, item)
    ORDER BY public_id
    ON CONFLICT (public_id) DO UPDATE SET
        type = excluded.type, seq = excluded.seq, release = excluded.release,
        veil = excluded.veil, body = excluded.body, item = excluded.item
    WHERE d.release < excluded.release OR d.release = excluded.release AND (
        d.seq < excluded.seq OR d.seq = excluded.seq AND d.veil <> excluded.veil
    )
"""


@dataclass(frozen=True)
class Wanted:
    """Rows whose documents are wanted, or their items: those with these ids, or that SQL finds."""

    documents: Documents[Any]
    rows: Sequence[UUID] | Found
    part: Part = "body"


def read_together(wanted: Sequence[Wanted], state: LedgerState) -> list[list[str]]:
    """Return the JSON of several sets of documents, each in its order.

    As `read`. One query for all: what each costs beside its work in the database, on both sides of
    the connection, is more than that work.
    """
    arms, params = list[str](), list[Any]()
    for place, each in enumerate(wanted):
        whole = each.part == "body"
        if isinstance(each.rows, Found):
            arms.append(_FOUND.format(place, each.documents.name, whole, each.rows.sql))
            params += each.rows.params
        else:
            arms.append(_GIVEN.format(place, each.documents.name, whole))
            params.append([*each.rows])
    before, after = _TOGETHER
    with connection.cursor() as cursor:
        cursor.execute(
            before + " UNION ALL ".join(arms) + after,
            [*params, state.is_settled, RELEASE, _veil(state)],
        )
        found = cursor.fetchall()
    together = list[list[str]]()
    for place, each in enumerate(wanted):
        rows = [(public_id, stored) for at, public_id, stored in found if at == place]
        missing = [public_id for public_id, stored in rows if stored is None]
        made = _made(each.documents, missing, state, each.part)
        told = (stored or made.get(public_id) for public_id, stored in rows)
        together.append([stored for stored in told if stored is not None])
    return together


def read(
    documents: Documents[Any], public_ids: Sequence[UUID], state: LedgerState, part: Part = "body"
) -> list[str]:
    """Return the JSON of the documents of the rows with these ids, or of their items, in order.

    As `by_id`: what is not public is left out.
    """
    found = by_id(documents, public_ids, state, part)
    return [found[each] for each in public_ids if each in found]


def by_id(
    documents: Documents[Any], public_ids: Sequence[UUID], state: LedgerState, part: Part = "body"
) -> dict[UUID, str]:
    """Return the JSON of the documents of the rows with these ids, or of their items, by id.

    What is not public at the state's moment is left out. One query where all of them stand; else
    the others are made in one batch.
    """
    if not public_ids:
        return {}
    stored = _stored([documents], public_ids, state, part)
    return stored | _made(
        documents, [each for each in public_ids if each not in stored], state, part
    )


def of_any_type(
    rows: Mapping[UUID, Documents[Any]], state: LedgerState, part: Part = "body"
) -> dict[UUID, str]:
    """Return the JSON of the documents of rows of several types, or of their items, by id.

    As `by_id`; what does not stand is made in one batch a type.
    """
    if not rows:
        return {}
    found = _stored({*rows.values()}, [*rows], state, part)
    missing: dict[Documents[Any], list[UUID]] = {}
    for public_id, documents in rows.items():
        if public_id not in found:
            missing.setdefault(documents, []).append(public_id)
    for documents, public_ids in missing.items():
        found |= _made(documents, public_ids, state, part)
    return found


def find(
    documents: Documents[Any], rows: Found, state: LedgerState, part: Part = "body"
) -> list[str]:
    """Return the JSON of the documents of the rows that a query finds, or of their items, in order.

    As `read`, in the same query that finds them.
    """
    return [stored for _, stored in find_with_keys(documents, rows, state, part)]


def find_with_keys(
    documents: Documents[Any], rows: Found, state: LedgerState, part: Part = "body"
) -> list[tuple[tuple[Any, ...], str]]:
    """Return with each document, as `find` does, the columns of the row that the query found."""
    before, after = _FIND[part]
    asked = [*rows.params, documents.name, state.is_settled, RELEASE, _veil(state)]
    with connection.cursor() as cursor:
        cursor.execute(before + rows.sql + after, asked)
        found = cursor.fetchall()
    missing = [public_id for *_, public_id, stored in found if stored is None]
    made = _made(documents, missing, state, part)
    told = ((columns, stored or made.get(public_id)) for *columns, _, public_id, stored in found)
    return [(tuple(columns), stored) for columns, stored in told if stored is not None]


def called(documents: Documents[Any], slug: str, state: LedgerState) -> str | None:
    """Return the JSON of the document of the record that has or had a slug; None if none is public.

    As `find`.
    """
    record = Found(_CALLED, (documents.name, slug, state.at))
    return next(iter(find(documents, record, state)), None)


def _made(
    documents: Documents[Any], public_ids: list[UUID], state: LedgerState, part: Part
) -> dict[UUID, str]:
    """Make these documents and store them; return their JSON, or that of their items, by id."""
    if not public_ids:
        return {}
    made = list(documents.make(public_ids, state))
    _store(documents, made, state)
    return {each.public_id: _as_stored(getattr(each, part)) for each in made}


def complete(documents: Documents[Any], public_ids: Sequence[UUID], state: LedgerState) -> int:
    """Make and store the documents of these rows that do not stand; return how many were made."""
    stands = _stored([documents], public_ids, state, "item")
    made = list(documents.make([each for each in public_ids if each not in stands], state))
    _store(documents, made, state)
    return len(made)


def _stored(
    documents: Collection[Documents[Any]],
    public_ids: Sequence[UUID],
    state: LedgerState,
    part: Part,
) -> dict[UUID, str]:
    if not state.is_settled:
        return {}
    names = [each.name for each in documents]
    which: list[Any]
    sql, which = _READ[part], [[*public_ids], names]
    if len(public_ids) == len(names) == 1:
        sql, which = _READ_ONE[part], [public_ids[0], names[0]]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*which, RELEASE, _veil(state)])
        return dict(cursor.fetchall())


def _store(documents: Documents[Any], made: Iterable[Made], state: LedgerState) -> None:
    """Store what was made, unless a later reader has: the answer does not depend on it.

    Nothing is stored while something due is not numbered: if it is then put off, no change would
    void the document. A replica or a full disk stores nothing.
    """
    rows = [(each.public_id, _as_stored(each.body), _as_stored(each.item)) for each in made]
    if not rows or not state.is_settled:
        return
    columns: list[list[Any]] = [[*column] for column in zip(*rows, strict=True)]
    shared: list[Any] = [documents.name, state.head, RELEASE, _veil(state)]
    within = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with within, connection.cursor() as cursor:
            cursor.execute(_STORE, [*shared, *columns])
    except (InternalError, OperationalError):
        return


def _as_stored(told: dict[str, Any]) -> str:
    return orjson.dumps(told).decode()


def _veil(state: LedgerState) -> str:
    """Return the hash of what documents are made under and the ledger does not tell of."""
    under = f"{settings.NEWSROOM_ADDRESS} {settings.TIME_ZONE} {state.untold}"
    return hashlib.sha256(under.encode()).hexdigest()[:32]
