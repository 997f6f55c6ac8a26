"""Reads the first sheet of XLSX workbooks, row by row, within limits of size; writes workbooks."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO
from zipfile import BadZipFile, LargeZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from briefings.limits import COLUMNS
from briefings.tables.archives import PART, TEXTS, Archive
from briefings.tables.cells import escape_formula, replace_undecoded
from briefings.tables.unreadable import UnreadableTable

LONGEST_CELL = 32_767  # characters, in XLSX
LAST_ROW = 1_048_576  # in XLSX
DAMAGED = (
    *(BadZipFile, LargeZipFile, InvalidFileException),
    *(KeyError, IndexError, ValueError, OSError, SyntaxError),
)


def workbook_records(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return number and cells of each row of the first sheet, and notes on how it is read."""
    try:
        archive = Archive(file)
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableTable("it is a ZIP archive: unpack it first")
        with warnings.catch_warnings():
            # Warnings about styles and validations that openpyxl drops.
            warnings.simplefilter("ignore")
            reader = _Reader(file, archive)
            reader.read()
        book = reader.wb
        sheet = book.worksheets[0]
    except DAMAGED as error:
        raise UnreadableTable("it is an archive, but no XLSX workbook that can be read") from error
    others = len(book.sheetnames) - 1
    notes = (f"Of {others + 1} sheets the first was read, “{sheet.title}”.",) if others else ()
    return _records(sheet), notes


class _Reader(ExcelReader):
    """Reads a workbook from an archive; everything but its sheets is read whole."""

    archive: Archive

    def __init__(self, file: BinaryIO, archive: Archive) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.archive = archive

    def read_strings(self) -> None:
        """Read the table of texts, with its own limits."""
        self.archive.most = TEXTS
        super().read_strings()
        self.archive.most = PART

    def read_worksheets(self) -> None:
        """Tell the archive which parts are sheets, and read their relations."""
        self.archive.sheets = {
            relation.target
            for _, relation in self.parser.find_sheets()
            if "chartsheet" not in relation.Type and not relation.target.endswith(".rels")
        }
        super().read_worksheets()


def _records(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield rows that are not empty, at least as wide as the header; the first in any case.

    Absent rows cost nothing: the millionth row may have a stray format.
    """
    number = width = 0
    try:
        for number, values in _rows(sheet):
            cells = _cells(values)
            width = width or len(cells)
            if cells or number == 1:
                yield number, cells + [""] * (width - len(cells))
    except DAMAGED as error:
        raise UnreadableTable("here the workbook is damaged", number + 1) from error


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield number and cells of each row as openpyxl parses them; stop after the rows."""
    before = 0
    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, element in iterparse(source):
            if element.tag == DATA_TAG:
                return
            if element.tag != ROW_TAG:
                continue
            number, cells = parser.parse_row(element)
            element.clear()
            parser.row_dimensions.clear()
            if number > LAST_ROW:
                raise UnreadableTable(f"a workbook has {LAST_ROW:,} rows at most", number)
            if number <= before:
                raise UnreadableTable(f"row {number} comes after row {before}", number)
            if not before and number > 1:
                yield 1, ()
            before = number
            yield number, cells


def _cells(cells: Sequence[Any]) -> list[str]:
    """Return the row's texts up to the last that is not empty."""
    texts: list[str] = []
    for cell in cells:
        place, text = cell["column"], _text(cell["value"])
        if not text:
            continue
        if place > COLUMNS:
            raise UnreadableTable(f"it has more than {COLUMNS} columns", cell["row"])
        texts += [""] * (place - len(texts))
        texts[place - 1] = text
    return texts


def _text(value: Any) -> str:
    """Return the cell's value as text: days in ISO 8601, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if value.time() != time() else _day(value)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return str(value)


def _day(value: date) -> str:
    return value.strftime("%Y-%m-%d")


def write_workbook(rows: Iterable[Sequence[str]], columns: Sequence[str], file: BinaryIO) -> None:
    """Write a workbook of one sheet; raises ValueError for a text that is too long for a cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    try:
        sheet.append([_text_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_text_cell(sheet, text) for text in row])
    finally:
        sheet.close()
    book.save(file)


def _text_cell(sheet: Any, text: str) -> Any:
    """Return a text cell, whatever the text looks like: a day, a number, a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub(
        "\N{REPLACEMENT CHARACTER}", replace_undecoded(escape_formula(text))
    )
    if len(text) > LONGEST_CELL:
        raise ValueError(f"A cell of XLSX holds {LONGEST_CELL:,} characters: export CSV.")
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
