"""In what the record differs from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from briefings.imports.cell_types import ListCell
from briefings.imports.drafts import OWN_IDS, Draft, Reader
from briefings.imports.formats import Format, references
from briefings.models import Published, Record


def compare(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Put into each draft's row what the file says; note what changes, and what is refused.

    What has a fault already is not asked for more, and what is silent says nothing.
    A list adds what is missing; it takes nothing away. A query for each column of parts.
    """
    there = _parts_there(reader.format, drafts)
    for draft in drafts:
        if draft.made.number in reader.faulty:
            continue
        if draft.silent:
            draft.parts = {name: [] for name in there}
            continue
        _compare(reader.format, draft)
        for name, parts in there.items():
            has = parts[draft.row.pk] if not draft.new else set()
            draft.parts[name] = [each for each in draft.read.get(name, ()) if each not in has]
        for column, rule in reader.format.rules(draft.row):
            reader.fault(draft.made, column, draft.made.cells.get(column, ""), rule)
    _leave_with_merged(reader.format, drafts)


def _compare(format_: Format, draft: Draft) -> None:
    values = {
        format_.attribute(column): draft.read[column.name]
        for column in format_.columns
        if column.part is None and column.name not in OWN_IDS and column.name in draft.read
    }
    format_.complete(values, new=draft.new)
    if draft.new:
        draft.row = format_.model(**values)
        if "slug" in draft.read:
            draft.row.slug = draft.read["slug"]
        return
    for column in format_.columns:
        if isinstance(column.type, ListCell) and column.name in values:
            has = getattr(draft.row, column.name)
            values[column.name] = [*has, *(v for v in values[column.name] if v not in has)]
    for name, value in values.items():
        has = getattr(draft.row, name)
        if has != value:
            draft.before[name], draft.after[name] = as_json(has), as_json(value)
            setattr(draft.row, name, value)


def _leave_with_merged(format_: Format, drafts: Iterable[Draft]) -> None:
    """Leave rows with the merged record that a merge left with it; a query for each reference."""
    for column in format_.columns:
        if column.part is not None or isinstance(column.type, ListCell) or not references(column):
            continue
        name = format_.attribute(column)
        changed = [draft for draft in drafts if draft.before.get(name)]
        model: Any = format_.model._meta.get_field(column.name).related_model
        if not changed or not issubclass(model, Record):
            continue
        merged = model._default_manager.filter(
            pk__in=[draft.before[name] for draft in changed], identity__merged_into__isnull=False
        )
        into = dict(merged.values_list("pk", f"identity__merged_into__{model._meta.model_name}"))
        for draft in changed:
            if into.get(draft.before[name]) == draft.after[name]:
                setattr(draft.row, name, draft.before.pop(name))
                del draft.after[name]


def as_json(value: Any) -> Any:
    """Return a column's value as JSON holds it; its field reads it again."""
    if value is None or isinstance(value, str | int | list):
        return value
    return getattr(value, "text", None) or str(value)


def _parts_there(format_: Format, drafts: Iterable[Draft]) -> dict[str, dict[int, set[Any]]]:
    keys = [draft.row.pk for draft in drafts if not draft.new]
    there: dict[str, dict[int, set[Any]]] = {}
    for column in format_.columns:
        if part := column.part:
            there[column.name] = defaultdict(set)
            value = part.model._meta.get_field(part.value).attname  # type: ignore[union-attr]
            rows = part.model._default_manager.filter(**{f"{part.parent}__in": keys})
            if issubclass(part.model, Published):
                rows = rows.filter(retraction_reason="")
            for parent, each in rows.values_list(f"{part.parent}_id", value):
                there[column.name][parent].add(each)
    return there
