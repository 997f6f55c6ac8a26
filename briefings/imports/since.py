"""Finds what happened since an import to the rows that it wrote: edits, references, merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, OuterRef, Q, Subquery

from briefings.imports.columns import FORMATS
from briefings.imports.formats import Format, references
from briefings.imports.known import TYPES
from briefings.models import (
    Identity,
    ImportedRow,
    ImportRun,
    Mention,
    Merge,
    Published,
    Record,
    Row,
)
from briefings.models.merges import references_to

Keys = Mapping[type[Any], set[int]]


def version_now(table: str) -> Subquery:
    """Return a subquery: the present version of the row that an imported row became."""
    rows = FORMATS[table].model._default_manager.filter(public_id=OuterRef("row"))
    return Subquery(rows.values("version"))


def only_published_since(run: ImportRun) -> Keys:
    """Return by model the run's rows whose only change since is that they were published.

    Two queries a table, and one for each model of rows that lists became.
    """
    written = run.rows.exclude(outcome=ImportedRow.Outcome.UNCHANGED)
    found: dict[type[Any], set[int]] = defaultdict(set)
    for table in written.order_by().values_list("table", flat=True).distinct():
        noted, wrote = written.filter(table=table), FORMATS[table].model
        rows: Any = wrote._default_manager.filter(updated_at__gt=run.finished_at)
        rows = rows.filter(public_id__in=noted.values("row"))
        if later := [*rows.values_list("pk", "public_id", "version")]:
            versions = dict(noted.values_list("row", "version"))
            found[wrote].update(key for key, row, now in later if now == versions[row])
    lists = written.exclude(parts=[]).values_list("parts", flat=True)
    for name, keys in by_model(part for parts in lists for part in parts).items():
        model: Any = apps.get_model("briefings", name)
        if issubclass(model, Published):
            # Version 2 of a row that was entered and then published.
            rows = model._default_manager.filter(live_period__startswith__gt=run.finished_at)
            rows = rows.filter(pk__in=keys, version=2)
            found[model].update(rows.values_list("pk", flat=True))
    return found


def by_model(parts: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return primary keys by the names of models."""
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in parts:
        keys[name].append(key)
    return keys


def referenced_since(
    model: type[Any], keys: Sequence[int], moment: datetime, published: Keys
) -> set[int]:
    """Return the rows that rows newer than the moment refer to, without references of `published`.

    References to a record's identity count. A query for each relation, and one for identities.
    """
    named: set[int] = set()
    of_record = _keys_by_identity(model, keys)
    for reference in _references(model):
        of = of_record if reference.related_model is Identity else {key: key for key in keys}
        since = reference.model._default_manager.filter(**{f"{reference.attname}__in": of})
        if issubclass(reference.model, Row):
            since = since.filter(updated_at__gt=moment)
        # Mentions count, as no import writes any; other plain rows are deleted with their row.
        if issubclass(reference.model, (Row, Mention)):
            own = published.get(reference.model, ())
            pairs = since.values_list(reference.attname, "pk")
            named.update(of[key] for key, naming in pairs if naming not in own)
    return named


def _references(model: type[Any]) -> Iterator[ForeignKey[Any, Any]]:
    """Yield the foreign keys to the model; of a record, those that a merge moves."""
    if issubclass(model, Record):
        yield from references_to(model)
        return
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ForeignKey):
            yield relation.field


def _keys_by_identity(model: type[Any], keys: Iterable[int]) -> dict[int, int]:
    """Return primary keys by those of identities; {} for facts. One query."""
    if not issubclass(model, Record):
        return {}
    records: Any = model._default_manager.filter(pk__in=keys)
    return dict(records.values_list("identity_id", "pk"))


def merged_since(model: type[Any], keys: Iterable[int]) -> set[int]:
    """Return the records that were merged with others, even if that was undone. Two queries."""
    of = _keys_by_identity(model, keys)
    merges = Merge.objects.filter(Q(survivor__in=of) | Q(merged__in=of))
    pairs = merges.values_list("survivor", "merged")
    return {of[each] for pair in pairs for each in pair if each in of}


def survivors_of(format_: Format, noted: Iterable[ImportedRow]) -> dict[tuple[str, Any], int]:
    """Return survivors of records that rows referred to before the import and that are merged now.

    By attribute and former primary key. A query for each reference that the run changed.
    """
    survivors: dict[tuple[str, Any], int] = {}
    for column in format_.columns:
        if column.part is not None or references(column) not in TYPES:
            continue
        name = format_.attribute(column)
        if keys := {key for each in noted if (key := each.before.get(name))}:
            type_ = TYPES[references(column)]
            records = type_.model._default_manager.filter(
                pk__in=keys, identity__merged_into__isnull=False
            )
            into = records.values_list("pk", f"identity__merged_into__{type_.name}")
            survivors |= {(name, key): survivor for key, survivor in into}
    return survivors
