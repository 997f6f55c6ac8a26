"""Files in a form of their own, and how their rows become rows of our tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefings.imports.columns import FORMATS
from briefings.imports.known import Known
from briefings.imports.rules import Rules
from briefings.models import ImportRun
from briefings.tables import FileRow

Cells = dict[str, str]
# Columns of a file, and what was not taken over from them.
Remarks = list[tuple[str, str]]


@dataclass(frozen=True)
class SourceRow:
    """A further row of a file that tells of the same: its own key, and the row as it stands."""

    number: int
    key: str
    cells: Cells


@dataclass(frozen=True)
class MappedRow:
    """One row for a table of ours, its cells as our format has them, and where it comes from.

    `source` is the row as the file has it: None for one that is made beside another, so that a row
    of a file is given back once; `also` are the further rows that tell of it. `remarks` tell a
    column and what was not taken over. `called` are words for a new record's address, "" for those
    of its table.
    """

    table: str
    number: int
    cells: Cells
    source: Cells | None
    remarks: Remarks = field(default_factory=list)
    also: Sequence[SourceRow] = ()
    called: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows of the file that it was made of."""
        return (self.number, *(each.number for each in self.also))


class RowMapper(Protocol):
    """Turns the rows of a file into rows of our tables, in their order."""

    def __call__(self, rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]: ...


# Tells which rows are left out with those of the given numbers, and why.
Companions = Callable[[Sequence[FileRow], Collection[int]], Mapping[int, str]]


def _none_go_along(rows: Sequence[FileRow], out: Collection[int]) -> Mapping[int, str]:
    """Let each row be left out by itself."""
    return {}


@dataclass(frozen=True)
class FileSpec:
    """One file of a profile: its name, its columns, and those that it cannot do without.

    `rules` are those of a source's file: what keeps them is made into rows of ours by `make`. None:
    of our own form, whose rows are read by the columns of their table. `companions` tells which
    rows are left out with others, by number, and why. `table` is the table of ours
    that its rows are kept with. `renamed` has its columns by ours, for what is said of a cell. What
    `waits` is not public until an editor publishes it, whoever imports.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    table: str
    make: RowMapper
    renamed: Mapping[str, str] = field(default_factory=dict)
    waits: bool = False
    rules: Rules | None = None
    companions: Companions = _none_go_along

    def handles(self, row: FileRow) -> list[str]:
        """Return the ids by which other rows may name a row."""
        keys = [self.rules.key] if self.rules else ["id", "slug"]
        return [text for key in keys if (text := row.cells.get(key, "").strip())]


def _nothing_follows(run: ImportRun) -> None:
    """Leave it at the rows."""


@dataclass(frozen=True)
class Profile:
    """A form of files. `name` is "" for our own. Its files are imported in the order of `specs`.

    `follow` does, within the run, what follows from the rows that it wrote.
    """

    name: str
    specs: dict[str, FileSpec]
    follow: Callable[[ImportRun], None] = _nothing_follows


def file_spec(
    name: str,
    rules: Rules,
    table: str,
    make: RowMapper,
    by_ours: Mapping[str, str],
    *,
    waits: bool = False,
    companions: Companions = _none_go_along,
) -> FileSpec:
    """Return a source's file, whose header has exactly the columns of its rules.

    `by_ours` has its columns by those of our table.
    """
    columns = tuple(rules.columns)
    return FileSpec(name, columns, columns, table, make, by_ours, waits, rules, companions)


def renamed(
    table: str,
    columns: Mapping[str, str],
    complete: Callable[[Cells, Cells, Known, Remarks], None],
) -> RowMapper:
    """Return what makes one row of each: our cells by their names, then completed in place.

    `complete` is given our cells, theirs, what is known, and a list for its remarks. A column that
    the file lacks is read as empty.
    """

    def make(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
        for row in rows:
            remarks: Remarks = []
            theirs = defaultdict(str, row.cells)
            own = {ours: theirs[column] for ours, column in columns.items()}
            complete(own, theirs, known, remarks)
            yield MappedRow(table, row.number, own, row.cells, remarks)

    return make


def as_it_is(table: str) -> RowMapper:
    """Return what takes each row as a row of our table."""

    def make(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
        for row in rows:
            yield MappedRow(table, row.number, row.cells, row.cells)

    return make


OWN = Profile(
    "",
    {
        name: FileSpec(
            name,
            columns=tuple(column.name for column in format_.columns),
            required=tuple(column.name for column in format_.columns if column.required),
            table=name,
            make=as_it_is(name),
        )
        for name, format_ in FORMATS.items()
    },
)
