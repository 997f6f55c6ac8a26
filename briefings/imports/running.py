"""An import: all files, all or nothing; dry, it is tried and undone, and finds the same."""

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
from briefings.actions.acting import acting, patiently
from briefings.actions.refusals import refuse_if
from briefings.actions.sources import release_sources
from briefings.imports.broken import has_deferred
from briefings.imports.circles import circles
from briefings.imports.columns import FORMATS
from briefings.imports.comparing import compare
from briefings.imports.copying import analyse
from briefings.imports.drafts import Draft, Reader, referenced
from briefings.imports.files import File
from briefings.imports.formats import Format, references
from briefings.imports.known import FACTS, TO_BE_MADE, Known
from briefings.imports.matching import match
from briefings.imports.permitting import refuse_what_is_public
from briefings.imports.plans import FilePlan, ImportPlan, PlannedRow, RowOutcome
from briefings.imports.profiles import FileSpec, MappedRow, Profile
from briefings.imports.since import version_now
from briefings.imports.sound import (
    LEFT_OUT_COLUMNS,
    NONE_LEFT_OUT,
    LeftOut,
    expect_rows,
    sound_rows,
)
from briefings.imports.writing import Writer, outcome_of
from briefings.models import Identity, ImportRun, Slug, Source
from briefings.tables import CellNote, Table

BATCH = 500  # rows of a file
LARGE = 200  # rows made of one table, after which the planner has to know of them
Item = TypeVar("Item")


# A file's name, how many rows of it were read, and which share of its bytes.
Progress = Callable[[str, int, float], None]


class ImportRefused(Refused):
    """The files have faults, all of them in `plan`; nothing was written."""

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
    tell: Progress | None = None,
    left_out: LeftOut = NONE_LEFT_OUT,
) -> ImportPlan:
    """Return what `run` would do, and every fault up to a limit; writes nothing.

    It is tried and undone, and takes as long: so the rules of the database are kept too. `tell` is
    given how far each file was read. Raises `Refused` where `by` may not import.
    """
    refuse_if(why_not_import(by, profile))
    with transaction.atomic():
        with acting(by=by, action="import") as at:
            done, _ = _tried(by, profile, at, _Import(by, profile, files, tell, left_out))
        transaction.set_rollback(True)
    return done


def run(
    *,
    by: User,
    files: Iterable[File],
    profile: Profile,
    source: Source | None = None,
    tell: Progress | None = None,
    left_out: LeftOut = NONE_LEFT_OUT,
) -> tuple[ImportPlan, ImportRun | None]:
    """Import the files without the rows that are left out, all of it or nothing.

    Return what was done, and the run if anything was.

    What is entered is public at once where `by` may publish, else it waits for an editor. Each new
    fact that can cite a source cites the one that is given. Raises
    `ImportRefused` with every fault, up to a limit, and `Refused` where `by` may not import.
    """
    refuse_if(why_not_import(by, profile))
    with acting(by=by, action="import") as at:
        importing = _Import(by, profile, files, tell, left_out)
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
    """Write what is sound; return what was done, and its run."""
    patiently()
    run = ImportRun.objects.create(by=by, at=at, profile=profile.name)
    since = at if importing.publishes else None
    return importing.go(Writer(run, importing.known, since, source)), run


def _finish(run: ImportRun, done: ImportPlan) -> None:
    """Note the files, and the version that each row has now: what is another later was edited."""
    run.files = [asdict(file) for file in done.files]
    run.finished_at = Now()
    run.save(update_fields=["files", "finished_at"])
    for table in run.rows.values_list("table", flat=True).distinct():
        now = version_now(table)
        run.rows.filter(table=table).exclude(version=now).update(version=now)


