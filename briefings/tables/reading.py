"""Any table, by what it holds and not by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, NamedTuple

from briefings.limits import CELLS, COLUMNS
from briefings.tables.cells import fault_of, replace_undecoded, undecoded_bytes, unescape_formula
from briefings.tables.delimited import csv_records
from briefings.tables.faults import Faults
from briefings.tables.unreadable import UnreadableTable

ROWS_OF_CHUNK = 200
ZIP = b"PK\x03\x04"
# Beginnings of files that are no tables, and what their owner can do.
OTHERS = {
    b"\x1f\x8b": "it is compressed with gzip: unpack it first",
    b"\xd0\xcf\x11\xe0": "it is a workbook of before 2007: save it as XLSX or CSV",
    b"%PDF": "it is a PDF: a table is wanted, as CSV or XLSX",
    b"BZh": "it is compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "it is compressed with xz: unpack it first",
    b"\xff\xfe\x00\x00": "it is UTF-32: save it as UTF-8",
    b"\x00\x00\xfe\xff": "it is UTF-32: save it as UTF-8",
}
LONGEST_NAME = 200  # characters of a column's name


class FileRow(NamedTuple):
    """One row: the number that a spreadsheet shows, and the text of each column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table while it is read: `rows` can be iterated once, and adds to `faults`.

    `columns`: () if the file cannot be read. `notes`: how it is read, where that may be wrong: the
    encoding, the separator, which of several sheets.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterator[FileRow]
    faults: Faults
    notes: tuple[str, ...] = ()

    def close(self) -> None:
        """Stop reading; ends the child process that reads it, if any."""
        if close := getattr(self.rows, "close", None):
            close()

    def check_columns(
        self, *, required: Iterable[str], known: Iterable[str], beside: Iterable[str] = ()
    ) -> None:
        """Add faults for missing and unknown columns; those `beside` are allowed."""
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
    """Columns and notes of a table, to be sent to another process before its rows."""

    columns: tuple[str, ...]
    notes: tuple[str, ...]


class Chunk(NamedTuple):
    """Rows of a table, to be sent to another process.

    `rows`: numbers and cells. `faults`: those since the last chunk. `at`: bytes read so far.
    """

    rows: list[tuple[int, list[str]]]
    faults: Faults
    at: int


def chunks(file: BinaryIO, name: str, unchecked: Collection[int]) -> Iterator[Head | Chunk]:
    """Yield the head of a table, then its rows in chunks: what `read` returns, for a pipe."""
    table = read(name, file, unchecked=unchecked)
    yield Head(table.columns, table.notes)
    rows = True
    while rows:
        chunk = [(row.number, [*row.cells.values()]) for row in islice(table.rows, ROWS_OF_CHUNK)]
        yield Chunk(chunk, table.faults.take(), file.tell())
        rows = bool(chunk)


def read(
    name: str,
    file: BinaryIO,
    faults: Faults | None = None,
    *,
    unchecked: Collection[int] = (),
    numbers: Sequence[int] = (),
) -> Table:
    """Start reading a seekable CSV or XLSX file, row by row, whatever its size.

    Raises nothing because of the file's contents: faults are added while the rows are iterated.
    Rows with too few or too many cells are skipped. Rows with the numbers `unchecked` are not
    checked. `numbers` are those of the rows under the header, unless they follow one another.
    """
    faults = Faults() if faults is None else faults
    try:
        records, notes = _records(file)
        header = next(records, None)
        if header is None:
            raise UnreadableTable("the file is empty")
        columns = _columns(name, header[1], faults)
        if not columns:
            raise UnreadableTable("the first row names no column")
    except UnreadableTable as error:
        faults.add(name, error.row, "", "", str(error))
        return Table(name, (), iter(()), faults)
    if numbers:
        cells_of_rows = (cells for _, cells in records)
        records = zip(numbers, cells_of_rows, strict=False)
    rows = _rows(name, columns, records, faults, unchecked)
    return Table(name, columns, rows, faults, notes)


def records(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row of a readable file, the header too."""
    for number, cells in _records(file)[0]:
        yield number, [*map(unescape_formula, cells)]


def _records(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    head = file.read(8)
    file.seek(0)
    for beginning, words in OTHERS.items():
        if head.startswith(beginning):
            raise UnreadableTable(words)
    if not head.startswith(ZIP):
        return csv_records(file)
    # openpyxl takes longer to import than most tables take to read.
    from briefings.tables.workbooks import workbook_records

    return workbook_records(file)


def _columns(file: str, header: Sequence[str], faults: Faults) -> tuple[str, ...]:
    columns = [replace_undecoded(cell).strip() for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > COLUMNS:
        raise UnreadableTable(f"it has {len(columns):,} columns, at most {COLUMNS} are read", 1)
    if longest := next((name for name in columns if len(name) > LONGEST_NAME), ""):
        most = f"at most {LONGEST_NAME} are read"
        raise UnreadableTable(f"a column's name has {len(longest):,} characters, {most}", 1)
    named: set[str] = set()
    for place, column in enumerate(columns):
        if undecoded_bytes(header[place]):
            faults.add(file, 1, column, "", fault_of(header[place]))
        if not column:
            faults.add(file, 1, "", "", f"column {place + 1} has no name")
        elif column in named:
            faults.add(file, 1, column, "", "this column is there twice")
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
                yield FileRow(
                    number, dict(zip(columns, map(unescape_formula, cells), strict=False))
                )
                continue
            if len(cells) < len(columns) or any(cells[len(columns) :]):
                rule = f"the row has {len(cells)} cells, the header {len(columns)}"
                faults.add(name, number, "", cells[0], rule)
                continue
            row = FileRow(number, dict(zip(columns, map(unescape_formula, cells), strict=False)))
            for column, text in row.cells.items():
                if rule := fault_of(text):
                    faults.add(name, number, column, text, rule)
            yield row
    except UnreadableTable as error:
        faults.add(name, error.row, "", "", str(error), ends=True)
        return
    if empty:
        faults.add(name, None, "", "", "there is no row under the header")
