"""XLSX workbooks: the first sheet, row by row, bounded in what they unpack to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import IO, Any, BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from briefings.tables.unreadable import Unreadable

UNPACKED = 400 << 20  # bytes, of the whole workbook
TEXTS = 80 << 20  # of the table of texts, which is read whole
TEXTS_NAME = "xl/sharedStrings.xml"
LAST_ROW, LAST_COLUMN = 1_048_576, 500
BLOCK = 1 << 20
# Declarations that grow when they are read. No spreadsheet program writes any.
DECLARATIONS = [
    words.encode(encoding)
    for words in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]
DAMAGED = (
    *(BadZipFile, LargeZipFile, InvalidFileException),
    *(KeyError, ValueError, OSError, SyntaxError),
)


def workbook(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return the rows of the first sheet, each with its number, and what was chosen."""
    try:
        with ZipFile(file) as archive:
            _check(archive)
        file.seek(0)
        with warnings.catch_warnings():
            # About styles and validations that it does not keep: none of a table.
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
    except (*DAMAGED, IndexError) as error:
        raise Unreadable("it is an archive, but no XLSX workbook that can be read") from error
    sheet.reset_dimensions()
    others = len(book.sheetnames) - 1
    said = (f"Of {others + 1} sheets the first was read, “{sheet.title}”.",) if others else ()
    return _records(sheet), said


def _check(archive: ZipFile) -> None:
    members = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable("it is a ZIP archive: unpack it first")
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED:
        raise Unreadable(
            f"it unpacks to {unpacked >> 20} MB, at most {UNPACKED >> 20} are read: save it as CSV"
        )
    for member in members:
        if member.filename == TEXTS_NAME and member.file_size > TEXTS:
            raise Unreadable(
                f"it holds {member.file_size >> 20} MB of texts, at most {TEXTS >> 20} are read:"
                " save it as CSV"
            )
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                if _declares(part):
                    raise Unreadable("it declares entities, as no spreadsheet program does")


def _declares(part: IO[bytes]) -> bool:
    before = b""
    while block := part.read(BLOCK):
        if any(declaration in before + block for declaration in DECLARATIONS):
            return True
        before = block[-32:]
    return False


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
