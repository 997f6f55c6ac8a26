"""Many articles published at once: what it costs to write, and to number in the ledger.

Copies of the newsroom's live articles, with the names, topics and sources of each, are approved and
on hold. In one transaction all are published and numbered. What comes due by the clock is numbered
alike, and whoever reads next waits for that. All of it is rolled back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from benchmarks.loading.rows import run
from benchmarks.processors import spent_by
from briefings.models import Article, Byline, Citation, Edition, EditionTopic, Identity, Mention

ARTICLES = 1_000
# In milliseconds of PostgreSQL's processor time for each article.
LIMITS = {"published": 8.0, "numbered": 0.8}
FRESH = """
    CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS
    SELECT n, 'fresh-' || n AS slug, gen_random_uuid() AS public_id, e.id AS like_edition,
        e.article_id AS like_article, {article} + n AS article, {identity} + n AS identity,
        {edition} + n AS edition
    FROM generate_series(1, %s) n JOIN (
        SELECT id, article_id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS many
        FROM briefings_edition WHERE live_period @> now()
    ) e ON e.place = 1 + n %% e.many
"""
NOWHERE = "'empty'::tstzrange"
PARTS = (EditionTopic, Byline, Mention, Citation)


def report() -> bool:
    """Print what publishing and numbering cost; return whether each keeps its limit."""
    sys.stdout.write(f"\n{ARTICLES:,} articles published at once (ms an article): {'limit':>8}\n")
    with transaction.atomic():
        run("SET LOCAL statement_timeout = 0")
        run(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true),"
            " set_config('pghistory.context_metadata', '{}', true)"
        )
        _approve()
        spent = {
            "published": _spent(_publish),
            "numbered": _spent(connection.check_constraints),
        }
        transaction.set_rollback(True)
    kept = True
    for name, milliseconds in spent.items():
        kept &= milliseconds <= LIMITS[name]
        exceeded = "" if milliseconds <= LIMITS[name] else "  EXCEEDED"
        sys.stdout.write(f"  {name:36}{milliseconds:8.2f}{LIMITS[name]:8.2f}{exceeded}\n")
    return kept


def _approve() -> None:
    """Copy live articles past the triggers, approved and without a time."""
    last = {
        str(model._meta.model_name): f"(SELECT max(id) FROM {model._meta.db_table})"
        for model in (Article, Identity, Edition)
    }
    run(FRESH.format(**last), [ARTICLES])
    run("SET LOCAL session_replication_role = replica")
    own = {"id": "f.article", "identity_id": "f.identity", "slug": "f.slug"}
    _copy(Article, "t.id = f.like_article", **own, public_id="f.public_id")
    run(
        "INSERT INTO briefings_identity (id, public_id, type, slug, label, live_periods)"
        " SELECT identity, public_id, 'article', slug, '', '{}' FROM fresh"
    )
    edition = {"id": "f.edition", "article_id": "f.article", "live_period": NOWHERE}
    _copy(Edition, "t.id = f.like_edition", **edition, number="1", based_on_id="NULL")
    for part in PARTS:
        _copy(
            part,
            "t.edition_id = f.like_edition",
            edition_id="f.edition",
            article_id="f.article",
            record_id="f.identity",
            live_period=NOWHERE,
            public_periods="'{}'",
        )
    run("SET LOCAL session_replication_role = origin")
    run("ANALYZE fresh")


def _copy(model: Any, like: str, **values: str) -> None:
    """Copy the rows of a model that are `like` those of `fresh`, with other `values`."""
    values = {"public_id": "gen_random_uuid()", **values}
    columns = {
        str(field.column): values.get(str(field.column), f't."{field.column}"')
        for field in model._meta.concrete_fields
        if not field.generated and (field.column != "id" or "id" in values)
    }
    names = ", ".join(f'"{name}"' for name in columns)
    table, told = model._meta.db_table, ", ".join(columns.values())
    run(f"INSERT INTO {table} ({names}) SELECT {told} FROM fresh f JOIN {table} t ON {like}")


def _publish() -> None:
    run(
        "UPDATE briefings_edition SET live_period = tstzrange(statement_timestamp(), NULL)"
        " WHERE id IN (SELECT edition FROM fresh)"
    )


def _spent(deed: Callable[[], object]) -> float:
    """Do it; return PostgreSQL's milliseconds for each article."""
    [[backend]] = run("SELECT pg_backend_pid()")
    began = spent_by([backend], 0)
    deed()
    return (spent_by([backend], 0) - began) / ARTICLES
