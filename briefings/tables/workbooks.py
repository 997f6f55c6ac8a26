"""XLSX workbooks: the first sheet, row by row, bounded in what they unpack to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO
from zipfile import BadZipFile, LargeZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from briefings.limits import COLUMNS
from briefings.tables.archives import PART, TEXTS, Archive
from briefings.tables.unreadable import UnreadableTable

DAMAGED = (
    *(BadZipFile, LargeZipFile, InvalidFileException),
    *(KeyError, IndexError, ValueError, OSError, SyntaxError),
)


def workbook(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return the rows of the first sheet, each with its number, and what was chosen."""
    try:
        archive = Archive(file)
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableTable("it is a ZIP archive: unpack it first")
        with warnings.catch_warnings():
            # About styles and validations that it does not keep: none of a table.
            warnings.simplefilter("ignore")
            reader = _Reader(file, archive)
            reader.read()
        book = reader.wb
        sheet = book.worksheets[0]
    except DAMAGED as error:
        raise UnreadableTable("it is an archive, but no XLSX workbook that can be read") from error
    others = len(book.sheetnames) - 1
    said = (f"Of {others + 1} sheets the first was read, “{sheet.title}”.",) if others else ()
    return _records(sheet), said


class _Reader(ExcelReader):
    """Reads a workbook, of which everything but its sheets is read whole, out of an archive."""

    archive: Archive

    def __init__(self, file: BinaryIO, archive: Archive) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.archive = archive

    def read_strings(self) -> None:
        """Read the table of texts, whatever part it is."""
        self.archive.most = TEXTS
        super().read_strings()
        self.archive.most = PART

    def read_worksheets(self) -> None:
        """Note which parts are sheets, and read what they name."""
        self.archive.sheets = {
            relation.target
            for _, relation in self.parser.find_sheets()
            if "chartsheet" not in relation.Type and not relation.target.endswith(".rels")
        }
        super().read_worksheets()


def _records(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that hold something, as wide as the header or wider; the first in any case.

    A row that is not there costs nothing: a stray format may stand in the millionth.
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
    """Yield each row's number and its cells as openpyxl reads them; nothing behind the rows."""
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
            if number <= before:
                raise UnreadableTable(f"row {number} comes after row {before}", number)
            if not before and number > 1:
                yield 1, ()
            before = number
            yield number, cells


def _cells(cells: Sequence[Any]) -> list[str]:
    """Return the texts of the row up to its last that is not empty."""
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
    """Return what stands in the cell: days in ISO 8601, whole numbers without a fraction."""
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
