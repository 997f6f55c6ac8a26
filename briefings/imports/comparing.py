"""In what the record differs from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from briefings.imports.drafts import OWN_IDS, Draft, Reader
from briefings.imports.formats import Format
from briefings.imports.kinds import Several
from briefings.models import Published


def compare(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Put into each draft's row what the file says; note what changes, and what is refused.

    What has a fault already is not asked for more.
    A list adds what is missing; it takes nothing away. A query for each column of parts.
    """
    there = _parts_there(reader.format, drafts)
    for draft in drafts:
        if draft.made.number in reader.faulty:
            continue
        _compare(reader.format, draft)
        for name, parts in there.items():
            has = parts[draft.row.pk] if not draft.new else set()
            draft.parts[name] = [each for each in draft.read.get(name, ()) if each not in has]
        for column, rule in reader.format.rules(draft.row):
            reader.fault(draft.made, column, draft.made.cells.get(column, ""), rule)


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
        if isinstance(column.kind, Several) and column.name in values:
            has = getattr(draft.row, column.name)
            values[column.name] = [*has, *(v for v in values[column.name] if v not in has)]
    for name, value in values.items():
        has = getattr(draft.row, name)
        if has != value:
            draft.before[name], draft.after[name] = as_json(has), as_json(value)
            setattr(draft.row, name, value)


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
