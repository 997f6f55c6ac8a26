"""Writes CSV and XLSX files in which no spreadsheet calculates anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from briefings.tables.cells import escape_formula, replace_undecoded
from briefings.tables.encodings import KEEPING_BYTES

Kind = Literal["csv", "xlsx"]
LONGEST_IN_XLSX = 32_767


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
        _xlsx(rows, columns, file)


def _csv(rows: Iterable[Sequence[str]], columns: Sequence[str], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", errors=KEEPING_BYTES, newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _xlsx(rows: Iterable[Sequence[str]], columns: Sequence[str], file: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    try:
        sheet.append([_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, text) for text in row])
    finally:
        sheet.close()
    book.save(file)


def _cell(sheet: Any, text: str) -> Any:
    """Return a text cell, whatever the text looks like: a day, a number, a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub(
        "\N{REPLACEMENT CHARACTER}", replace_undecoded(escape_formula(text))
    )
    if len(text) > LONGEST_IN_XLSX:
        raise ValueError(f"A cell of XLSX holds {LONGEST_IN_XLSX:,} characters: export CSV.")
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
