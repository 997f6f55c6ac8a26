"""Writes CSV and XLSX files in which no spreadsheet calculates anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Literal

from briefings.tables.cells import escape_formula
from briefings.tables.encodings import KEEPING_BYTES

Kind = Literal["csv", "xlsx"]


def write(
    rows: Iterable[Sequence[str]], columns: Sequence[str], file: BinaryIO, *, kind: Kind
) -> None:
    """Write a table as UTF-8 CSV (RFC 4180) or as a workbook of one sheet.

    Formulas get an apostrophe, which `read` removes. Bytes that were not UTF-8 are written to a CSV
    file unchanged. Raises ValueError for a text that is too long for a cell of a workbook.
    """
    if kind == "csv":
        _csv(rows, columns, file)
    else:
        # openpyxl takes longer to import than most tables take to read.
        from briefings.tables.workbooks import write_workbook

        write_workbook(rows, columns, file)


def _csv(rows: Iterable[Sequence[str]], columns: Sequence[str], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", errors=KEEPING_BYTES, newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()
