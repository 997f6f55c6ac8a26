"""Reads of the ledger: how it stands now, what is due, what changed since.

A request has one moment, `Standing.at`, taken from the database's clock by the same statement that
reads the ledger's head. Everything it shows is what was live at that moment, and its validator is
made of that head: two clocks could put new words under an old validator.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from briefings.models import Change

# Whose names are withheld: who was ever public, or of whom somebody decided. What was merged into
# somebody gave its names to them.
_WITHHELD = """
    SELECT json_agg(json_build_object(
        'names', ARRAY[d.full_name, d.sort_name] || ARRAY(
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
        AND (d.blanked <> '' OR lower(d.live_period) <= statement_timestamp())
"""
_STANDING = f"""
    SELECT statement_timestamp() AS now, coalesce(head.seq, 0) AS head, head.at AS head_at,
        (SELECT min(due_at) FROM briefings_change WHERE at IS NULL) AS due_at,
        ({_WITHHELD}) AS withheld
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (
        SELECT seq, at FROM briefings_change WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1
    ) AS head ON true
"""  # noqa: S608 - a constant of our own
_SINCE = f"""
    SELECT standing.*, c.seq, c.at, c.op, c.type, c.public_id, c."group", c.reason, c.fields,
        c.merged_into
    FROM ({_STANDING}) AS standing
    LEFT JOIN LATERAL (
        SELECT * FROM briefings_change
        WHERE seq > %s AND seq <= standing.head AND (%s::text[] IS NULL OR type = ANY (%s::text[]))
        ORDER BY seq LIMIT %s
    ) AS c ON true
    ORDER BY c.seq
"""  # noqa: S608 - a constant of our own


@dataclass(frozen=True)
class Standing:
    """How the ledger stands at the moment `at`.

    `head` is the greatest number given so far, 0 before the first; `head_at` is when it was given,
    None before the first. `next_due_at` is when the clock brings the next change, after `at`, or
    `at` itself while somebody is about to put that change off; None where nothing is scheduled.
    `withheld` is whose names are withheld, as JSON that `briefings.veil` reads; "" where nobody's.
    """

    at: datetime
    head: int
    head_at: datetime | None
    next_due_at: datetime | None
    withheld: str = ""


def standing() -> Standing:
    """Return how the ledger stands now, in one query.

    Whoever first looks after something became due numbers it: two more queries, once.
    """
    return _read(_STANDING, [])[0]


def since(
    seq: int, *, limit: int, types: Collection[str] | None = None
) -> tuple[Standing, list[Change]]:
    """Return the standing and the first `limit` changes numbered above `seq`, in their order.

    `types` keeps those of some types; None keeps all. One query, so that a reader who goes on from
    the last row, or from the head where it got fewer than `limit`, misses none.
    """
    names = None if types is None else list(types)
    now, rows = _read(_SINCE, [seq, names, names, limit])
    columns = ("seq", "at", "op", "type", "public_id", "group", "reason", "fields", "merged_into")
    return now, [
        Change(**dict(zip(columns, row, strict=True))) for row in rows if row[0] is not None
    ]


def last_words(public_id: UUID) -> Change | None:
    """Return what the ledger last said of a row or record, with its identity; one query."""
    return Change.objects.numbered().of(public_id).select_related("identity").last()


def with_last_words(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows with what the ledger last said of each.

    `last_seq` is the number and `last_told_at` the moment of the last change; `last_content_at` is
    that of the last one that changed what is said, not merely whether it is public. No query more.
    """
    told = Change.objects.numbered().of(OuterRef("public_id")).reverse()
    annotated: QuerySet[Any] = rows.annotate(
        last_seq=Subquery(told.values("seq")[:1]),
        last_told_at=Subquery(told.values("at")[:1]),
        last_content_at=Subquery(told.of_content().values("at")[:1]),
    )
    return annotated


def _read(sql: str, parameters: list[Any]) -> tuple[Standing, list[tuple[Any, ...]]]:
    """Run a query whose first five columns are the standing; number what is due and run it again.

    Returns the standing and what stands in the other columns.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
            at, head, head_at, due_at, withheld = rows[0][:5]
            others = [row[5:] for row in rows]
            if due_at is None or due_at > at:
                return Standing(at, head, head_at, due_at, withheld or ""), others
            cursor.execute("SELECT briefings_number_changes()")
            if cursor.fetchone() == (0,):
                # All that is due is being put off by transactions that have not committed.
                return Standing(at, head, head_at, at, withheld or ""), others
