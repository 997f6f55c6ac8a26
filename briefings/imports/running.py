"""Runs an import, all or nothing; a plan is the same run, rolled back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from briefings.actions import Refused
from briefings.actions.acting import acting, extend_timeouts
from briefings.actions.refusals import refuse_if
from briefings.actions.sources import release_sources
from briefings.imports.broken import has_deferred
from briefings.imports.circles import circles
from briefings.imports.columns import FORMATS
from briefings.imports.comparing import compare
from briefings.imports.copying import analyse
from briefings.imports.entries import Reader, RowEntry, referenced
from briefings.imports.files import File
from briefings.imports.formats import Format
from briefings.imports.known import FACTS, UNWRITTEN, Known
from briefings.imports.matching import match
from briefings.imports.permitting import refuse_public_changes
from briefings.imports.plans import FilePlan, ImportPlan, PlannedRow, RowOutcome
from briefings.imports.profiles import FileSpec, MappedRow, Profile
from briefings.imports.selecting import (
    LEFT_OUT_COLUMNS,
    NONE_LEFT_OUT,
    LeftOut,
    accept_references,
    rows_to_import,
)
from briefings.imports.since import version_now
from briefings.imports.writing import Writer, outcome_of
from briefings.models import Identity, ImportRun, Slug, Source
from briefings.tables import CellNote, Table

BATCH = 500  # rows of a file
LARGE = 200  # new rows of a table, from which on the planner's statistics are updated
Item = TypeVar("Item")


# Called with a file's name, the number of rows read, and the share of bytes read.
Progress = Callable[[str, int, float], None]


class ImportRefused(Refused):
    """The files have faults, listed in `plan`; nothing was written."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        super().__init__(plan.faults.in_words())


def why_not_import(by: User, profile: Profile) -> list[str]:
    """Return every reason why `by` cannot import files of the profile."""
    names = [FORMATS[spec.table].model._meta.model_name for spec in profile.specs.values()]
    wanted = [f"briefings.{verb}_{name}" for name in names for verb in ("add", "change")]
    return [] if by.has_perms(wanted) else ["Your role does not enter these records."]


def plan(
    *,
    by: User,
    files: Iterable[File],
    profile: Profile,
    progress: Progress | None = None,
    left_out: LeftOut = NONE_LEFT_OUT,
) -> ImportPlan:
    """Return what `run` would do, with the faults up to a limit; writes nothing.

    The import is run and rolled back, so that the database checks its rules too; it takes as long.
    `progress` is called after each batch. Raises `Refused` where `by` may not import.
    """
    refuse_if(why_not_import(by, profile))
    with transaction.atomic():
        with acting(by=by, action="import") as at:
            done, _ = _tried(by, profile, at, _Import(by, profile, files, progress, left_out))
        transaction.set_rollback(True)
    return done


def run(
    *,
    by: User,
    files: Iterable[File],
    profile: Profile,
    source: Source | None = None,
    progress: Progress | None = None,
    left_out: LeftOut = NONE_LEFT_OUT,
) -> tuple[ImportPlan, ImportRun | None]:
    """Import the files, all or nothing; return what was done and the run, None if nothing changed.

    New rows are public at once where `by` may publish, else an editor publishes them. New facts
    cite the `source`, as far as their kind cites any. Raises `ImportRefused` with the faults up to
    a limit, and `Refused` where `by` may not import.
    """
    refuse_if(why_not_import(by, profile))
    with acting(by=by, action="import") as at:
        importing = _Import(by, profile, files, progress, left_out)
        done, run = _tried(by, profile, at, importing, source)
        if done.faults:
            raise ImportRefused(done)
        if not run.rows.exists():
            run.delete()
            return done, None
        _finish(run, done)
        profile.follow(run)
        if source is not None:
            release_sources(Q(pk=source.pk), at)
        return done, run


def _tried(
    by: User, profile: Profile, at: datetime, importing: _Import, source: Source | None = None
) -> tuple[ImportPlan, ImportRun]:
    """Write the rows without faults; return what was done, and the run."""
    extend_timeouts()
    run = ImportRun.objects.create(by=by, at=at, profile=profile.name)
    since = at if importing.publishes else None
    return importing.run(Writer(run, importing.known, since, source)), run


def _finish(run: ImportRun, done: ImportPlan) -> None:
    """Save the files and the present version of each row, by which later edits are recognised."""
    run.files = [asdict(file) for file in done.files]
    run.finished_at = Now()
    run.save(update_fields=["files", "finished_at"])
    for table in run.rows.values_list("table", flat=True).distinct():
        now = version_now(table)
        run.rows.filter(table=table).exclude(version=now).update(version=now)


