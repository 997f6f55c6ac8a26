"""Two records of one thing made one, and made two again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import connection, transaction

from briefings.actions.acting import acting
from briefings.actions.locking import locked
from briefings.actions.moving import Moves, versions_of
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.restoring import restore, why_not_restore
from briefings.models import Detainee, Identity, Merge, Published, Record

RecordT = TypeVar("RecordT", bound=Record)
SeenVersions = Mapping[str, Mapping[str, object]]
CHANGED = "It was changed after you were shown this: look again, then confirm."


def why_not_merge(survivor: Record, merged: Record, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot merge the one record into the other; two queries."""
    reasons = _why_not_decide(by)
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
            reasons.append(f"“{record}” is retracted: put it back first.")
    waits = merged.live_period is not None and not merged.is_live(at)
    if waits and not merged.retraction_reason:
        reasons.append(f"“{merged}” is under embargo: lift that first.")
    if merged.is_live(at) and not survivor.is_live(at) and not survivor.retraction_reason:
        reasons.append(f"“{merged}” is public and “{survivor}” is not: merge the other way round.")
    return [*reasons, *_why_not_one_name(survivor, merged)]


def merge(
    *, by: User, survivor: RecordT, merged: RecordT, reason: str, seen: SeenVersions | None = None
) -> Merge:
    """Make two records of one thing one: all that names `merged` names `survivor` from now on.

    What the survivor has already stays with the merged record, which keeps its row and history and
    is no longer public; its names are the survivor's too, for finding. Raises `Refused`, also where
    what is moved is no longer what a preview showed, whose versions are `seen`.
    """
    with _both(survivor, merged, by=by, action="merge", reason=reason) as (survivor, merged, at):
        reasons = why_not_merge(survivor, merged, by, at)
        if not reason.strip():
            reasons.append("Say why they are one.")
        refuse_if(reasons)
        moves = _moved(survivor, merged, at)
        if seen is not None and moves.versions() != seen:
            raise Refused([CHANGED])
        done = Merge.objects.create(
            survivor=survivor.identity,
            merged=merged.identity,
            reason=reason.strip(),
            merged_at=at,
            merged_by=by,
        )
        moves.note(done)
        return done


def preview(*, by: User, survivor: RecordT, merged: RecordT) -> Moves:
    """Return what a merge would move and leave, as the database judges it; nothing is written.

    It is tried and taken back. Raises `Refused` with what `merge` would, its reason aside.
    """
    with transaction.atomic():
        with _both(survivor, merged, by=by, action="merge") as (survivor, merged, at):
            refuse_if(why_not_merge(survivor, merged, by, at))
            moves = _moved(survivor, merged, at)
            moves.seen = moves.versions()
        transaction.set_rollback(True)
    return moves


def why_not_undo(merge: Merge, by: User) -> list[str]:
    """Return every reason why `by` cannot undo the merge, naming all that was edited since.

    Queries each kind of row that it moved twice.
    """
    reasons = _why_not_decide(by)
    if merge.undone_at is not None:
        return [*reasons, "It is undone already."]
    if merge.merged.merged_into_id != merge.survivor_id:
        return [*reasons, f"“{merge.survivor}” was merged itself since: undo that first."]
    survivor, merged = record_of(merge.survivor), record_of(merge.merged)
    if isinstance(survivor, Published) and survivor.retraction_reason:
        reasons.append(f"“{survivor}” was retracted: put it back first.")
    return [*reasons, *_why_not_one_name(survivor, merged), *why_not_restore(merge)]


def to_undo(merge: Merge) -> dict[str, dict[str, int]]:
    """Return all that undoing a merge is judged by: it, and the versions of the two (queries)."""
    pair = {"survivor": record_of(merge.survivor), "merged": record_of(merge.merged)}
    found = {name: versions_of(type(row), [row.pk]) for name, row in pair.items()}
    return {"merge": {str(merge.pk): 0}, **found}


def undo(*, by: User, merge: Merge, seen: SeenVersions | None = None) -> None:
    """Make the two records two again, each with what it had; raises `Refused`.

    It is refused where something that was moved was edited since, or one of the two since their
    versions were `seen` (see `to_undo`). What the survivor was given since stays with it.
    """
    pair = record_of(merge.survivor), record_of(merge.merged)
    with _both(*pair, by=by, action="undo merge", reason=merge.reason) as (_, merged, at):
        merge = Merge.objects.select_related("survivor", "merged").get(pk=merge.pk)
        refuse_if(why_not_undo(merge, by))
        if seen is not None and to_undo(merge) != seen:
            raise Refused([CHANGED])
        Identity.objects.filter(pk=merged.identity_id).update(merged_into=None)
        with _following():
            restore(merge)
        merge.undone_at, merge.undone_by = at, by
        merge.save()


def record_of(identity: Identity) -> Record:
    """Return the record that has the identity (one query)."""
    record: Record = getattr(identity, identity.type)
    return record


def _moved(survivor: Record, merged: Record, at: datetime) -> Moves:
    moves = Moves(survivor, merged, at)
    with _following():
        moves.references()
    moves.names()
    moves.closing()
    Identity.objects.filter(pk=merged.identity_id).update(merged_into=survivor.identity)
    return moves


def _why_not_decide(by: User) -> list[str]:
    if by.has_perm("briefings.merge_identity"):
        return []
    return ["Your role does not merge records: ask a publisher."]


def _why_not_one_name(survivor: Record, merged: Record) -> list[str]:
    """Return the reason against joining a name that is withheld to one that is told."""
    if (
        isinstance(survivor, Detainee)
        and isinstance(merged, Detainee)
        and survivor.name_withheld != merged.name_withheld
    ):
        return ["The name of one is withheld, that of the other is told: decide that first."]
    return []


@contextmanager
def _both(
    survivor: RecordT, merged: RecordT, *, by: User, action: str, reason: str = ""
) -> Iterator[tuple[RecordT, RecordT, datetime]]:
    """Run the body as an action, with both records locked, the older first, and read anew.

    Who is naming the merged record is waited for, so that what names it is moved.
    """
    pair = sorted((survivor, merged), key=lambda record: record.pk)
    with acting(by=by, action=action, reason=reason):
        read = {each.identity_id: locked(each, alone=each is merged) for each in pair}
        with acting(by=by, action=action, reason=reason) as at:
            yield read[survivor.identity_id], read[merged.identity_id], at


@contextmanager
def _following() -> Iterator[None]:
    """Let approved editions know a record by another key; of all actions, this one alone does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('briefings.merging', 'on', true)")
        yield
        cursor.execute("SELECT set_config('briefings.merging', '', true)")
