"""Which rows of the record the rows of a file are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from briefings.imports.called import names_of, names_said
from briefings.imports.drafts import Draft, Reader
from briefings.imports.formats import Format
from briefings.imports.known import is_public_id, scheme
from briefings.models import ExternalIdentifier, ImportedRow, Published, Slug

RULE = "an id is one record's (if they are the same, let one of its names stand in the row)"


class _Found(NamedTuple):
    """The identity of the record that something names; `led` there by a merge."""

    identity: int
    led: bool


def match(reader: Reader, drafts: Sequence[Draft], profile: str) -> None:
    """Give each draft the row that we have of it, as far as we have one.

    A record is known by its id, a former one, its slug or what `known_by` names; a fact by the row
    that the same id became before; either by its public id. What names a record that was merged
    leads to the survivor. Some seven queries.
    """
    format_ = reader.format
    keys = [key for draft in drafts for key in (draft.key, *(each.key for each in draft.made.also))]
    known_as = ImportedRow.objects.known_as(profile, format_.name, keys)
    last = {row.key: row for row in known_as.select_related("run")}
    for draft in drafts:
        draft.last = last.get(draft.key)
        draft.also = {each.key: last[each.key] for each in draft.made.also if each.key in last}
    led = set()
    if format_.is_of_records:
        led = _match_records(reader, drafts, scheme(profile, format_.name))
    else:
        _match_facts(format_, drafts)
    first: dict[int, Draft] = {}
    # Those that a merge led to their record come last: beside its own row they say nothing.
    for draft in sorted(drafts, key=lambda draft: draft.key in led):
        if draft.row is not None:
            draft.new = False
            if (same := first.setdefault(draft.row.pk, draft)) is not draft:
                draft.silent = draft.key in led
                if not draft.silent:
                    rule = f"it is {draft.row}, as is row {same.made.number}"
                    reader.fault(draft.made, "id", draft.key, rule)
        if draft.row is not None and issubclass(format_.model, Published):
            draft.put_back = (
                draft.last is not None and draft.row.retraction_note == draft.last.run.undo_note
            )


def _match_facts(format_: Format, drafts: Iterable[Draft]) -> None:
    ids = {draft.key: draft.key for draft in drafts if is_public_id(draft.key)}
    ids |= {draft.key: str(draft.last.row) for draft in drafts if draft.last}
    found = {
        str(row.public_id): row
        for row in format_.model._default_manager.filter(public_id__in=ids.values())
    }
    for draft in drafts:
        if draft.key in ids:
            draft.row = found.get(ids[draft.key])


def _match_records(reader: Reader, drafts: Sequence[Draft], scheme_: str) -> set[str]:
    """Match the drafts; return the keys of those that a merge led to their record."""
    format_ = reader.format
    type_ = str(format_.model._meta.model_name)
    ids = [each for draft in drafts for each in draft.foreign_ids]
    named_so = ExternalIdentifier.objects.filter(scheme=scheme_, value__in=ids)
    by_id = _standing(named_so, "value")
    handles = [each for draft in drafts for each in draft.handles]
    by_slug = _standing(Slug.objects.filter(type=type_, slug__in=handles), "slug")
    keys = {UUID(draft.key): draft.key for draft in drafts if is_public_id(draft.key)}
    by_public_id = {
        keys[public_id]: found
        for public_id, found in _standing(
            format_.model._default_manager.filter(public_id__in=keys), "public_id"
        ).items()
    }
    alike = _alike(format_, drafts)
    tables = (by_id, by_slug, by_public_id, *alike.values())
    rows = format_.model._default_manager.in_bulk(
        {found.identity for table in tables for found in table.values()}, field_name="identity_id"
    )
    led = set()
    for draft in drafts:
        # Its own ids before those of what was merged into it.
        named = sorted({by_id[each] for each in draft.foreign_ids if each in by_id})
        ways = [
            *named,
            by_public_id.get(draft.key),
            by_slug.get(draft.read.get("slug")),
            *(alike[name].get(draft.read.get(name)) for name in alike),
        ]
        found = next((each for each in ways if each is not None), None)
        if others := _ids_of_others(draft, by_id, rows):
            for (column, each), record in others.items():
                reader.fault(draft.made, column, each, f"it is an id of {record}: {RULE}")
        elif found is not None:
            draft.row = rows[found.identity]
            if found.led:
                led.add(draft.key)
                # The survivor has one of its own: this stays with what was merged.
                for name, records in alike.items():
                    if draft.read.get(name) in records:
                        del draft.read[name]
        draft.ids = [
            each for each in draft.foreign_ids if each not in by_id and each not in by_public_id
        ]
    _check_ids(reader, drafts, scheme_, by_id)
    _check_addresses(reader, drafts, {slug: found.identity for slug, found in by_slug.items()})
    return led


def _ids_of_others(
    draft: Draft, by_id: Mapping[str, _Found], rows: Mapping[int, Any]
) -> dict[tuple[str, str], Any]:
    """Return the ids of a row that are another record's, by column, with that record.

    A former id is another's that is not of the record of the row's own id. Where the row's own id
    is not one of an earlier row, its ids are another's if that has none of the names that the row
    says (two queries then).
    """
    key = draft.read.get("id", "")
    own = by_id.get(key)
    former = {each: by_id[each] for each in draft.read.get("former_ids", ()) if each in by_id}
    found = {("former_ids", each): found for each, found in former.items()}
    if own is not None and draft.last is None and not own.led:
        found["id", key] = own
    said = names_said(draft.read)
    several = own is None and len({each.identity for each in former.values()}) > 1
    return {
        place: rows[each.identity]
        for place, each in found.items()
        if several
        or (own is not None and each.identity != own.identity)
        or (
            not each.led
            and (own is None or draft.last is None)
            and said.isdisjoint(names_of(rows[each.identity]))
        )
    }


def _standing(rows: QuerySet[Any], name: str) -> dict[Any, _Found]:
    """Return by a column the records that the rows are of, a merged one's survivor (one query)."""
    return {
        value: _Found(survivor or identity, survivor is not None)
        for value, identity, survivor in rows.values_list(name, "identity", "identity__merged_into")
    }


