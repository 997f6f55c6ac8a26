"""Which columns of rows are read to make documents of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from briefings.models.base import PublishedFact
from briefings.models.date_fields import DaysField
from briefings.models.expressions import MomentsField

M = TypeVar("M", bound=Model)
Rows = QuerySet[M, Any]

# Texts that no row of a list shows, and the words that only a search reads.
UNLISTED = {
    *("said", "body", "rendered", "contents", "plain_text", "returned_note"),
    *("biography", "summary", "retraction_note", "withdrawal_note"),
}
# What no document shows. A moment or a range takes longer to read than the rest of its row.
UNSHOWN = {"version", "created_at", "updated_at", "said", "tells_withheld_name"}
UNSHOWN_OF_FACTS = {"live_period", "retraction_reason", "retraction_note"}
FOR_SQL_ALONE = (DaysField, MomentsField)


def without_unshown(rows: Rows[M]) -> Rows[M]:
    """Return the rows, and those fetched along, without the columns that no document shows.

    Whoever asks for one all the same queries for it.
    """
    fetched = rows.query.select_related
    return rows.defer(*_unshown(rows.model, fetched if isinstance(fetched, dict) else {}))


def _unshown(model: type[Model], fetched: dict[str, Any], path: str = "") -> Iterator[str]:
    fields: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    of_facts = UNSHOWN_OF_FACTS if issubclass(model, PublishedFact) else set()
    of_others = UNLISTED if path else set()  # a record's own page alone shows its texts
    unshown = UNSHOWN | of_facts | of_others
    for name, field in fields.items():
        if name in unshown or isinstance(field, FOR_SQL_ALONE):
            yield path + name
    for name in fields.keys() & fetched.keys():
        yield from _unshown(fields[name].related_model, fetched[name], f"{path}{name}__")
