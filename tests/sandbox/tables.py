"""Small tables that would take minutes to read where a reader's work grows by the square."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

SHEET_XML = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: str, after: str = "") -> bytes:
    """Return a workbook whose one sheet has these rows."""
    sound = io.BytesIO()
    Workbook().save(sound)
    packed = io.BytesIO()
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == SHEET_XML else old.read(name))
    return packed.getvalue()


def row(number: int, *texts: str) -> str:
    """Return a row of texts."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


HEADER = row(1, "name") + row(2, "Fentanyl") + row(3, "Rare earths")


def stray(number: int, cell: str) -> bytes:
    """Return a sheet of two rows, and one cell far away."""
    return workbook(f'{HEADER}<row r="{number}" ht="15">{cell}</row>')


def empty_rows(size: int) -> bytes:
    """Return a sheet with formatted rows that hold nothing."""
    return workbook(HEADER + "".join(f'<row r="{n}" ht="15"/>' for n in range(4, size)))


def merged(size: int) -> bytes:
    """Return a sheet with many merged cells behind its rows."""
    cells = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, size))
    return workbook(HEADER, f'<mergeCells count="{size}">{cells}</mergeCells>')


Make = Callable[[int], bytes]
TABLES: dict[str, tuple[str, Make, int]] = {
    "a value in the last row": (
        ".xlsx",
        lambda n: stray(n, f'<c r="A{n}"><v>1</v></c>'),
        1_048_576,
    ),
    "a format in the last row": (".xlsx", lambda n: stray(n, f'<c r="A{n}" s="0"/>'), 1_048_576),
    "a format in the last column": (".xlsx", lambda n: stray(n, f'<c r="XFD{n}" s="0"/>'), 5),
    "a value in the last column": (".xlsx", lambda n: stray(n, f'<c r="XFD{n}"><v>1</v></c>'), 5),
    "a row beyond the last": (
        ".xlsx",
        lambda n: stray(n, f'<c r="A{n}"><v>1</v></c>'),
        99_999_999_999_999,
    ),
    "a long name of a column": (".csv", lambda n: b'"' + b"a" * n + b'",b\n1,2\n', 4_000_000),
    "rows that are empty": (".xlsx", empty_rows, 200_000),
    "cells of one row": (".xlsx", lambda n: workbook(HEADER + f"<row>{'<c/>' * n}</row>"), 400_000),
    "merged cells": (".xlsx", merged, 200_000),
    "columns": (".csv", lambda n: ",".join(f"c{i}" for i in range(n)).encode() + b"\na\n", 20_000),
    "columns of one name": (".csv", lambda n: b"name," * n + b"\na\n", 20_000),
    "one cell": (".csv", lambda n: b'name\n"' + b"a" * n + b'"\n', 4_000_000),
    "a cell that is never closed": (".csv", lambda n: b'name\n"' + b"a\n" * n, 4_000_000),
    "short rows": (".csv", lambda n: b"a,b,c\n" + b"1\n" * n, 400_000),
    "quotation marks": (".csv", lambda n: b"name\n" + b'"' * n, 400_001),
}
