"""Matches the rows of a file with rows of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from briefings.imports.entries import Reader, RowEntry
from briefings.imports.formats import Format
from briefings.imports.known import is_public_id, scheme
from briefings.imports.names import names_in_row, names_of_record
from briefings.models import ExternalIdentifier, ImportedRow, Published, Slug

RULE = "an id is one record's (if they are the same, let one of its names stand in the row)"


class _Found(NamedTuple):
    """A record's identity; `merged`: it is the survivor of the record that was named."""

    identity: int
    merged: bool


def match(reader: Reader, entries: Sequence[RowEntry], profile: str) -> None:
    """Set the existing row of each entry, where there is one.

    A record is matched by id, former id, slug or the format's `known_by`; a fact by the id of an
    earlier import; either by public id. A merged record is matched as its survivor. Some seven
    queries.
    """
    format_ = reader.format
    keys = [
        key for entry in entries for key in (entry.key, *(each.key for each in entry.mapped.also))
    ]
    noted = ImportedRow.objects.latest_of_keys(profile, format_.name, keys)
    last = {row.key: row for row in noted.select_related("run")}
    for entry in entries:
        entry.last = last.get(entry.key)
        entry.also = {each.key: last[each.key] for each in entry.mapped.also if each.key in last}
    merged = set()
    if format_.is_of_records:
        merged = _match_records(reader, entries, scheme(profile, format_.name))
    else:
        _match_facts(format_, entries)
    first: dict[int, RowEntry] = {}
    # A merged record's row comes last: it is superseded by the survivor's own row.
    for entry in sorted(entries, key=lambda entry: entry.key in merged):
        if entry.row is not None:
            entry.new = False
            if (same := first.setdefault(entry.row.pk, entry)) is not entry:
                entry.superseded = entry.key in merged
                if not entry.superseded:
                    rule = f"it is {entry.row}, as is row {same.mapped.number}"
                    reader.fault(entry.mapped, "id", entry.key, rule)
        if entry.row is not None and issubclass(format_.model, Published):
            entry.reinstated = (
                entry.last is not None and entry.row.retraction_note == entry.last.run.undo_note
            )


def _match_facts(format_: Format, entries: Iterable[RowEntry]) -> None:
    ids = {entry.key: entry.key for entry in entries if is_public_id(entry.key)}
    ids |= {entry.key: str(entry.last.row) for entry in entries if entry.last}
    found = {
        str(row.public_id): row
        for row in format_.model._default_manager.filter(public_id__in=ids.values())
    }
    for entry in entries:
        if entry.key in ids:
            entry.row = found.get(ids[entry.key])


def _match_records(reader: Reader, entries: Sequence[RowEntry], scheme_: str) -> set[str]:
    """Match entries with records; return the keys of those that name a merged record."""
    format_ = reader.format
    type_ = str(format_.model._meta.model_name)
    ids = [each for entry in entries for each in entry.foreign_ids]
    with_id = ExternalIdentifier.objects.filter(scheme=scheme_, value__in=ids)
    by_id = _records_by(with_id, "value")
    handles = [each for entry in entries for each in entry.handles]
    by_slug = _records_by(Slug.objects.filter(type=type_, slug__in=handles), "slug")
    keys = {UUID(entry.key): entry.key for entry in entries if is_public_id(entry.key)}
    by_public_id = {
        keys[public_id]: found
        for public_id, found in _records_by(
            format_.model._default_manager.filter(public_id__in=keys), "public_id"
        ).items()
    }
    known_by = _known_by(format_, entries)
    tables = (by_id, by_slug, by_public_id, *known_by.values())
    rows = format_.model._default_manager.in_bulk(
        {found.identity for table in tables for found in table.values()}, field_name="identity_id"
    )
    merged = set()
    for entry in entries:
        # Its own ids come before those of records that were merged into it.
        named = sorted({by_id[each] for each in entry.foreign_ids if each in by_id})
        ways = [
            *named,
            by_public_id.get(entry.key),
            by_slug.get(entry.values.get("slug")),
            *(known_by[name].get(entry.values.get(name)) for name in known_by),
        ]
        found = next((each for each in ways if each is not None), None)
        if others := _ids_of_others(entry, by_id, rows):
            for (column, each), record in others.items():
                reader.fault(entry.mapped, column, each, f"it is an id of {record}: {RULE}")
        elif found is not None:
            entry.row = rows[found.identity]
            if found.merged:
                merged.add(entry.key)
                # The survivor has its own value: this one stays with the merged record.
                for name, records in known_by.items():
                    if entry.values.get(name) in records:
                        del entry.values[name]
        entry.ids = [
            each for each in entry.foreign_ids if each not in by_id and each not in by_public_id
        ]
    _check_ids(reader, entries, scheme_, by_id)
    _check_addresses(reader, entries, {slug: found.identity for slug, found in by_slug.items()})
    return merged


