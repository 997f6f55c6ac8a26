"""XLSX workbooks: the first sheet, row by row, bounded in what they unpack to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO
from zipfile import BadZipFile, LargeZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException

from briefings.tables.archives import PART, TEXTS, Archive
from briefings.tables.unreadable import Unreadable

LAST_ROW, LAST_COLUMN = 1_048_576, 500
DAMAGED = (
    *(BadZipFile, LargeZipFile, InvalidFileException),
    *(KeyError, IndexError, ValueError, OSError, SyntaxError),
)


def workbook(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return the rows of the first sheet, each with its number, and what was chosen."""
    try:
        archive = Archive(file)
        if "xl/workbook.xml" not in archive.namelist():
            raise Unreadable("it is a ZIP archive: unpack it first")
        with warnings.catch_warnings():
            # About styles and validations that it does not keep: none of a table.
            warnings.simplefilter("ignore")
            reader = _Reader(file, archive)
            reader.read()
        book = reader.wb
        sheet = book.worksheets[0]
    except DAMAGED as error:
        raise Unreadable("it is an archive, but no XLSX workbook that can be read") from error
    sheet.reset_dimensions()
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
    """Yield the rows as wide as the header, or wider by what stands to the right of it."""
    number = width = 0
    try:
        for values in sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN, values_only=True):
            number += 1
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))
    except DAMAGED as error:
        raise Unreadable("here the workbook is damaged", number + 1) from error


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
