"""Any table, by what it holds and not by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, NamedTuple

from briefings.limits import CELLS, COLUMNS
from briefings.tables.cells import decoded, fault_of, plain, undecoded
from briefings.tables.delimited import delimited
from briefings.tables.findings import Findings
from briefings.tables.unreadable import Unreadable
from briefings.tables.workbooks import workbook

ROWS_OF_PART = 200
ZIP = b"PK\x03\x04"
# What a file begins with that is no table, and what its owner does about it.
OTHERS = {
    b"\x1f\x8b": "it is compressed with gzip: unpack it first",
    b"\xd0\xcf\x11\xe0": "it is a workbook of before 2007: save it as XLSX or CSV",
    b"%PDF": "it is a PDF: a table is wanted, as CSV or XLSX",
    b"BZh": "it is compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "it is compressed with xz: unpack it first",
}


class Row(NamedTuple):
    """One row: the number that a spreadsheet shows, and the text of each column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table being read: `rows` can be gone through once, and notes in `findings` what is wrong.

    `columns` is empty where it cannot be read at all. `said` tells what was recognised and may be
    mistaken: an encoding, a separator, one sheet of several.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    findings: Findings
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
                self.findings.add(self.name, 1, column, "", "this column is missing")
        known = [*known]
        rule = f"there is no such column; the columns are {', '.join(known)}"
        for column in self.columns:
            if column not in (*known, *beside):
                self.findings.add(self.name, 1, "", column, rule)


class Head(NamedTuple):
    """What `read` knows of a table before its rows, on its way to another process."""

    columns: tuple[str, ...]
    said: tuple[str, ...]


class Part(NamedTuple):
    """A part of a table on its way to another process.

    `rows` are numbers and cells, `findings` the faults found since the part before, `at` how far
    the file is read, in bytes.
    """

    rows: list[tuple[int, list[str]]]
    findings: Findings
    at: int


def parts(file: BinaryIO, name: str, unchecked: Collection[int]) -> Iterator[Head | Part]:
    """Yield columns and what is said of a table, then its rows in parts: `read` for a pipe."""
    table = read(name, file, unchecked=unchecked)
    yield Head(table.columns, table.said)
    rows = True
    while rows:
        part = [(row.number, [*row.cells.values()]) for row in islice(table.rows, ROWS_OF_PART)]
        yield Part(part, table.findings.taken(), file.tell())
        rows = bool(part)


def read(
    name: str, file: BinaryIO, findings: Findings | None = None, *, unchecked: Collection[int] = ()
) -> Table:
    """Begin to read a CSV or XLSX file, which must be seekable; row by row, whatever its size.

    Nothing is raised for what a file holds: what is wrong is noted in `findings`, with its row,
    while the rows are gone through. A row with too few or too many cells is left out. Rows with the
    numbers `unchecked` are given as they are.
    """
    findings = Findings() if findings is None else findings
    try:
        records, said = _records(file)
        header = next(records, None)
        if header is None:
            raise Unreadable("the file is empty")
        columns = _columns(name, header[1], findings)
        if not columns:
            raise Unreadable("the first row names no column")
    except Unreadable as error:
        findings.add(name, error.row, "", "", str(error))
        return Table(name, (), iter(()), findings)
    rows = _rows(name, columns, records, findings, unchecked)
    return Table(name, columns, rows, findings, said)


def records(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file that can be read, its header too, each with its number."""
    for number, cells in _records(file)[0]:
        yield number, [*map(plain, cells)]


def _records(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    head = file.read(8)
    file.seek(0)
    for beginning, words in OTHERS.items():
        if head.startswith(beginning):
            raise Unreadable(words)
    return workbook(file) if head.startswith(ZIP) else delimited(file)


def _columns(name: str, header: Sequence[str], findings: Findings) -> tuple[str, ...]:
    columns = [decoded(cell).strip() for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > COLUMNS:
        raise Unreadable(f"it has {len(columns):,} columns, at most {COLUMNS} are read", 1)
    named: set[str] = set()
    for place, column in enumerate(columns):
        if undecoded(header[place]):
            findings.add(name, 1, column, "", fault_of(header[place]))
        if not column:
            findings.add(name, 1, "", "", f"column {place + 1} has no name")
        elif column in named:
            findings.add(name, 1, column, "", "this column is there twice")
        named.add(column)
    return tuple(columns)


def _rows(
    name: str,
    columns: tuple[str, ...],
    records: Iterator[tuple[int, Sequence[str]]],
    findings: Findings,
    unchecked: Collection[int],
) -> Iterator[Row]:
    empty = True
    read = 0
    try:
        for number, cells in records:
            if not any(cells):
                continue
            empty = False
            read += len(columns)
            if read > CELLS:
                raise Unreadable(f"it has more than {CELLS:,} cells: part it", number)
            if number in unchecked:
                yield Row(number, dict(zip(columns, map(plain, cells), strict=False)))
                continue
            if len(cells) < len(columns) or any(cells[len(columns) :]):
                rule = f"the row has {len(cells)} cells, the header {len(columns)}"
                findings.add(name, number, "", cells[0], rule)
                continue
            row = Row(number, dict(zip(columns, map(plain, cells), strict=False)))
            for column, text in row.cells.items():
                if rule := fault_of(text):
                    findings.add(name, number, column, text, rule)
            yield row
    except Unreadable as error:
        findings.add(name, error.row, "", "", str(error), ends=True)
        return
    if empty:
        findings.add(name, None, "", "", "there is no row under the header")