def _ids_of_others(
    entry: RowEntry, by_id: Mapping[str, _Found], rows: Mapping[int, Any]
) -> dict[tuple[str, str], Any]:
    """Return ids of a row that belong to another record, by column, with that record.

    - A former id belongs to another record than the row's own id.
    - The row was not imported before under its own id, and the record has none of its names (two
      queries for each such record).
    """
    key = entry.values.get("id", "")
    own = by_id.get(key)
    former = {each: by_id[each] for each in entry.values.get("former_ids", ()) if each in by_id}
    found = {("former_ids", each): found for each, found in former.items()}
    if own is not None and entry.last is None and not own.merged:
        found["id", key] = own
    names = names_in_row(entry.values)
    several = own is None and len({each.identity for each in former.values()}) > 1
    return {
        place: rows[each.identity]
        for place, each in found.items()
        if several
        or (own is not None and each.identity != own.identity)
        or (
            not each.merged
            and (own is None or entry.last is None)
            and names.isdisjoint(names_of_record(rows[each.identity]))
        )
    }


def _records_by(rows: QuerySet[Any], name: str) -> dict[Any, _Found]:
    """Return the rows' records by a column's value, survivors for merged ones. One query."""
    return {
        value: _Found(survivor or identity, survivor is not None)
        for value, identity, survivor in rows.values_list(name, "identity", "identity__merged_into")
    }


def _check_ids(
    reader: Reader, entries: Sequence[RowEntry], scheme_: str, known: Container[str]
) -> None:
    """Add a fault for a row whose id is new, while its record has another id."""
    strange = [
        entry
        for entry in entries
        if entry.row is not None
        and entry.ids
        and not any(each in known for each in entry.foreign_ids)
    ]
    identities = [entry.row.identity_id for entry in strange]
    has: dict[int, set[str]] = defaultdict(set)
    others = ExternalIdentifier.objects.filter(scheme=scheme_, identity__in=identities)
    for identity, value in others.values_list("identity_id", "value"):
        has[identity].add(value)
    for entry in strange:
        if other := has[entry.row.identity_id]:
            rule = f"it is {entry.row}, which has the id {min(other)}"
            reader.fault(entry.mapped, "id", entry.key, rule)


def _check_addresses(reader: Reader, entries: Sequence[RowEntry], by_slug: dict[str, int]) -> None:
    """Collect the redirects to add; add faults for slugs of other records."""
    for entry in entries:
        identity = entry.row.identity_id if entry.row is not None else None
        slug = entry.values.get("slug")
        if slug and entry.row is not None and slug not in by_slug:
            rule = f"its address is {entry.row.slug}: change it at the desk"
            reader.fault(entry.mapped, "slug", slug, rule)
        for each in (*entry.values.get("former_ids", ()), *([slug] if slug else ())):
            if by_slug.get(each, identity) != identity:
                rule = "this address is, or once was, another record's"
                column = "slug" if each == slug else "former_ids"
                reader.fault(entry.mapped, column, each, rule)
            elif each not in by_slug and each != slug:
                entry.redirects.append(each)


def _known_by(format_: Format, entries: Sequence[RowEntry]) -> dict[str, dict[Any, _Found]]:
    """Return records with the same `known_by` values, by field and value."""
    known_by = {}
    for name in format_.known_by:
        wanted = {entry.values[name] for entry in entries if name in entry.values}
        found = format_.model._default_manager.filter(**{f"{name}__in": wanted})
        known_by[name] = _records_by(found, name)
    return known_by
