"""Lock rows against other writers until the transaction ends, and read them anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection, models

from briefings.actions.refusals import Refused
from briefings.models import Edition

ModelT = TypeVar("ModelT", bound=models.Model)


def lock(row: ModelT, *, exclusive: bool = False) -> ModelT:
    """Lock a row and return it read anew (one query); raises `Refused` if it was deleted.

    `exclusive` also keeps others from adding foreign keys to it. For merges only: an action that
    names a record locks it at once, but one that names another row does so at its commit, when it
    holds other locks, and could deadlock.
    """
    rows = type(row)._default_manager.select_for_update(no_key=not exclusive)
    return _only(rows.filter(pk=row.pk))


def lock_edition(edition: Edition) -> Edition:
    """Lock an edition with its article and return them read anew (one query); or `Refused`.

    Lock the article first (`acting` does), or two actions may wait for each other.
    """
    editions = Edition.objects.select_related("article").select_for_update(no_key=True)
    return _only(editions.filter(pk=edition.pk))


def locked_elsewhere(rows: Sequence[ModelT]) -> set[int]:
    """Return the keys of those rows of one model that another transaction has locked (one query).

    What that transaction writes cannot be seen until it ends.
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
