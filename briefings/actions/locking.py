"""Rows locked against other writers until the transaction ends, and read anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection, models

from briefings.actions.refusals import Refused
from briefings.models import Edition

ModelT = TypeVar("ModelT", bound=models.Model)


def locked(row: ModelT, *, alone: bool = False) -> ModelT:
    """Return the row read anew and locked (one query); raises `Refused` where it is gone.

    `alone`: nobody newly names the row either until then. That is for merges only: who names a
    record locks it at once, who names another row does so at the commit, beside other locks.
    """
    rows = type(row)._default_manager.select_for_update(no_key=not alone)
    return _only(rows.filter(pk=row.pk))


def locked_edition(edition: Edition) -> Edition:
    """Return the edition with its article, both read anew and locked (one query); or `Refused`.

    To keep two actions from waiting for each other, the article is locked before: see `acting`.
    """
    editions = Edition.objects.select_related("article").select_for_update(no_key=True)
    return _only(editions.filter(pk=edition.pk))


def at_work(rows: Sequence[ModelT]) -> set[int]:
    """Return the keys of those rows of one model that an action holds at this moment (one query).

    What its transaction writes is seen by nobody until it ends.
    """
    if not rows:
        return set()
    keys, table = [row.pk for row in rows], connection.ops.quote_name(rows[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {table} WHERE id = ANY(%s) FOR SHARE SKIP LOCKED",  # noqa: S608
            [keys],
        )
        return {*keys} - {key for (key,) in cursor}


def _only(rows: models.QuerySet[ModelT]) -> ModelT:
    found = list(rows)
    if not found:
        raise Refused(["Somebody has deleted it meanwhile."])
    return found[0]
