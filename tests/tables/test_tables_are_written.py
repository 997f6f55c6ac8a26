"""What leaves as a table calculates nothing, and comes back as it was."""

import io

import pytest
from openpyxl import load_workbook

from briefings.tables import write
from briefings.tables.writing import Kind
from tests.tables.files import table_of

DANGEROUS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=quoted", "''-x"]
HARMLESS = ["-0800", "+3.5", "2023-06-18", "Müller, “José”\nJr.", "'tis", "", "1e5"]


def written(rows: list[list[str]], kind: Kind) -> bytes:
    """Write a table of one column."""
    file = io.BytesIO()
    write(rows, ["words"], file, kind=kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_written_comes_back_letter_for_letter(kind: Kind) -> None:
    texts = [text for text in DANGEROUS + HARMLESS if text and "\r" not in text]

    _, rows = table_of(written([[text] for text in texts], kind))

    assert [row.cells["words"] for row in rows] == texts


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert b"'" + text.encode() in written([[text]], "csv")

    sheet = load_workbook(io.BytesIO(written([[text]], "xlsx"))).worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


@pytest.mark.parametrize("text", [text for text in HARMLESS if text])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert load_workbook(io.BytesIO(written([[text]], "xlsx"))).worksheets[0]["A2"].value == text


def test_a_text_too_long_for_a_workbook_is_refused() -> None:
    with pytest.raises(ValueError, match="export CSV"):
        written([["x" * 40_000]], "xlsx")


def test_bytes_that_are_no_utf_8_leave_as_they_came() -> None:
    """A row that is given back to be mended holds all that it held."""
    _, rows = table_of(b"words\nDvo\xc5\x99\xc3\xa1k and \xffQin\n")

    assert written([[rows[0].cells["words"]]], "csv").splitlines()[1] == (
        b"Dvo\xc5\x99\xc3\xa1k and \xffQin"
    )
