"""Files as strangers send them, and what is read from them."""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from briefings.tables import FileRow, Table, read


def table_of(data: bytes | str, name: str = "officials.csv") -> tuple[Table, list[FileRow]]:
    """Read a file whole: the table and its rows."""
    table = read(name, io.BytesIO(data.encode() if isinstance(data, str) else data))
    return table, list(table.rows)


def places(data: bytes | str) -> list[tuple[int | None, str, str]]:
    """Return the row, the column and the rule of everything that is wrong with a file."""
    table, _ = table_of(data)
    return [(found.row, found.column, found.rule) for found in table.faults]


def workbook_of(*rows: list[Any], sheets: int = 1) -> bytes:
    """Return an XLSX workbook, its rows in the first of its sheets."""
    book = Workbook()
    for _ in range(1, sheets):
        book.create_sheet()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """Return the workbook with one of its members replaced."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return file.getvalue()
