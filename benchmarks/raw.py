"""The raw measure that all cases are compared with: one query by key, and JSON; no framework.

A WSGI application: `/<slug>` returns the live edition of the article with that slug.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

from psycopg_pool import ConnectionPool

QUERY = """
    SELECT a.public_id, a.published_at, e.headline, e.standfirst
    FROM briefings_article a
    JOIN briefings_edition e ON e.article_id = a.id AND e.live_period @> statement_timestamp()
    WHERE a.slug = %s
"""

pool = ConnectionPool(
    os.environ["DATABASE_URL"],
    kwargs={"autocommit": True, "prepare_threshold": 0, "options": "-c jit=off"},
    min_size=1,
    max_size=4,
    open=True,
)


def application(
    environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], Any]
) -> Iterable[bytes]:
    """Return id, headline and standfirst of the article, 404 without one; one query."""
    with pool.connection() as connection:
        row = connection.execute(QUERY, [environ["PATH_INFO"].strip("/")]).fetchone()
    if row is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    public_id, published_at, headline, standfirst = row
    body = json.dumps(
        {
            "id": str(public_id),
            "published_at": published_at.isoformat(),
            "headline": headline,
            "standfirst": standfirst,
        }
    ).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
