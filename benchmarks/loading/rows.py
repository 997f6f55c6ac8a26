"""Make rows in bulk: with SQL from series of numbers, or with COPY from Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

LIVE = "tstzrange(now() - interval '4 years', NULL)"


def run(query: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run SQL; return its rows, an empty list for a statement without any."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


def step(load: Callable[..., None], *arguments: Any) -> None:
    """Run a part of the load in its own transaction, then number its changes in the ledger."""
    with transaction.atomic():
        run(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true),"
            " set_config('pghistory.context_metadata', '{}', true), setseed(0.5)"
        )
        load(*arguments)
        connection.check_constraints()


def insert(model: type[Model], rows: str, **columns: str) -> None:
    """Insert one row for each row of a FROM clause; each column is an SQL expression over it.

    A column left out gets the default of its model, if it may not be NULL and the database has
    no default for it.
    """
    expressions = columns | {
        str(field.column): _default(field)
        for field in model._meta.concrete_fields
        if field.column not in columns and _needs_value(field)
    }
    names = ", ".join(f'"{name}"' for name in expressions)
    values = ", ".join(expressions.values())
    run(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {rows}")


def numbered(model: type[Model]) -> str:
    """Return a temporary table of a model's rows: `n` from 1 in the order of entry, and `id`."""
    name = f"numbered_{model._meta.model_name}"
    run(f"DROP TABLE IF EXISTS {name}")
    run(
        f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS"
        f" SELECT row_number() OVER (ORDER BY id) AS n, id FROM {model._meta.db_table}"
    )
    run(f"CREATE UNIQUE INDEX ON {name} (n)")
    run(f"ANALYZE {name}")
    return name


def skewed(most: int) -> str:
    """Return the SQL of a random number from 1 to `most`; low numbers are far more likely."""
    return f"(1 + floor({most} * power(random(), 3)))::int"


def copy(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows in, with or without keys; triggers run unless they are disabled."""
    given = {
        field.column: _value(field)
        for field in model._meta.concrete_fields
        if field.column not in columns and _needs_value(field)
    }
    names = ", ".join(f'"{name}"' for name in (*columns, *given))
    connection.ensure_connection()
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as written,
    ):
        for row in rows:
            written.write_row((*row, *given.values()))


def keys(model: type[Model], rows: int) -> int:
    """Reserve that many keys in the sequence of a model; return the first."""
    table = model._meta.db_table
    [[first]] = run(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")
    run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [first + rows - 1])
    return int(first)


def analyze_tables() -> None:
    """Analyze the loaded tables, and keep the server idle while it is measured.

    It runs VACUUM, so call it outside a transaction.
    """
    run("VACUUM ANALYZE")
    for [table] in run(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^briefings_'"
    ):
        run(f'ALTER TABLE "{table}" SET (autovacuum_enabled = off)')
    run("CHECKPOINT")


def _needs_value(field: Any) -> bool:
    return not (field.primary_key or field.null or field.generated or field.has_db_default())


def _value(field: Any) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _default(field: Any) -> str:
    return sql.Literal(_value(field)).as_string(None)