def _check_ids(
    reader: Reader, drafts: Sequence[Draft], scheme_: str, known: Container[str]
) -> None:
    """Refuse an id of a record that has another one, and does not come with it."""
    strange = [
        draft
        for draft in drafts
        if draft.row is not None
        and draft.ids
        and not any(each in known for each in draft.foreign_ids)
    ]
    identities = [draft.row.identity_id for draft in strange]
    has: dict[int, set[str]] = defaultdict(set)
    others = ExternalIdentifier.objects.filter(scheme=scheme_, identity__in=identities)
    for identity, value in others.values_list("identity_id", "value"):
        has[identity].add(value)
    for draft in strange:
        if other := has[draft.row.identity_id]:
            rule = f"it is {draft.row}, which has the id {min(other)}"
            reader.fault(draft.made, "id", draft.key, rule)


def _check_addresses(reader: Reader, drafts: Sequence[Draft], by_slug: dict[str, int]) -> None:
    """Note which former ids do not lead to their record yet; refuse what is another's."""
    for draft in drafts:
        identity = draft.row.identity_id if draft.row is not None else None
        slug = draft.read.get("slug")
        if slug and draft.row is not None and slug not in by_slug:
            rule = f"its address is {draft.row.slug}: change it at the desk"
            reader.fault(draft.made, "slug", slug, rule)
        for each in (*draft.read.get("former_ids", ()), *([slug] if slug else ())):
            if by_slug.get(each, identity) != identity:
                rule = "this address is, or once was, another record's"
                column = "slug" if each == slug else "former_ids"
                reader.fault(draft.made, column, each, rule)
            elif each not in by_slug and each != slug:
                draft.redirects.append(each)


def _alike(format_: Format, drafts: Sequence[Draft]) -> dict[str, dict[Any, _Found]]:
    """Return the records that share what a format is known by, by field and value."""
    alike = {}
    for name in format_.known_by:
        wanted = {draft.read[name] for draft in drafts if name in draft.read}
        found = format_.model._default_manager.filter(**{f"{name}__in": wanted})
        alike[name] = _standing(found, name)
    return alike
