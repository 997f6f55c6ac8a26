"""Records with a name similar to another: they may be meant by it, or be entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramStrictWordSimilarity
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast

from briefings.models import Record
from briefings.models.words import Plain

# The least similarity, from 0 to 1: of two names, and of a name to a list of names in one text.
LIKE, LIKE_ONE_OF = 0.45, 0.6
MOST = 8

Similar = models.QuerySet[Any]


def similar_records(model: type[Record], name: str) -> list[Any]:
    """Return at most 8 records of the type with a name similar to `name`, the most similar first.

    Public or not, but not merged; all their names count, without regard to accents and capitals.
    A name in letters that the database's locale does not know must be the same. Two queries.
    """
    typed = Cast(Value(name.replace("\0", "")), models.TextField())
    first, *others = (
        rows.order_by().values_list(key, "similarity") for rows, key in _similar(model, typed)
    )
    best: dict[int, float] = {}
    for found, similarity in first.union(*others, all=True):
        best[found] = max(similarity, best.get(found, 0.0))
    records = (
        model._default_manager.filter(identity__merged_into__isnull=True)
        .select_related("identity")
        .in_bulk([*best])
    )
    return sorted(records.values(), key=lambda record: (-best[record.pk], record.pk))[:MOST]


def _similar(model: type[Record], typed: Cast) -> Iterator[tuple[Similar, str]]:
    """Yield sets of rows with similar names and `similarity`, and the column of record keys."""
    rows, typed_plainly = model._default_manager.all(), Plain(typed)
    columns = {field.name: field for field in model._meta.get_fields()}
    title = next(name for name in ("full_name", "name", "label", "title") if name in columns)
    yield _named_like(rows, title, typed_plainly), "pk"
    if "names" in columns:
        names: Any = columns["names"].related_model
        rows = names._default_manager.all()
        yield _named_like(rows, "name", typed_plainly), str(model._meta.model_name)
    for listed in {"other_names", "other_titles"} & columns.keys():
        together = Func(F(listed), Value("\n"), function="array_to_string")
        similarity = TrigramStrictWordSimilarity(typed_plainly, Plain(together))  # type: ignore[arg-type]
        yield rows.annotate(similarity=similarity).filter(similarity__gte=LIKE_ONE_OF), "pk"


def _named_like(rows: Similar, column: str, typed: Plain) -> Similar:
    """Keep the rows whose column is similar to what was typed; the spelling index serves it."""
    same = When(plain=typed, then=Value(1.0))
    kept: Similar = (
        rows.annotate(plain=Plain(column))
        .filter(Q(plain__trigram_similar=typed) | Q(plain=typed))
        .annotate(similarity=Case(same, default=TrigramSimilarity("plain", typed)))  # type: ignore[arg-type]
        .filter(similarity__gte=LIKE)
    )
    return kept
