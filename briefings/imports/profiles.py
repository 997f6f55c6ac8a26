"""Profiles: forms of files, and how their rows are mapped to rows of our tables."""

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
# Pairs of a file's column and what was changed or left out from it.
Remarks = list[tuple[str, str]]


@dataclass(frozen=True)
class SourceRow:
    """Another row of the file about the same thing, with its own key and its cells."""

    number: int
    key: str
    cells: Cells


@dataclass(frozen=True)
class MappedRow:
    """A row for one of our tables, mapped from rows of a file.

    - `cells`: by our columns. `number`: of the row in the file.
    - `source`: the file's cells, kept for the export. None where another row keeps them: one row of
      a file may be mapped to rows of several tables.
    - `also`: other rows of the file about the same thing.
    - `label`: for a new slug; "" for the table's own.
    """

    table: str
    number: int
    cells: Cells
    source: Cells | None
    remarks: Remarks = field(default_factory=list)
    also: Sequence[SourceRow] = ()
    label: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the file's rows that it was mapped from."""
        return (self.number, *(each.number for each in self.also))


class RowMapper(Protocol):
    """Maps the rows of a file to rows of our tables, in their order."""

    def __call__(self, rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]: ...


# Given the numbers of rows left out: which others are left out with them, and why.
Companions = Callable[[Sequence[FileRow], Collection[int]], Mapping[int, str]]


def _none_go_along(rows: Sequence[FileRow], out: Collection[int]) -> Mapping[int, str]:
    """Leave out no other rows."""
    return {}


@dataclass(frozen=True)
class FileSpec:
    """What one file of a profile looks like, and how it is mapped.

    - `required`: columns that must be there.
    - `table`: ours, whose rows keep the file's cells. `map_rows` maps rows that keep the `rules`.
    - `rules`: None for our own form, which the columns of the table check.
    - `renamed`: the file's columns by ours, for messages.
    - `waits`: rows are not public until an editor publishes them, whoever imports.
    - `companions`: which rows are left out with others.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    table: str
    map_rows: RowMapper
    renamed: Mapping[str, str] = field(default_factory=dict)
    waits: bool = False
    rules: Rules | None = None
    companions: Companions = _none_go_along

    def handles(self, row: FileRow) -> list[str]:
        """Return ids and slug by which other rows may name the row."""
        keys = [self.rules.key] if self.rules else ["id", "slug"]
        return [text for key in keys if (text := row.cells.get(key, "").strip())]


def _nothing_follows(run: ImportRun) -> None:
    """Do nothing after the rows are written."""


@dataclass(frozen=True)
class Profile:
    """A form of files, imported in the order of `specs`. `name` is "" for our own.

    `follow` is called within the run when all rows are written.
    """

    name: str
    specs: dict[str, FileSpec]
    follow: Callable[[ImportRun], None] = _nothing_follows


def file_spec(
    name: str,
    rules: Rules,
    table: str,
    map_rows: RowMapper,
    by_ours: Mapping[str, str],
    *,
    waits: bool = False,
    companions: Companions = _none_go_along,
) -> FileSpec:
    """Return the spec of a source's file, whose header has exactly the columns of its rules.

    `by_ours`: its columns by those of our table.
    """
    columns = tuple(rules.columns)
    return FileSpec(name, columns, columns, table, map_rows, by_ours, waits, rules, companions)


def renamed(
    table: str,
    columns: Mapping[str, str],
    complete: Callable[[Cells, Cells, Known, Remarks], None],
) -> RowMapper:
    """Return a mapper of one row to one: it renames columns, then calls `complete` on them.

    `complete` gets our cells, the file's, the known records and a list for remarks. Columns that
    the file lacks are empty.
    """

    def map_rows(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
        for row in rows:
            remarks: Remarks = []
            theirs = defaultdict(str, row.cells)
            own = {ours: theirs[column] for ours, column in columns.items()}
            complete(own, theirs, known, remarks)
            yield MappedRow(table, row.number, own, row.cells, remarks)

    return map_rows


def as_it_is(table: str) -> RowMapper:
    """Return a mapper that leaves each row as it is."""

    def map_rows(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
        for row in rows:
            yield MappedRow(table, row.number, row.cells, row.cells)

    return map_rows


OWN = Profile(
    "",
    {
        name: FileSpec(
            name,
            columns=tuple(column.name for column in format_.columns),
            required=tuple(column.name for column in format_.columns if column.required),
            table=name,
            map_rows=as_it_is(name),
        )
        for name, format_ in FORMATS.items()
    },
)