class _Import:
    """One pass through all files."""

    def __init__(
        self,
        by: User,
        profile: Profile,
        files: Iterable[File],
        progress: Progress | None,
        left_out: LeftOut,
    ) -> None:
        self.publishes = by.has_perm("briefings.publish_identity")
        self.profile = profile
        order = [*profile.specs]
        self.files = sorted(files, key=lambda file: order.index(file.sheet))
        self.progress, self.left_out = progress, left_out
        self.known = Known(profile.name)
        self.seen: dict[str, dict[str, str]] = defaultdict(dict)
        self.plan = ImportPlan()

    def run(self, writer: Writer) -> ImportPlan:
        """Read, match, compare and write every file, without rows at fault."""
        for file in self.files:
            self._file(file, self.profile.specs[file.sheet], writer)
        if self.plan.faults:
            self.plan.reset_counts()
        return self.plan

    def _file(self, file: File, spec: FileSpec, writer: Writer) -> None:
        file.bytes.seek(0)
        noted = FilePlan(file.name, file.sheet, *file.digest_and_size())
        self.plan.files.append(noted)
        out = {number for name, number in self.left_out if name == file.name}
        with closing(file.read(self.plan.faults, unchecked=out)) as table:
            self._table(file, table, out, noted, spec, writer)

    def _table(
        self,
        file: File,
        table: Table,
        out: set[int],
        noted: FilePlan,
        spec: FileSpec,
        writer: Writer,
    ) -> None:
        noted.said = table.notes
        table.check_columns(required=spec.required, known=spec.columns, beside=LEFT_OUT_COLUMNS)
        if not set(spec.required) <= set(table.columns):
            accept_references(spec, table, self.known)
            return
        file_rows = rows_to_import(spec, table, self.known, out)
        noted.left_out = len(out)
        readers = {
            name: Reader(file.name, spec, format_, self.plan.faults, self.seen[name])
            for name, format_ in FORMATS.items()
        }
        read_so_far = {*out}
        # One batch where rows may name later rows of their file, or rules hold over several.
        format_ = FORMATS[spec.table]
        size = None if format_.refers_to_itself or has_deferred(format_) else BATCH
        for batch in batches(spec.map_rows(file_rows, self.known), size):
            read_so_far.update(number for mapped in batch for number in mapped.numbers)
            noted.rows = len(read_so_far)
            for name, reader in readers.items():
                if rows := [mapped for mapped in batch if mapped.table == name]:
                    self._batch(reader, rows, noted, writer)
            writer.titling.make()
            if self.progress is not None:
                self.progress(file.name, noted.rows, min(1, file.bytes.tell() / noted.size))
        read_so_far.update(number for name, number in self.plan.faults.rows if name == file.name)
        noted.rows = len(read_so_far)
        if noted.created > LARGE:
            analyse([*(FORMATS[name].model for name in noted.became), Identity, Slug])

    def _batch(
        self, reader: Reader, rows: Sequence[MappedRow], noted: FilePlan, writer: Writer
    ) -> None:
        format_ = reader.format
        entries = [entry for mapped in rows if (entry := reader.read(mapped))]
        match(reader, entries, self.profile.name)
        for entry in entries:
            entry.reinstated = entry.reinstated and self.publishes
        if format_.is_of_records or format_.name in FACTS:
            self._remember(format_, entries)
        for table, texts in referenced(format_, entries).items():
            self.known.look_up(table, texts)
        self._remark_circles(reader, entries)
        for entry in entries:
            reader.resolve(entry, self.known)
        for mapped in rows:
            for column, remark in mapped.remarks:
                name = reader.spec.renamed.get(column, column)
                text = (mapped.source or {}).get(name, "")
                self.plan.remarks.append(CellNote(reader.file, mapped.number, name, text, remark))
        compare(reader, entries)
        if not self.publishes:
            refuse_public_changes(reader, _without_faults(reader, entries))
        for entry in entries:
            self._note(reader, entry, noted)
        for entry, name, rule in writer.write(
            reader.spec, format_, _without_faults(reader, entries)
        ):
            reader.fault(entry.mapped, name, entry.mapped.cells.get(name, ""), rule)

    def _remember(self, format_: Format, entries: Iterable[RowEntry]) -> None:
        for entry in entries:
            name = format_.label_of(entry.values)
            key = entry.row.pk if entry.row is not None else UNWRITTEN
            self.known.remember(format_.name, entry.handles, name, key)

    def _remark_circles(self, reader: Reader, entries: Iterable[RowEntry]) -> None:
        """Remark on states that succeed each other in a circle; they are imported."""
        followers: dict[str, list[str]] = defaultdict(list)
        numbers = {entry.key: entry.mapped.number for entry in entries}
        for entry in entries:
            for before in entry.values.get("predecessors", ()):
                followers[before].append(entry.key)
            followers[entry.key] += entry.values.get("successors", ())
        for circle in circles(followers):
            row, words = numbers.get(circle[0]), " → ".join(circle)
            rule = "they come after one another in a circle: kept"
            self.plan.remarks.append(CellNote(reader.file, row, "predecessors", words, rule))

    def _note(self, reader: Reader, entry: RowEntry, noted: FilePlan) -> None:
        outcome = outcome_of(entry)
        setattr(noted, outcome, getattr(noted, outcome) + 1)
        noted.became[reader.format.name] = noted.became.get(reader.format.name, 0) + 1
        if outcome != RowOutcome.UNCHANGED:
            self.plan.rows.append(
                PlannedRow(
                    *(reader.file, entry.mapped.number, reader.format.name, entry.key),
                    *(outcome.value, entry.changes if not entry.new else ()),
                    *(entry.before, entry.after),
                )
            )


def batches(items: Iterator[Item], size: int | None) -> Iterator[list[Item]]:
    """Yield the items in lists of this size; None: all in one list."""
    while batch := [*islice(items, size)]:
        yield batch


def _without_faults(reader: Reader, entries: Iterable[RowEntry]) -> list[RowEntry]:
    return [entry for entry in entries if entry.mapped.number not in reader.faulty]
