"""Inserts new rows by `COPY`, which is faster than an INSERT of thousands of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from briefings.models.expressions import UUID7, NextIdentity

# Values that the database generates and other rows refer to: SQL by field.
DRAWN = {"public_id": f"{UUID7.function}()", "identity": NextIdentity.template}


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model and set their primary keys, in two statements.

    Other columns that the database fills are not read back. Raises IntegrityError.
    """
    if not rows:
        return
    meta = rows[0]._meta
    own: list[Any] = [field for field in meta.local_concrete_fields if not field.generated]
    left = [field for field in own if field.has_db_default()]
    key = f"nextval(pg_get_serial_sequence('{meta.db_table}', '{meta.pk.column}'))"
    drawn = {meta.pk: key} | {f: DRAWN[f.name] for f in left if f.name in DRAWN}
    filled = [field for field in own if field in drawn or field not in left]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in filled)
    with connection.cursor() as cursor:
        keys = ", ".join(drawn.values())
        cursor.execute(f"SELECT {keys} FROM generate_series(1, %s)", [len(rows)])  # noqa: S608
        for row, values in zip(rows, cursor.fetchall(), strict=True):
            for field, value in zip(drawn, values, strict=True):
                setattr(row, field.attname, value)
        statement = f"COPY {connection.ops.quote_name(meta.db_table)} ({columns}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(
                    [
                        field.get_db_prep_save(field.pre_save(row, add=True), connection)
                        for field in filled
                    ]
                )


def analyse(tables: Iterable[type[models.Model]]) -> None:
    """Update the planner's statistics of the tables. One statement each."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
