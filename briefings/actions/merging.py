"""Merge two records of one thing, and undo it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import connection, transaction

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.moving import Moves, versions_of
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.unmerging import revert_moves, why_not_revert
from briefings.models import Detainee, Identity, Merge, Published, Record

RecordT = TypeVar("RecordT", bound=Record)
SeenVersions = Mapping[str, Mapping[str, object]]
CHANGED_SINCE = "It was changed after you were shown this: look again, then confirm."


def why_not_merge(survivor: Record, merged: Record, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot merge `merged` into `survivor` (two queries)."""
    reasons = _why_not_by_role(by)
    if type(survivor) is not type(merged):
        return [*reasons, "Only two records of one type are merged."]
    if not isinstance(survivor, Published) or not isinstance(merged, Published):
        return [*reasons, "Articles are not merged: withdraw one."]
    if survivor.pk == merged.pk:
        return [*reasons, "A record is not merged into itself."]
    for record in (survivor, merged):
        if into := record.identity.merged_into:
            reasons.append(f"“{record}” is merged already, into “{into}”.")
        elif record.retraction_reason:
            reasons.append(f"“{record}” is retracted: reinstate it first.")
    waits = merged.live_period is not None and not merged.is_live(at)
    if waits and not merged.retraction_reason:
        reasons.append(f"“{merged}” is under embargo: lift that first.")
    if merged.is_live(at) and not survivor.is_live(at) and not survivor.retraction_reason:
        reasons.append(f"“{merged}” is public and “{survivor}” is not: merge the other way round.")
    return [*reasons, *_why_not_one_name(survivor, merged)]


def merge(
    *, by: User, survivor: RecordT, merged: RecordT, reason: str, seen: SeenVersions | None = None
) -> Merge:
    """Merge one record into another: all that names `merged` names `survivor` from now on.

    The merged record keeps its row and history and is no longer public. Rows that the survivor has
    already stay with it. The survivor gets its names, so that it is found by them. `seen` are the
    versions that a preview showed. Raises `Refused`, also if a row has changed since the preview.
    """
    with _locking_both(survivor, merged, by=by, action="merge", reason=reason) as (
        survivor,
        merged,
        at,
    ):
        reasons = why_not_merge(survivor, merged, by, at)
        if not reason.strip():
            reasons.append("Say why they are the same.")
        refuse_if(reasons)
        moves = _move(survivor, merged, at)
        if seen is not None and moves.versions() != seen:
            raise Refused([CHANGED_SINCE])
        done = Merge.objects.create(
            survivor=survivor.identity,
            merged=merged.identity,
            reason=reason.strip(),
            merged_at=at,
            merged_by=by,
        )
        moves.save_notes(done)
        return done


def preview_merge(*, by: User, survivor: RecordT, merged: RecordT) -> Moves:
    """Return what a merge would move and leave behind; nothing is written.

    The merge is carried out and rolled back, so that the database's rules are tried. Raises
    `Refused` as `merge` does, but asks for no reason.
    """
    with transaction.atomic():
        with _locking_both(survivor, merged, by=by, action="merge") as (survivor, merged, at):
            refuse_if(why_not_merge(survivor, merged, by, at))
            moves = _move(survivor, merged, at)
            moves.seen = moves.versions()
        transaction.set_rollback(True)
    return moves


def why_not_undo(merge: Merge, by: User) -> list[str]:
    """Return every reason why `by` cannot undo the merge, with every row edited since.

    Two queries for each kind of row that it moved.
    """
    reasons = _why_not_by_role(by)
    if merge.undone_at is not None:
        return [*reasons, "It is undone already."]
    if merge.merged.merged_into_id != merge.survivor_id:
        return [*reasons, f"“{merge.survivor}” was merged itself since: undo that first."]
    survivor, merged = record_of(merge.survivor), record_of(merge.merged)
    if isinstance(survivor, Published) and survivor.retraction_reason:
        reasons.append(f"“{survivor}” was retracted: reinstate it first.")
    return [*reasons, *_why_not_one_name(survivor, merged), *why_not_revert(merge)]


def undo_versions(merge: Merge) -> dict[str, dict[str, int]]:
    """Return the versions that a page about undoing a merge shows (four queries)."""
    pair = {"survivor": record_of(merge.survivor), "merged": record_of(merge.merged)}
    found = {name: versions_of(type(row), [row.pk]) for name, row in pair.items()}
    return {"merge": {str(merge.pk): 0}, **found}


def undo(*, by: User, merge: Merge, seen: SeenVersions | None = None) -> None:
    """Undo a merge: each record has again what it had. Raises `Refused`.

    Refused if a row that was moved was edited since, or if one of the two records has changed since
    their versions were `seen` (see `undo_versions`). What the survivor was given since stays.
    """
    pair = record_of(merge.survivor), record_of(merge.merged)
    with _locking_both(*pair, by=by, action="undo merge", reason=merge.reason) as (_, merged, at):
        merge = Merge.objects.select_related("survivor", "merged").get(pk=merge.pk)
        refuse_if(why_not_undo(merge, by))
        if seen is not None and undo_versions(merge) != seen:
            raise Refused([CHANGED_SINCE])
        Identity.objects.filter(pk=merged.identity_id).update(merged_into=None)
        with _allowing_new_references():
            revert_moves(merge)
        merge.undone_at, merge.undone_by = at, by
        merge.save()


def record_of(identity: Identity) -> Record:
    """Return the record that has the identity (one query)."""
    record: Record = getattr(identity, identity.type)
    return record


def _move(survivor: Record, merged: Record, at: datetime) -> Moves:
    moves = Moves(survivor, merged, at)
    with _allowing_new_references():
        moves.move_references()
    moves.add_names()
    moves.close_merged()
    Identity.objects.filter(pk=merged.identity_id).update(merged_into=survivor.identity)
    return moves


def _why_not_by_role(by: User) -> list[str]:
    if by.has_perm("briefings.merge_identity"):
        return []
    return ["Your role does not merge records: ask a publisher."]


def _why_not_one_name(survivor: Record, merged: Record) -> list[str]:
    """Return the reason, if any: the name of one is withheld, that of the other is not."""
    if (
        isinstance(survivor, Detainee)
        and isinstance(merged, Detainee)
        and survivor.name_withheld != merged.name_withheld
    ):
        return ["One name is withheld and the other is not: decide that first."]
    return []


@contextmanager
def _locking_both(
    survivor: RecordT, merged: RecordT, *, by: User, action: str, reason: str = ""
) -> Iterator[tuple[RecordT, RecordT, datetime]]:
    """Run the body as an action with both records locked, the older first, and read anew.

    Waits for transactions that are adding references to the merged record: those are moved too.
    """
    pair = sorted((survivor, merged), key=lambda record: record.pk)
    with acting(by=by, action=action, reason=reason):
        read = {each.identity_id: lock(each, exclusive=each is merged) for each in pair}
        with acting(by=by, action=action, reason=reason) as at:
            yield read[survivor.identity_id], read[merged.identity_id], at


@contextmanager
def _allowing_new_references() -> Iterator[None]:
    """Let references of approved editions change in the body; no other action may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('briefings.merging', 'on', true)")
        yield
        cursor.execute("SELECT set_config('briefings.merging', '', true)")
