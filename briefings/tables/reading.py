"""Any table, by what it holds and not by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, NamedTuple

from briefings.limits import CELLS, COLUMNS
from briefings.tables.cells import decoded, fault_of, plain, undecoded
from briefings.tables.delimited import delimited
from briefings.tables.faults import Faults
from briefings.tables.unreadable import UnreadableTable
from briefings.tables.workbooks import workbook

ROWS_OF_CHUNK = 200
ZIP = b"PK\x03\x04"
# What a file begins with that is no table, and what its owner does about it.
OTHERS = {
    b"\x1f\x8b": "it is compressed with gzip: unpack it first",
    b"\xd0\xcf\x11\xe0": "it is a workbook of before 2007: save it as XLSX or CSV",
    b"%PDF": "it is a PDF: a table is wanted, as CSV or XLSX",
    b"BZh": "it is compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "it is compressed with xz: unpack it first",
}


class FileRow(NamedTuple):
    """One row: the number that a spreadsheet shows, and the text of each column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table being read: `rows` can be gone through once, and notes in `faults` what is wrong.

    `columns` is empty where it cannot be read at all. `said` tells what was recognised and may be
    mistaken: an encoding, a separator, one sheet of several.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterator[FileRow]
    faults: Faults
    said: tuple[str, ...] = ()

    def close(self) -> None:
        """End the reading, where somebody else does it."""
        if close := getattr(self.rows, "close", None):
            close()

    def expect(
        self, *, required: Iterable[str], known: Iterable[str], beside: Iterable[str] = ()
    ) -> None:
        """Note which columns are missing and which nobody knows; `beside` may be there too."""
        if not self.columns:
            return
        for column in required:
            if column not in self.columns:
                self.faults.add(self.name, 1, column, "", "this column is missing")
        known = [*known]
        rule = f"there is no such column; the columns are {', '.join(known)}"
        for column in self.columns:
            if column not in (*known, *beside):
                self.faults.add(self.name, 1, "", column, rule)


class Head(NamedTuple):
    """What `read` knows of a table before its rows, on its way to another process."""

    columns: tuple[str, ...]
    said: tuple[str, ...]


class Chunk(NamedTuple):
    """A part of a table on its way to another process.

    `rows` are numbers and cells, `faults` the faults found since the part before, `at` how far
    the file is read, in bytes.
    """

    rows: list[tuple[int, list[str]]]
    faults: Faults
    at: int


def chunks(file: BinaryIO, name: str, unchecked: Collection[int]) -> Iterator[Head | Chunk]:
    """Yield columns and what is said of a table, then its rows in parts: `read` for a pipe."""
    table = read(name, file, unchecked=unchecked)
    yield Head(table.columns, table.said)
    rows = True
    while rows:
        chunk = [(row.number, [*row.cells.values()]) for row in islice(table.rows, ROWS_OF_CHUNK)]
        yield Chunk(chunk, table.faults.taken(), file.tell())
        rows = bool(chunk)


def read(
    name: str, file: BinaryIO, faults: Faults | None = None, *, unchecked: Collection[int] = ()
) -> Table:
    """Begin to read a CSV or XLSX file, which must be seekable; row by row, whatever its size.

    Nothing is raised for what a file holds: what is wrong is noted in `faults`, with its row,
    while the rows are gone through. A row with too few or too many cells is left out. Rows with the
    numbers `unchecked` are given as they are.
    """
    faults = Faults() if faults is None else faults
    try:
        records, said = _records(file)
        header = next(records, None)
        if header is None:
            raise UnreadableTable("the file is empty")
        columns = _columns(name, header[1], faults)
        if not columns:
            raise UnreadableTable("the first row names no column")
    except UnreadableTable as error:
        faults.add(name, error.row, "", "", str(error))
        return Table(name, (), iter(()), faults)
    rows = _rows(name, columns, records, faults, unchecked)
    return Table(name, columns, rows, faults, said)


def records(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file that can be read, its header too, each with its number."""
    for number, cells in _records(file)[0]:
        yield number, [*map(plain, cells)]


def _records(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    head = file.read(8)
    file.seek(0)
    for beginning, words in OTHERS.items():
        if head.startswith(beginning):
            raise UnreadableTable(words)
    return workbook(file) if head.startswith(ZIP) else delimited(file)


def _columns(name: str, header: Sequence[str], faults: Faults) -> tuple[str, ...]:
    columns = [decoded(cell).strip() for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > COLUMNS:
        raise UnreadableTable(f"it has {len(columns):,} columns, at most {COLUMNS} are read", 1)
    named: set[str] = set()
    for place, column in enumerate(columns):
        if undecoded(header[place]):
            faults.add(name, 1, column, "", fault_of(header[place]))
        if not column:
            faults.add(name, 1, "", "", f"column {place + 1} has no name")
        elif column in named:
            faults.add(name, 1, column, "", "this column is there twice")
        named.add(column)
    return tuple(columns)


def _rows(
    name: str,
    columns: tuple[str, ...],
    records: Iterator[tuple[int, Sequence[str]]],
    faults: Faults,
    unchecked: Collection[int],
) -> Iterator[FileRow]:
    empty = True
    read = 0
    try:
        for number, cells in records:
            if not any(cells):
                continue
            empty = False
            read += len(columns)
            if read > CELLS:
                raise UnreadableTable(f"it has more than {CELLS:,} cells: part it", number)
            if number in unchecked:
                yield FileRow(number, dict(zip(columns, map(plain, cells), strict=False)))
                continue
            if len(cells) < len(columns) or any(cells[len(columns) :]):
                rule = f"the row has {len(cells)} cells, the header {len(columns)}"
                faults.add(name, number, "", cells[0], rule)
                continue
            row = FileRow(number, dict(zip(columns, map(plain, cells), strict=False)))
            for column, text in row.cells.items():
                if rule := fault_of(text):
                    faults.add(name, number, column, text, rule)
            yield row
    except UnreadableTable as error:
        faults.add(name, error.row, "", "", str(error), ends=True)
        return
    if empty:
        faults.add(name, None, "", "", "there is no row under the header")
