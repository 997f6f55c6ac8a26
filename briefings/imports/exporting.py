"""Exports tables: in our own form, or as the files of a profile were imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from briefings.imports.cell_types import SEPARATOR
from briefings.imports.columns import FORMATS
from briefings.imports.entries import OWN_IDS
from briefings.imports.formats import Column, Format, references
from briefings.imports.known import FACTS, TYPES, scheme
from briefings.imports.profiles import OWN, Profile
from briefings.models import ExternalIdentifier, ImportedRow, Published

AT_ONCE = 500  # rows read at a time


def exported(sheet: str, profile: Profile = OWN) -> tuple[Sequence[str], Iterator[list[str]]]:
    """Return columns and rows of a whole table, unpublished rows too: for the desk alone.

    In our own form from the record; in a profile's, the rows of its file as they were last
    imported, letter for letter. A dozen queries for every 500 rows.
    """
    columns = profile.specs[sheet].columns
    if profile is OWN:
        return columns, _rows(FORMATS[sheet])
    kept = ImportedRow.objects.as_last_read(profile.name, sheet).values_list("cells", flat=True)
    return columns, (
        [cells.get(column, "") for column in columns] for cells in kept.iterator(AT_ONCE)
    )


def _rows(format_: Format) -> Iterator[list[str]]:
    rows = format_.model._default_manager.order_by("pk").iterator(AT_ONCE)
    while batch := [*islice(rows, AT_ONCE)]:
        cells = {column.name: _cells(format_, column, batch) for column in format_.columns}
        for row in batch:
            yield [cells[column.name].get(row.pk, "") for column in format_.columns]


def _cells(format_: Format, column: Column, batch: Sequence[Any]) -> dict[int, str]:
    """Return the cells of one column, by the rows' primary keys."""
    if column.name in OWN_IDS:
        return _handles(format_, column.name, batch)
    values = _values(format_, column, batch)
    if table := references(column):
        keys = {key for found in values.values() for key in _as_list(found)}
        slugs = _names(table, keys)
        values = {
            row: [slugs[key] for key in found] if isinstance(found, list) else slugs[found]
            for row, found in values.items()
        }
    return {row: column.type.write(value) for row, value in values.items()}


def _names(table: str, keys: set[int]) -> dict[int, str]:
    """Return slugs of records, or ids of facts, by primary key."""
    if table in FACTS:
        format_ = FORMATS[table]
        return _handles(format_, "id", [*format_.model._default_manager.filter(pk__in=keys)])
    rows = TYPES[table].model._default_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", "slug"))


def _values(format_: Format, column: Column, batch: Sequence[Any]) -> dict[int, Any]:
    if column.part is None:
        attribute = format_.attribute(column)
        values = {row.pk: getattr(row, attribute) for row in batch}
        return {row: value for row, value in values.items() if value not in (None, "", [])}
    part, lists = column.part, defaultdict(list)
    value: Any = part.model._meta.get_field(part.value)
    rows = part.model._default_manager.filter(**{f"{part.parent}__in": batch}).order_by("pk")
    if issubclass(part.model, Published):
        rows = rows.filter(retraction_reason="")
    rows = rows.exclude(**{part.value: None if value.is_relation else ""})
    for parent, each in rows.values_list(f"{part.parent}_id", value.attname):
        lists[parent].append(each)
    return dict(lists)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _handles(format_: Format, name: str, batch: Sequence[Any]) -> dict[int, str]:
    """Return ids, slugs or former ids by primary key; the public id where a row has no id."""
    if name == "slug":
        return {row.pk: row.slug for row in batch}
    if not format_.is_of_records:
        public = {row.public_id: row.pk for row in batch}
        kept = ImportedRow.objects.filter(
            run__profile="", table=format_.name, row__in=public
        ).order_by("pk")
        ids = {public[row]: key for row, key in kept.values_list("row", "key")}
        return {row.pk: ids.get(row.pk, str(row.public_id)) for row in batch}
    rows = {row.identity_id: row for row in batch}
    of_scheme = ExternalIdentifier.objects.filter(
        scheme=scheme("", format_.name), identity__in=rows
    ).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for identity, value in of_scheme.values_list("identity_id", "value"):
        found[identity].append(value)
    if name == "id":
        return {
            row.pk: found[identity][0] if found[identity] else str(row.public_id)
            for identity, row in rows.items()
        }
    return {rows[identity].pk: SEPARATOR.join(ids[1:]) for identity, ids in found.items()}
