"""Thousands of rows of every kind at once: copies by SQL, without what triggers would add."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from briefings.models import (
    Article,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Edition,
    Exchange,
    Image,
    Meeting,
    Office,
    Official,
    OfficialName,
    Organization,
    Participant,
    Place,
    ProposedMeeting,
    Readout,
    Record,
    Source,
    Statement,
    StatusChange,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.record_types import RECORD_TYPES
from tests.databases import analyse
from tests.factories import row_of
from tests.public_periods import KEPT, worked_out

DRAWN = {"id", "public_id", "identity_id"}
DAY = "to_char(date '1990-01-01' + n, 'YYYY-MM-DD')"
PUBLIC = "CASE WHEN n % 500 = 0 THEN NULL ELSE tstzrange(now() - n * interval '1 min', NULL) END"
# What differs from copy to copy; n is the copy's number, and `{visit}` the nth visit.
DIFFERING: dict[type[Model], dict[str, str]] = {
    Country: {"name": "'Country ' || n", "code": "NULL"},
    Organization: {"name": "'Organization ' || n"},
    Topic: {"name": "'Topic ' || n"},
    Place: {"name": "'Place ' || n", "country_id": "{country}"},
    Office: {"title": "'Office ' || n", "country_id": "{country}"},
    Official: {
        "full_name": "'Given Name' || n",
        "sort_name": "'Name' || n || ', Given'",
        "country_id": "{country}",
    },
    OfficialName: {"name": "'Alias ' || n", "official_id": "{official}"},
    Tenure: {"official_id": "{official}", "office_id": "{office}", "started": DAY},
    Source: {"title": "'Report ' || n", "publisher": "'Publisher ' || n"},
    Visit: {"label": "'Visit ' || n", "starts": DAY},
    Meeting: {
        "label": "'Meeting ' || n",
        '"on"': DAY,
        "place_id": "{place}",
        "country_id": "{country}",
        "visit_id": "{visit}",
    },
    ProposedMeeting: {"visit_id": "{visit}", "words": "'Met with Premier ' || n"},
    Participant: {"meeting_id": "{meeting}", "official_id": "{official}"},
    StatusChange: {
        "meeting_id": "{meeting}",
        '"on"': DAY,
        "status": "CASE WHEN n % 50 = 0 THEN 'postponed' ELSE 'held' END",
        "reason": "'Reason ' || n",
    },
    Readout: {"meeting_id": "{meeting}", "country_id": "{country}", "words": "'Words ' || n"},
    Detainee: {
        "full_name": "'Held Person' || n",
        "sort_name": "'Person' || n || ', Held'",
        "official_id": "NULL",
    },
    DetaineeName: {"name": "'Alias ' || n", "detainee_id": "{detainee}"},
    Detention: {"detainee_id": "{detainee}", "country_id": "{country}"},
    CustodyEvent: {"detention_id": "{detention}", '"on"': DAY},
    Exchange: {"words": "'Exchange ' || n", '"on"': DAY},
    Statement: {"words": "'Words said ' || n", "official_id": "{official}"},
    Image: {"caption": "'Caption ' || n"},
    Article: {"published_at": "now() - n * interval '1 min'"},
    Edition: {
        "article_id": "{article}",
        "number": "2",
        "headline": "'Headline word' || n || ' ' || n",
        "approved_at": "CASE WHEN n % 500 = 0 THEN NULL ELSE now() END",
    },
}


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let rows be written as they are, as a replica writes them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def thousands(count: int) -> dict[type[Model], Any]:
    """Make `count` copies of a row of every kind; return the rows that were copied."""
    ones: dict[type[Model], Any] = {model: row_of(model) for model in DIFFERING}
    with without_triggers():
        for model, row in ones.items():
            copy(row, count, DIFFERING[model])
        for model in KEPT:
            keep_public_periods(model)
    analyse()
    return ones


def copy(row: Model, count: int, differing: dict[str, str]) -> None:
    """Write copies of a row; of a record with their identities."""
    opts = row._meta
    quoted = connection.ops.quote_name
    values = {
        quoted(field.column): quoted(field.column)
        for field in opts.concrete_fields
        if field.column and not field.generated and field.column not in DRAWN
    }
    if "live_period" in {field.name for field in opts.fields}:
        values[quoted("live_period")] = PUBLIC
    if isinstance(row, Record):
        values[quoted("slug")] = "slug || '-' || n"
    for column, expression in differing.items():
        values[column if column.startswith('"') else quoted(column)] = nth(expression)
    columns, selected = ", ".join(values), ", ".join(values.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {opts.db_table} ({columns})"
            f" SELECT {selected} FROM {opts.db_table}, generate_series(1, {count:d}) AS n"
            f" WHERE id = {row.pk:d}"
        )
        if isinstance(row, Record):
            label = next(k for k in RECORD_TYPES.values() if k.model is type(row))
            cursor.execute(identities(opts.db_table, label.name))


def keep_public_periods(model: type[Model]) -> None:
    """Write when the public sees the rows of a model, as its trigger would."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET public_periods = {worked_out(model, table)}")


def nth(expression: str) -> str:
    """Return the expression with `{place}` as the key of the nth place."""
    for name in ("country", "place", "official", "office", "visit", "meeting", "detainee"):
        expression = expression.replace(f"{{{name}}}", key_of(name))
    for name in ("detention", "article"):
        expression = expression.replace(f"{{{name}}}", key_of(name))
    return expression


def key_of(name: str) -> str:
    """Return the SQL for the key of the nth row; keys rise by one from the first."""
    return f"(SELECT min(id) FROM briefings_{name}) + n"


def identities(table: str, type_: str) -> str:
    """Return the SQL that writes the identities that records lack."""
    label = {
        "official": "full_name",
        "detainee": "public_name",
        "office": "title",
        "article": "''",
        "visit": "label",
        "meeting": "label",
    }.get(type_, "name")
    live = "'{}'" if type_ == "article" else "coalesce(tstzmultirange(live_period), '{}')"
    return (
        "INSERT INTO briefings_identity (id, public_id, type, slug, label, live_periods)"
        f" SELECT identity_id, public_id, '{type_}', slug, {label}, {live} FROM {table}"
        f" WHERE identity_id NOT IN (SELECT id FROM briefings_identity)"
    )
