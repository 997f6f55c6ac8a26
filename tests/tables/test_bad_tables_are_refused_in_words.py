"""What is wrong with a file is said with its row and column, all of it at once."""

import gzip
import io
from zipfile import ZipFile

import pytest

from briefings.tables import archives, workbooks
from briefings.tables.archives import PartLimits
from briefings.tables.faults import LIMIT
from tests.tables.files import places, table_of, with_member, workbook_of


def zipped() -> bytes:
    """Return a ZIP archive that is no workbook."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("officials.csv", "id\n1\n")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "the file is empty"),
        (b"\n", "the first row names no column"),
        (b",,\n1,2,3\n", "the first row names no column"),
        (b"id,name\r\n", "there is no row under the header"),
        (gzip.compress(b"id\n1\n", mtime=0), "it is compressed with gzip: unpack it first"),
        (zipped(), "it is a ZIP archive: unpack it first"),
        (b"PK\x03\x04nonsense", "it is an archive, but no XLSX workbook that can be read"),
        (b"%PDF-1.7\n", "it is a PDF: a table is wanted, as CSV or XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is a workbook of before 2007: save it as XLSX or CSV"),
        (workbook_of(), "the file is empty"),
        (workbook_of(["id"]), "there is no row under the header"),
    ],
)
def test_a_file_without_a_table_says_what_it_is(data: bytes, rule: str) -> None:
    assert [(row, words) for row, _, words in places(data)] == [(None, rule)]


@pytest.mark.parametrize(
    ("data", "row", "column", "rule"),
    [
        ("id,name\n1,a\n2\n", 3, "", "the row has 1 cells, the header 2"),
        ("id,name\n1,a,b\n", 2, "", "the row has 3 cells, the header 2"),
        ("id,name,id\n1,a,b\n", 1, "id", "this column is there twice"),
        ("id,,name\n1,a,b\n", 1, "", "column 2 has no name"),
        ("id,name\n1,Qin\0Gang\n", 2, "name", "it holds U+0000 a control character: take it out"),
        (
            "id,name\n1,Qin\u202eGang\n",
            *(2, "name", "it holds U+202E right-to-left override: take it out"),
        ),
        ("id,name\n1,Qin\u200bGang\n", 2, "name", "it holds U+200B zero width space: take it out"),
        (
            "id,name\n1,Qin\u200d Gang\n",
            *(2, "name", "it holds U+200D zero width joiner: take it out"),
        ),
        (
            "id,name\n1," + "x" * 1_000_000 + "\n",
            *(2, "name", "the cell has 1,000,000 characters, at most 100,000 are read"),
        ),
    ],
)
def test_a_fault_is_said_with_its_row_and_column(
    data: str, row: int, column: str, rule: str
) -> None:
    assert places(data) == [(row, column, rule)]


@pytest.mark.parametrize("data", ['id,name\n1,"Qin\n2,b\n', 'id,name\n1,"Qin" Gang\n'])
def test_a_quotation_mark_that_is_not_closed_is_said_where_it_begins(data: str) -> None:
    ((row, _, rule),) = places(data)

    assert row == 2
    assert "is a quotation mark not closed" in rule


def test_every_fault_is_said_at_once_up_to_a_hundred() -> None:
    table, rows = table_of("id,name\n" + "1,\0\n" * 250)

    assert len(rows) == 250
    assert table.faults.count == 250
    assert len([*table.faults]) == LIMIT
    assert table.faults.in_words()[-1] == "And 150 more."


def test_a_finding_shows_the_value_shortened_and_printable() -> None:
    table, _ = table_of("id,name\n1," + "\u202e" + "x" * 200 + "\n")

    assert str(table.faults.first[0]) == (
        f"officials.csv, row 2, name: “\N{REPLACEMENT CHARACTER}{'x' * 59}…”:"
        " it holds U+202E right-to-left override: take it out"
    )


def test_columns_that_are_missing_or_unknown_are_named() -> None:
    table, _ = table_of("id,nmae\n1,a\n")

    table.check_columns(required=["id", "name"], known=["id", "name", "born"])

    assert [(found.column, found.value, found.rule) for found in table.faults] == [
        ("name", "", "this column is missing"),
        ("", "nmae", "there is no such column; the columns are id, name, born"),
    ]


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = with_member(workbook_of(["id"]), "xl/media/image1.png", b"\0" * (3 << 20))
    assert len(bomb) < 20_000
    monkeypatch.setattr(archives, "UNPACKED", 2 << 20)

    ((_, _, rule),) = places(bomb)

    assert rule == "it unpacks to 3 MB, at most 2 are read: save it as CSV"


def test_a_workbook_that_declares_entities_is_refused() -> None:
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'

    ((_, _, rule),) = places(with_member(workbook_of(["id"]), "xl/styles.xml", declared))

    assert rule == "it declares entities, as no spreadsheet program does"


MEGABYTE = 1 << 20


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        (
            "xl/styles.xml",
            b"<styleSheet><!--" + b" " * (17 * MEGABYTE) + b"--></styleSheet>",
            "it holds 17 MB in xl/styles.xml, at most 16 are read: save it as CSV",
        ),
        (
            "xl/styles.xml",
            b"<styleSheet><cellXfs>" + b"<xf/>" * 60_000 + b"</cellXfs></styleSheet>",
            "it has more than 60,000 tags in xl/styles.xml: save it as CSV",
        ),
        (
            "xl/workbook.xml",
            b"<workbook><sheets>" + b"<sheet/>" * 60_000 + b"</sheets></workbook>",
            "it has more than 60,000 tags in xl/workbook.xml: save it as CSV",
        ),
        (
            "xl/theme/theme1.xml",
            b"<a>" * 60_001,
            "it has more than 60,000 tags in xl/theme/theme1.xml: save it as CSV",
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            b"<Relationships>" + b"<Relationship/>" * 60_000 + b"</Relationships>",
            "it has more than 60,000 tags in xl/worksheets/_rels/sheet1.xml.rels: save it as CSV",
        ),
        (
            "[Content_Types].xml",
            b"<Types>" + b"<Default/>" * 60_000 + b"</Types>",
            "it has more than 60,000 tags in [Content_Types].xml: save it as CSV",
        ),
        (
            "xl/styles.xml",
            b'<?xml version="1.0" encoding="cp037"?>' + "<styleSheet/>".encode("cp037"),
            "it is not written in Unicode, as a workbook is",
        ),
    ],
)
def test_a_workbook_of_which_a_part_would_fill_memory_is_refused(
    name: str, content: bytes, rule: str
) -> None:
    crafted = with_member(workbook_of(["id"], ["1"]), name, content)

    assert [words for _, _, words in places(crafted)] == [rule]


TABLE_OF_TEXTS = (
    '<Override PartName="/{}" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s'
)


def with_texts(name: str, texts: bytes) -> bytes:
    """Return a workbook whose table of texts is the part of this name."""
    book = workbook_of(["id"], ["1"])
    with ZipFile(io.BytesIO(book)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    types = types.replace("</Types>", TABLE_OF_TEXTS.format(name))
    return with_member(with_member(book, "[Content_Types].xml", types.encode()), name, texts)


@pytest.mark.parametrize(
    "name", ["xl/sharedStrings.xml", "xl/worksheets/texts.xml", "xl/texts.bin"]
)
def test_the_texts_of_a_workbook_are_bounded_whatever_they_are_called(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "TEXTS", PartLimits(2 * MEGABYTE, 1000, " of texts"))

    large = with_texts(name, b"<sst>" + b" " * (3 * MEGABYTE) + b"</sst>")
    many = with_texts(name, b"<sst>" + b"<si/>" * 1000 + b"</sst>")

    assert [[words for *_, words in places(each)] for each in (large, many)] == [
        ["it holds 3 MB of texts, at most 2 are read: save it as CSV"],
        ["it has more than 1,000 tags of texts: save it as CSV"],
    ]


def test_a_chart_that_stands_where_sheets_do_is_bounded() -> None:
    """A chart sheet is read whole, whatever its part is called."""
    book = workbook_of(["id"], ["1"])
    with ZipFile(io.BytesIO(book)) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    as_chart = relations.replace("relationships/worksheet", "relationships/chartsheet")
    chart = b"<chartsheet>" + b"<a/>" * 60_000 + b"</chartsheet>"
    crafted = with_member(
        with_member(book, "xl/_rels/workbook.xml.rels", as_chart.encode()),
        *("xl/worksheets/sheet1.xml", chart),
    )

    assert [words for *_, words in places(crafted)] == [
        "it has more than 60,000 tags in xl/worksheets/sheet1.xml: save it as CSV"
    ]


def test_a_cell_whose_text_is_not_there_is_damage() -> None:
    row = b'<row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>'

    assert places(with_member(workbook_of(["id"]), "xl/worksheets/sheet1.xml", SHEET % row)) == [
        (1, "", "here the workbook is damaged")
    ]


def test_a_damaged_workbook_says_so() -> None:
    broken = with_member(workbook_of(["id"], ["1"]), "xl/worksheets/sheet1.xml", b"<worksheet><")

    assert len(places(broken)) == 1


@pytest.mark.parametrize(
    ("data", "bytes_"),
    [
        ("id,name\n1,Dvořák\n2,".encode() + b"Jos\xe9\n3,Qin\n", "E9"),
        ("\ufeffid,name\n1,Dvořák\n2,".encode() + b"Jos\xe9\n3,Qin\n", "E9"),
        (b"id,name\n1,a\n2,Qin \xff\xfeGang\n3,b\n", "FF FE"),
        (b"id,name\n1,a\n2,Jos\xc3(\n3,b\n", "C3"),
        (b"id,name\n1,a\n2,\x81\n3,b\n", "81"),
        (
            "id,name\n1,Dvořák\n2,".encode() + b"\xed\xa0\x80\xed\xb0\x80\n3,b\n",
            "ED A0 80 ED B0 80",
        ),
    ],
)
def test_a_bad_byte_is_a_fault_of_its_row_and_the_others_are_read(data: bytes, bytes_: str) -> None:
    table, rows = table_of(data)

    assert [(each.row, each.column, each.rule) for each in table.faults] == [
        (3, "name", f"it holds what is no UTF-8 (the bytes {bytes_}): write it anew")
    ]
    assert table.notes == ()
    assert [row.number for row in rows] == [2, 3, 4]
    assert rows[0].cells["name"] in ("Dvořák", "a")


@pytest.mark.parametrize("encoding", ["cp1251", "gb2312", "koi8-r", "iso8859-7"])
def test_another_encoding_is_not_read_as_windows_1252(encoding: str) -> None:
    """Mojibake would pass every other rule: a name of strange letters is a name."""
    words = {"gb2312": "秦刚会见布林肯", "iso8859-7": "Αθήνα"}.get(encoding, "Сергей Лавров")

    table, _ = table_of(f"id,name\n1,{words}\n".encode(encoding))

    assert [(each.row, each.column) for each in table.faults] == [(2, "name")]


def test_a_bad_byte_in_the_headings_is_said() -> None:
    assert places(b"id,Jos\xc3(\n1,a\n")[0][:2] == (1, "Jos\N{REPLACEMENT CHARACTER}(")
