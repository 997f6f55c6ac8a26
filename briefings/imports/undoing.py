"""Undoes an import: rows that nobody touched since. The others are reported and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import F, Func, QuerySet, Value

from briefings.actions.acting import acting, extend_timeouts
from briefings.actions.custody import FORCED_CHANGE, why_not_change
from briefings.actions.locking import lock
from briefings.actions.refusals import refuse_if
from briefings.imports.columns import FORMATS
from briefings.imports.comparing import as_json
from briefings.imports.formats import Format, references
from briefings.imports.since import (
    by_model,
    merged_since,
    only_published_since,
    referenced_since,
    survivors_of,
)
from briefings.imports.titling import DeferredTitles
from briefings.imports.writing import SEEN_BY
from briefings.models import CustodyEvent, ImportedRow, ImportRun, Published, Row

BATCH = 500
RowOutcome = ImportedRow.Outcome
AGAIN = "retraction_reason"  # the attribute that changed where the import reinstated a row


@dataclass
class UndoReport:
    """What an undo did. `left`: rows that it kept, with the reasons."""

    deleted: int = 0
    retracted: int = 0
    restored: int = 0
    left: list[str] = field(default_factory=list)


def why_not_undo(run: ImportRun, by: User) -> list[str]:
    """Return every reason why `by` cannot undo the import."""
    reasons = []
    if run.undone_at is not None:
        reasons.append("This import was undone already.")
    if not by.has_perm("briefings.publish_identity") and run.by_id != by.pk:
        reasons.append("Somebody else imported it: ask an editor.")
    if not by.has_perm("briefings.publish_identity") and _is_published(run):
        reasons.append("What it made or changed was published since: ask an editor.")
    return reasons


def _is_published(run: ImportRun) -> bool:
    """Return whether a row that the import created or changed is published. A query a table."""
    noted = run.rows.exclude(outcome=RowOutcome.UNCHANGED)
    for format_ in FORMATS.values():
        if issubclass(format_.model, Published):
            rows: Any = format_.model._default_manager.filter(live_period__isnull=False)
            if rows.filter(public_id__in=noted.filter(table=format_.name).values("row")).exists():
                return True
    return False


def undo(*, by: User, run: ImportRun) -> UndoReport:
    """Undo what the import did, as far as nobody touched it since. Raises `Refused`.

    - Created rows are deleted; those that were public are retracted as wrong, so that the ledger
      tells it.
    - Changed columns get their former values, where they still have the imported ones.
    - Rows that were edited or merged since, or that later rows refer to, are kept, with the rows
      that they belong to. Being published is no edit.
    - A custody event that is public is changed only by those who may force it.

    Waits for those who are editing a row.
    """
    with acting(by=by, action="undo import", locking=run) as at:
        extend_timeouts()
        run = lock(run)
        refuse_if(why_not_undo(run, by))
        undoing = _Undoing(run, by, at)
        # Records before their facts: the order in which edits lock them.
        for format_ in FORMATS.values():
            undoing.lock(format_)
        undoing.published = only_published_since(run)
        tables = [*reversed(FORMATS.values())]
        for format_ in tables:
            undoing.find_touched(format_)
        for format_ in tables:
            undoing.undo_table(format_)
        undoing.titling.make()
        run.undone_at, run.undone_by = at, by
        run.save(update_fields=["undone_at", "undone_by"])
        return undoing.done


class _Undoing:
    def __init__(self, run: ImportRun, by: User, at: datetime) -> None:
        self.run, self.by, self.at = run, by, at
        self.published: Mapping[type[Any], set[int]] = {}
        self.done = UndoReport()
        self.titling = DeferredTitles()
        self.kept: dict[str, set[int]] = defaultdict(set)

    def lock(self, format_: Format) -> None:
        """Lock the rows of a table that the run created or changed. One query."""
        noted = self.run.rows.filter(table=format_.name).exclude(outcome=RowOutcome.UNCHANGED)
        rows = format_.model._default_manager.filter(public_id__in=noted.values("row"))
        _locked(rows)

    def batches(self, format_: Format) -> Iterator[list[tuple[ImportedRow, Any]]]:
        """Yield what the run noted of a table, with the present rows, in batches."""
        noted = self.run.rows.filter(table=format_.name).exclude(outcome=RowOutcome.UNCHANGED)
        waiting = noted.order_by("pk").iterator(BATCH)
        while batch := [*islice(waiting, BATCH)]:
            found = format_.model._default_manager.in_bulk(
                [each.row for each in batch], field_name="public_id"
            )
            yield [(each, found[each.row]) for each in batch if each.row in found]

    def find_touched(self, format_: Format) -> None:
        """Find created rows to keep, with the rows they belong to. Tables in reverse order."""
        for batch in self.batches(format_):
            created = {row.pk: each for each, row in batch if each.outcome == RowOutcome.CREATED}
            named = referenced_since(
                format_.model, [*created], self.run.finished_at, self.published
            )
            merged = merged_since(format_.model, [*created])
            edited = self._edited_parts(created.values())
            for each, row in batch:
                if row.pk not in created:
                    continue
                why = ""
                if row.version != each.version:
                    why = "it was edited since"
                elif row.pk in merged:
                    why = "it was merged with another since"
                elif row.pk in named or any(tuple(part) in edited for part in each.parts):
                    why = "what was entered or edited since belongs to it"
                elif row.pk in self.kept[format_.name]:
                    why = "something that stays belongs to it"
                if why:
                    self.done.left.append(f"{format_.name}, {each.key}: {why}.")
                    self.kept[format_.name].add(row.pk)
                    for column in format_.columns:
                        if column.part is None and (table := references(column)):
                            self.kept[table].add(getattr(row, format_.attribute(column)))

    def undo_table(self, format_: Format) -> None:
        """Delete, retract or restore the rows that are not kept."""
        for batch in self.batches(format_):
            created, changed = [], []
            for each, row in batch:
                if each.outcome == RowOutcome.CHANGED:
                    changed.append((each, row))
                elif row.pk not in self.kept[format_.name]:
                    created.append((each, row))
            self._remove_parts(self._unedited(format_, [each for each, _ in changed]), plain=True)
            self._restore(format_, changed)
            self._remove_parts((part for each, _ in created for part in each.parts), plain=False)
            self._delete_or_retract(format_.model, [row.pk for _, row in created])

    def _delete_or_retract(self, model: type[Any], keys: Sequence[int]) -> None:
        """Delete rows that were never public, and retract the others.

        Rows that refer to them are gone already.
        """
        rows = model._default_manager.filter(pk__in=keys)
        unseen = rows.filter(live_period__isnull=True) if issubclass(model, Published) else rows
        deleted = len(unseen)
        self.titling.defer(model, rows)
        with self.titling.deferring():
            unseen.delete()
            if deleted < len(keys):
                self.done.retracted += self._retract(model, keys)
        self.titling.drop(model, keys)
        self.done.deleted += deleted

    def _retract(self, model: type[Any], keys: Iterable[int]) -> int:
        rows = model._default_manager.filter(pk__in=keys, retraction_reason="")
        seen = Func(
            Func(F("live_period"), function="lower"),
            Value(self.at),
            function="tstzrange",
            output_field=DateTimeRangeField(),
        )
        return int(
            rows.update(
                live_period=seen,
                retraction_reason=Published.RetractionReason.WRONG,
                retraction_note=self.run.undo_note,
            )
        )

    def _edited_parts(self, noted: Iterable[ImportedRow]) -> dict[tuple[str, int], str]:
        """Return the rows of lists that were edited since, in words, by model and primary key.

        Locks them. A query for each model, and for each relation to it.
        """
        edited = {}
        for name, keys in by_model(part for each in noted for part in each.parts).items():
            model: Any = apps.get_model("briefings", name)
            if issubclass(model, Row):
                published = self.published.get(model, ())
                rows = _locked(model._default_manager.filter(pk__in=keys))
                named = referenced_since(model, keys, self.run.finished_at, self.published)
                for row in rows:
                    later = row.updated_at > self.run.finished_at and row.pk not in published
                    if later or row.pk in named:
                        edited[name, row.pk] = f"{model._meta.verbose_name} “{row}”"
        return edited

    def _unedited(self, format_: Format, noted: Sequence[ImportedRow]) -> list[tuple[str, int]]:
        """Return the rows of lists that nobody touched since; report the others."""
        edited = self._edited_parts(noted)
        unedited = []
        for each in noted:
            for part in each.parts:
                if words := edited.get(tuple(part)):
                    self.done.left.append(f"{format_.name}, {each.key}: {words} was edited since.")
                else:
                    unedited.append(part)
        return unedited

    def _remove_parts(self, parts: Iterable[tuple[str, int]], *, plain: bool) -> None:
        """Delete or retract facts that lists became, and delete `plain` rows if asked for.

        Plain rows of a created row are deleted with it, or keep its ids.
        """
        for name, keys in by_model(parts).items():
            model = apps.get_model("briefings", name)
            if issubclass(model, Published):
                self._delete_or_retract(model, keys)
            elif plain:
                model._default_manager.filter(pk__in=keys).delete()

    def _restore(self, format_: Format, changed: Sequence[tuple[ImportedRow, Any]]) -> None:
        rows, names, again = [], set(), []
        survivors = survivors_of(format_, [each for each, _ in changed])
        for each, row in changed:
            edited, written = [], each.after
            forced = isinstance(row, CustodyEvent) and row.live_period and AGAIN not in written
            if forced:
                if why_not_change(row, self.by):
                    self.done.left.append(f"{format_.name}, {each.key}: it was published since.")
                    continue
                written = {name: value for name, value in written.items() if name not in SEEN_BY}
            for name, after in written.items():
                if as_json(getattr(row, name)) != after:
                    edited.append(name.removesuffix("_id"))
                elif name == AGAIN:
                    again.append(row.pk)
                else:
                    field_: Any = format_.model._meta.get_field(name.removesuffix("_id"))
                    before = survivors.get((name, each.before[name]), each.before[name])
                    setattr(row, name, before if before is None else field_.to_python(before))
                    names.add(field_.name)
            if forced and len(edited) < len(written):
                row.entered_by, row.approved_by, row.forced_reason = self.by, None, FORCED_CHANGE
                names |= {"entered_by", "approved_by", "forced_reason"}
            if edited:
                words = ", ".join(edited)
                self.done.left.append(f"{format_.name}, {each.key}: {words} was edited since.")
            rows.append(row)
        if names:
            format_.model._default_manager.bulk_update(rows, names)
        if again:
            self.done.retracted += self._retract(format_.model, again)
        self.done.restored += len(rows) - len(again)


def _locked(rows: QuerySet[Any]) -> list[Any]:
    """Return the rows, locked in the order of their primary keys. One query."""
    return [*rows.select_for_update(no_key=True).order_by("pk")]
