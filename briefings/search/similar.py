"""Records whose names are like a name: who may be meant by it, or be entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramStrictWordSimilarity
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast

from briefings.models import Record
from briefings.models.words import Plain

# How like must be two names of one, from 0 to 1, and a name to one of several written together.
LIKE, LIKE_ONE_OF = 0.45, 0.6
MOST = 8

Near = models.QuerySet[Any]


def similar_records(model: type[Record], name: str) -> list[Any]:
    """Return at most 8 records of the type of which a name is like the name, the likest first.

    Public or not, merged ones aside; any of their names counts, accents and capitals aside. A name
    in letters that the database's locale does not know is found where it is the same. Two queries.
    """
    typed = Cast(Value(name.replace("\0", "")), models.TextField())
    first, *others = (rows.order_by().values_list(key, "near") for rows, key in _near(model, typed))
    like: dict[int, float] = {}
    for found, how in first.union(*others, all=True):
        like[found] = max(how, like.get(found, 0.0))
    records = (
        model._default_manager.filter(identity__merged_into__isnull=True)
        .select_related("identity")
        .in_bulk([*like])
    )
    return sorted(records.values(), key=lambda record: (-like[record.pk], record.pk))[:MOST]


def _near(model: type[Record], typed: Cast) -> Iterator[tuple[Near, str]]:
    """Yield the rows with such names, `near` says how like, and which column is the record's."""
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
        yield rows.annotate(near=similarity).filter(near__gte=LIKE_ONE_OF), "pk"


def _named_like(rows: Near, column: str, typed: Plain) -> Near:
    """Keep the rows whose column is like what is typed; it is read from the index of spellings."""
    same = When(plain=typed, then=Value(1.0))
    kept: Near = (
        rows.annotate(plain=Plain(column))
        .filter(Q(plain__trigram_similar=typed) | Q(plain=typed))
        .annotate(near=Case(same, default=TrigramSimilarity("plain", typed)))  # type: ignore[arg-type]
        .filter(near__gte=LIKE)
    )
    return kept
