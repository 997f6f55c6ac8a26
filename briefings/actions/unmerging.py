"""Undo a merge: compare the rows that it changed with its notes, and revert them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg.types.range import TimestamptzRange

from briefings.actions.refusals import Refused
from briefings.models import EditionTopic, Mention, Merge, MovedReference, Published, Row
from briefings.models.triggers.belonging import parents_of, published_with
from briefings.models.triggers.parts import UNCOUNTED, derived

DELETED_MEANWHILE = "Somebody deleted a part of it at the same moment: try again."


def label_of(row: models.Model, without: str = "") -> str:
    """Return a label of a row; a fact's includes what it is published with, except `without`.

    A mention or a topic of an edition has the edition's label.
    """
    if isinstance(row, (Mention, EditionTopic)):
        return str(row.edition)
    wholes = [getattr(row, name) for name in published_with(type(row)) if name != without]
    labels = (str(each) for each in (*wholes, row) if each is not None)
    return ": ".join(dict.fromkeys(labels))  # a citation is called by the source that it is of


def set_digests(notes: Iterable[MovedReference]) -> None:
    """Set the digest in each note about a row that belongs to the record; a query a kind of row.

    Raises `Refused` if somebody deleted one of the rows meanwhile.
    """
    for model, column, same in _by_column(notes):
        if _belongs(model, column):
            digests = _digests(model, [note.row for note in same])
            if len(digests) < len({note.row for note in same}):
                raise Refused([DELETED_MEANWHILE])
            for note in same:
                note.digest = digests[note.row]


def why_not_revert(merge: Merge) -> list[str]:
    """Return a reason for each row edited since the merge; two queries a kind of row."""
    reasons = []
    for model, column, notes in _by_column(merge.moved.order_by("pk")):
        rows = model._base_manager.in_bulk([note.row for note in notes])
        digests = _digests(model, [*rows]) if _belongs(model, column) else {}
        for note in notes:
            row = rows.get(note.row)
            if row is None:
                # A name that the merge added may be deleted: the undo would delete it.
                deleted = f"One of the {model._meta.verbose_name_plural} was deleted since."
                reasons += [deleted] if column else []
            elif not _has_merged_value(row, note):
                reasons.append(f"{label_of(row)}: it was given to another since.")
            elif note.digest != digests.get(note.row, ""):
                reasons.append(f"{label_of(row)}: it was edited since.")
    return reasons


def revert_moves(merge: Merge) -> None:
    """Restore every value that the merge changed, the last first; two queries a kind of row."""
    for model, column, notes in _by_column(merge.moved.order_by("-pk")):
        for old_value, same in groupby(notes, key=lambda note: note.old_value):
            rows = model._base_manager.filter(pk__in=[note.row for note in same])
            if not column:
                rows.delete()
            elif column == "live_period":
                first = datetime.fromisoformat(old_value)
                rows.update(live_period=TimestamptzRange(first, None), retraction_reason="")
            else:
                rows.update(**{column: old_value})


def _by_column(
    notes: Iterable[MovedReference],
) -> Iterator[tuple[type[models.Model], str, list[MovedReference]]]:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    for (table, column), same in groupby(notes, key=lambda note: (note.table, note.column)):
        yield tables[table], column, [*same]


def _belongs(model: type[models.Model], column: str) -> bool:
    """Return whether rows of the model are facts or parts of what the column points at."""
    if not issubclass(model, Row):
        return False
    return not column or column.removesuffix("_id") in parents_of(model)


def _has_merged_value(row: Any, note: MovedReference) -> bool:
    """Return whether the row still has the value that the merge gave it."""
    if note.column == "live_period":
        return bool(row.retraction_reason == Published.RetractionReason.DUPLICATE)
    return not note.column or getattr(row, note.column) == note.new_value


def _digests(model: type[models.Model], keys: list[int]) -> dict[int, str]:
    """Return a digest of each row, over all but its bookkeeping columns (one query)."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, md5((to_jsonb(t) - %s::text[])::text) FROM {table} t WHERE id = ANY(%s)",  # noqa: S608
            [[*UNCOUNTED, *derived(model)], keys],
        )
        return dict(cursor.fetchall())
