"""Tells which rule of the database a row breaks, in words, and in which column."""

from __future__ import annotations

import pgtrigger
from django.db import DatabaseError, connection

from briefings.actions.refusals import constraint_message
from briefings.imports.formats import Format


def broken_rule(format_: Format, error: DatabaseError) -> tuple[str, str]:
    """Return column and rule of a database error; "" as the column if it concerns several."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    about = name.removeprefix(f"{format_.model._meta.model_name}_")
    named = [column.name for column in format_.columns if f"{about}_".startswith(f"{column.name}_")]
    return max(named, key=len, default=""), constraint_message(error).removesuffix(".")


def has_deferred(format_: Format) -> bool:
    """Return whether the table has deferred rules: those over several rows, checked at the end."""
    return bool(_deferred(format_))


def check_deferred(format_: Format) -> None:
    """Check the deferred rules now; raises IntegrityError. Two queries, none without such rules."""
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