class _Import:
    """One going through all files."""

    def __init__(
        self,
        by: User,
        profile: Profile,
        files: Iterable[File],
        tell: Progress | None,
        left_out: LeftOut,
    ) -> None:
        self.publishes = by.has_perm("briefings.publish_identity")
        self.profile = profile
        order = [*profile.specs]
        self.files = sorted(files, key=lambda file: order.index(file.sheet))
        self.tell, self.left_out = tell, left_out
        self.known = Known(profile.name)
        self.seen: dict[str, dict[str, str]] = defaultdict(dict)
        self.plan = ImportPlan()

    def go(self, writer: Writer) -> ImportPlan:
        """Read, match, compare and write every file, but for what is at fault."""
        for file in self.files:
            self._file(file, self.profile.specs[file.sheet], writer)
        if self.plan.faults:
            self.plan.would_do_nothing()
        return self.plan

    def _file(self, file: File, spec: FileSpec, writer: Writer) -> None:
        file.bytes.seek(0)
        noted = FilePlan(file.name, file.sheet, *file.measured())
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
        noted.said = table.said
        table.expect(required=spec.required, known=spec.columns, beside=LEFT_OUT_COLUMNS)
        if not set(spec.required) <= set(table.columns):
            expect_rows(spec, table, self.known)
            return
        sound = sound_rows(spec, table, self.known, out)
        noted.left_out = len(out)
        readers = {
            name: Reader(file.name, spec, format_, self.plan.faults, self.seen[name])
            for name, format_ in FORMATS.items()
        }
        read_so_far = {*out}
        # A row may name one that comes later in its file, or a rule hold over both: then they are
        # one batch.
        format_ = FORMATS[spec.table]
        size = None if _names_itself(format_) or has_deferred(format_) else BATCH
        for batch in batches(spec.make(sound, self.known), size):
            read_so_far.update(number for made in batch for number in made.numbers)
            noted.rows = len(read_so_far)
            for name, reader in readers.items():
                if rows := [made for made in batch if made.table == name]:
                    self._batch(reader, rows, noted, writer)
            writer.titling.make()
            if self.tell is not None:
                self.tell(file.name, noted.rows, min(1, file.bytes.tell() / noted.size))
        read_so_far.update(number for name, number in self.plan.faults.rows if name == file.name)
        noted.rows = len(read_so_far)
        if noted.created > LARGE:
            analyse([*(FORMATS[name].model for name in noted.became), Identity, Slug])

    def _batch(
        self, reader: Reader, rows: Sequence[MappedRow], noted: FilePlan, writer: Writer
    ) -> None:
        format_ = reader.format
        drafts = [draft for made in rows if (draft := reader.read(made))]
        match(reader, drafts, self.profile.name)
        for draft in drafts:
            draft.put_back = draft.put_back and self.publishes
        if format_.is_of_records or format_.name in FACTS:
            self._remember(format_, drafts)
        for table, texts in referenced(format_, drafts).items():
            self.known.look_up(table, texts)
        self._remark_circles(reader, drafts)
        for draft in drafts:
            reader.resolve(draft, self.known)
        for made in rows:
            for column, remark in made.remarks:
                name = reader.spec.renamed.get(column, column)
                text = (made.source or {}).get(name, "")
                self.plan.remarks.append(CellNote(reader.file, made.number, name, text, remark))
        compare(reader, drafts)
        if not self.publishes:
            refuse_what_is_public(reader, _sound(reader, drafts))
        for draft in drafts:
            self._note(reader, draft, noted)
        for draft, name, rule in writer.write(reader.spec, format_, _sound(reader, drafts)):
            reader.fault(draft.made, name, draft.made.cells.get(name, ""), rule)

    def _remember(self, format_: Format, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            name = format_.called(draft.read)
            key = draft.row.pk if draft.row is not None else TO_BE_MADE
            self.known.remember(format_.name, draft.handles, name, key)

    def _remark_circles(self, reader: Reader, drafts: Iterable[Draft]) -> None:
        """Tell of states that came back; the record holds such circles."""
        followers: dict[str, list[str]] = defaultdict(list)
        numbers = {draft.key: draft.made.number for draft in drafts}
        for draft in drafts:
            for before in draft.read.get("predecessors", ()):
                followers[before].append(draft.key)
            followers[draft.key] += draft.read.get("successors", ())
        for circle in circles(followers):
            row, words = numbers.get(circle[0]), " → ".join(circle)
            rule = "they come after one another in a circle: kept"
            self.plan.remarks.append(CellNote(reader.file, row, "predecessors", words, rule))

    def _note(self, reader: Reader, draft: Draft, noted: FilePlan) -> None:
        outcome = outcome_of(draft)
        setattr(noted, outcome, getattr(noted, outcome) + 1)
        noted.became[reader.format.name] = noted.became.get(reader.format.name, 0) + 1
        if outcome != RowOutcome.UNCHANGED:
            self.plan.rows.append(
                PlannedRow(
                    *(reader.file, draft.made.number, reader.format.name, draft.key),
                    *(outcome.value, draft.changes if not draft.new else ()),
                    *(draft.before, draft.after),
                )
            )


def batches(items: Iterator[Item], size: int | None) -> Iterator[list[Item]]:
    """Yield the items in lists of that size; None: all in one."""
    while batch := [*islice(items, size)]:
        yield batch


def _sound(reader: Reader, drafts: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in drafts if draft.made.number not in reader.faulty]


def _names_itself(format_: Format) -> bool:
    return any(references(column) == format_.name for column in format_.columns)
