"""Which rule of the database a row breaks, in words, and in which of its columns."""

from __future__ import annotations

import pgtrigger
from django.db import DatabaseError, connection

from briefings.actions.refusals import in_words
from briefings.imports.formats import Format


def broken_rule(format_: Format, error: DatabaseError) -> tuple[str, str]:
    """Return the column, "" if it is not one alone, and what the database says of it."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    about = name.removeprefix(f"{format_.model._meta.model_name}_")
    named = [column.name for column in format_.columns if f"{about}_".startswith(f"{column.name}_")]
    return max(named, key=len, default=""), in_words(error).removesuffix(".")


def has_deferred(format_: Format) -> bool:
    """Return whether rules hold over several rows of the table, asked when all are written."""
    return bool(_deferred(format_))


def keep_deferred(format_: Format) -> None:
    """Ask now what would be asked at the end; raises IntegrityError. Two queries, if anything."""
    if names := _deferred(format_):
        listed = ", ".join(map(connection.ops.quote_name, names))
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {listed} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {listed} DEFERRED")


def _deferred(format_: Format) -> list[str]:
    label = format_.model._meta.label
    deferred = (pgtrigger.Deferred, pgtrigger.Immediate)
    return [
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if model._meta.label == label and trigger.timing in deferred
    ]
