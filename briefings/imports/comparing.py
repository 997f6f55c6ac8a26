"""Compares records with the rows of a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from briefings.imports.cell_types import ListCell
from briefings.imports.entries import OWN_IDS, Reader, RowEntry
from briefings.imports.formats import Format, references
from briefings.models import Published, Record


def compare(reader: Reader, entries: Sequence[RowEntry]) -> None:
    """Set the values of each entry on its row; note what changes, and the faults.

    Entries that have a fault already, or are superseded, are skipped. Empty cells change nothing;
    lists add items and remove none. A query for each column of parts.
    """
    there = _parts_there(reader.format, entries)
    for entry in entries:
        if entry.mapped.number in reader.faulty:
            continue
        if entry.superseded:
            entry.parts = {name: [] for name in there}
            continue
        _compare(reader.format, entry)
        for name, parts in there.items():
            has = parts[entry.row.pk] if not entry.new else set()
            entry.parts[name] = [each for each in entry.values.get(name, ()) if each not in has]
        for column, rule in reader.format.rules(entry.row):
            reader.fault(entry.mapped, column, entry.mapped.cells.get(column, ""), rule)
    _leave_with_merged(reader.format, entries)


def _compare(format_: Format, entry: RowEntry) -> None:
    values = {
        format_.attribute(column): entry.values[column.name]
        for column in format_.columns
        if column.part is None and column.name not in OWN_IDS and column.name in entry.values
    }
    format_.complete(values, new=entry.new)
    if entry.new:
        entry.row = format_.model(**values)
        if "slug" in entry.values:
            entry.row.slug = entry.values["slug"]
        return
    for column in format_.columns:
        if isinstance(column.type, ListCell) and column.name in values:
            has = getattr(entry.row, column.name)
            values[column.name] = [*has, *(v for v in values[column.name] if v not in has)]
    for name, value in values.items():
        has = getattr(entry.row, name)
        if has != value:
            entry.before[name], entry.after[name] = as_json(has), as_json(value)
            setattr(entry.row, name, value)


def _leave_with_merged(format_: Format, entries: Iterable[RowEntry]) -> None:
    """Keep references to merged records that a merge did not move. A query for each reference."""
    for column in format_.columns:
        if column.part is not None or isinstance(column.type, ListCell) or not references(column):
            continue
        name = format_.attribute(column)
        changed = [entry for entry in entries if entry.before.get(name)]
        model: Any = format_.model._meta.get_field(column.name).related_model
        if not changed or not issubclass(model, Record):
            continue
        merged = model._default_manager.filter(
            pk__in=[entry.before[name] for entry in changed], identity__merged_into__isnull=False
        )
        into = dict(merged.values_list("pk", f"identity__merged_into__{model._meta.model_name}"))
        for entry in changed:
            if into.get(entry.before[name]) == entry.after[name]:
                setattr(entry.row, name, entry.before.pop(name))
                del entry.after[name]


def as_json(value: Any) -> Any:
    """Return a field's value for JSON; `field.to_python` reads it back."""
    if value is None or isinstance(value, str | int | list):
        return value
    return getattr(value, "text", None) or str(value)


def _parts_there(format_: Format, entries: Iterable[RowEntry]) -> dict[str, dict[int, set[Any]]]:
    keys = [entry.row.pk for entry in entries if not entry.new]
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
