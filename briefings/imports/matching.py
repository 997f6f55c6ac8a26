"""Which rows of the record the rows of a file are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from briefings.imports.drafts import Draft, Reader
from briefings.imports.formats import Format
from briefings.imports.known import is_public_id, scheme
from briefings.models import ExternalIdentifier, ImportedRow, Published, Slug


def match(reader: Reader, drafts: Sequence[Draft], profile: str) -> None:
    """Give each draft the row that we have of it, as far as we have one.

    A record is known by its id, a former one, its slug or what `known_by` names; a fact by the row
    that the same id became before; either by its public id. Some seven queries.
    """
    format_ = reader.format
    keys = [key for draft in drafts for key in (draft.key, *(each.key for each in draft.made.also))]
    known_as = ImportedRow.objects.known_as(profile, format_.name, keys)
    last = {row.key: row for row in known_as.select_related("run")}
    for draft in drafts:
        draft.last = last.get(draft.key)
        draft.also = {each.key: last[each.key] for each in draft.made.also if each.key in last}
    if format_.is_of_records:
        _match_records(reader, drafts, scheme(profile, format_.name))
    else:
        rows = {draft.key: str(draft.last.row) for draft in drafts if draft.last}
        _match_by_public_id(format_, drafts, rows)
    first: dict[int, Draft] = {}
    for draft in drafts:
        if draft.row is not None:
            draft.new = False
            if (same := first.setdefault(draft.row.pk, draft)) is not draft:
                rule = f"it is {draft.row}, as is row {same.made.number}"
                reader.fault(draft.made, "id", draft.key, rule)
        if draft.row is not None and issubclass(format_.model, Published):
            draft.put_back = (
                draft.last is not None and draft.row.retraction_note == draft.last.run.words_of_undo
            )


def _match_by_public_id(
    format_: Format, drafts: Iterable[Draft], rows: dict[str, str] | None = None
) -> None:
    ids = {draft.key: draft.key for draft in drafts if is_public_id(draft.key)} | (rows or {})
    found = {
        str(row.public_id): row
        for row in format_.model._default_manager.filter(public_id__in=ids.values())
    }
    for draft in drafts:
        if draft.key in ids:
            draft.row = found.get(ids[draft.key])


def _match_records(reader: Reader, drafts: Sequence[Draft], scheme_: str) -> None:
    format_ = reader.format
    type_ = str(format_.model._meta.model_name)
    ids = [each for draft in drafts for each in draft.foreign_ids]
    by_id = dict(
        ExternalIdentifier.objects.filter(scheme=scheme_, value__in=ids).values_list(
            "value", "identity_id"
        )
    )
    handles = [each for draft in drafts for each in draft.handles]
    by_slug = dict(
        Slug.objects.filter(type=type_, slug__in=handles).values_list("slug", "identity_id")
    )
    identities = {*by_id.values(), *by_slug.values()}
    rows = {
        row.identity_id: row
        for row in format_.model._default_manager.filter(identity__in=identities)
    }
    _match_by_public_id(format_, [draft for draft in drafts if not by_id.get(draft.key)])
    alike = _alike(format_, drafts)
    for draft in drafts:
        named = {by_id[each] for each in draft.foreign_ids if each in by_id}
        if len(named) > 1:
            reader.fault(draft.made, "id", draft.key, "its ids are those of several records")
        elif named:
            draft.row = rows[named.pop()]
        elif draft.row is None and draft.read.get("slug") in by_slug:
            draft.row = rows[by_slug[draft.read["slug"]]]
        elif draft.row is None:
            draft.row = next(
                (alike[name][draft.read[name]] for name in alike if _has(draft, name, alike)), None
            )
        draft.ids = [each for each in draft.foreign_ids if each not in by_id]
        if draft.row is not None and str(draft.row.public_id) in draft.ids:
            draft.ids.remove(str(draft.row.public_id))
    _check_ids(reader, drafts, scheme_)
    _check_addresses(reader, drafts, by_slug)


def _check_ids(reader: Reader, drafts: Sequence[Draft], scheme_: str) -> None:
    """Refuse an id of a record that has another one, and does not come with it."""
    strange = [draft for draft in drafts if draft.row is not None and draft.ids]
    identities = [draft.row.identity_id for draft in strange]
    has: dict[int, set[str]] = defaultdict(set)
    others = ExternalIdentifier.objects.filter(scheme=scheme_, identity__in=identities)
    for identity, value in others.values_list("identity_id", "value"):
        has[identity].add(value)
    for draft in strange:
        other = has[draft.row.identity_id]
        if other and other.isdisjoint(draft.foreign_ids):
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


def _has(draft: Draft, name: str, alike: dict[str, dict[Any, Any]]) -> bool:
    return draft.read.get(name) in alike[name]


def _alike(format_: Format, drafts: Sequence[Draft]) -> dict[str, dict[Any, Any]]:
    """Return the records that share what a format is known by, by field and value."""
    alike: dict[str, dict[Any, Any]] = {}
    for name in format_.known_by:
        wanted = {draft.read[name] for draft in drafts if name in draft.read}
        found = format_.model._default_manager.filter(**{f"{name}__in": wanted})
        alike[name] = {getattr(row, name): row for row in found}
    return alike
