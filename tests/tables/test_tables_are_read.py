"""Whatever a desk's spreadsheet saves is read as it is meant."""

import codecs
from datetime import date, datetime

import pytest

from tests.tables.files import table_of, workbook_of


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\r\nqin,Qin Gang\r\n",
        b"id,name\nqin,Qin Gang",
        codecs.BOM_UTF8 + b"id,name\nqin,Qin Gang\n",
        b"id;name\nqin;Qin Gang\n",
        b"id\tname\nqin\tQin Gang\n",
        b'"id","name"\n"qin","Qin Gang"\n',
        "id,name\nqin,Qin Gang\n".encode("utf-16"),
        "id,name\nqin,Qin Gang\n".encode("utf-16-le"),
        "id,name\nqin,Qin Gang\n".encode("utf-16-be"),
        workbook_of(["id", "name"], ["qin", "Qin Gang"]),
    ],
    ids=[
        "crlf",
        "no last line break",
        "bom",
        "semicolon",
        "tab",
        "quoted",
        "utf-16",
        "little",
        "big",
        "xlsx",
    ],
)
def test_one_table_is_read_from_every_form_of_it(data: bytes) -> None:
    table, rows = table_of(data)

    assert table.columns == ("id", "name")
    assert rows == [(2, {"id": "qin", "name": "Qin Gang"})]
    assert not table.faults


def test_what_was_guessed_is_said() -> None:
    """A wrong guess spoils every accent: who imports has to hear of it."""
    latin, rows = table_of("name;born\nJosé Müller;1950\n".encode("latin-1"))

    assert rows[0].cells["name"] == "José Müller"
    assert [words.split(":")[0] for words in latin.notes] == [
        "It is not UTF-8",
        "Its columns are separated by a semicolon.",
    ]
    assert table_of("name\nJosé\n")[0].notes == ()


def test_of_several_sheets_the_first_is_read_and_that_is_said() -> None:
    table, _ = table_of(workbook_of(["id"], ["qin"], sheets=3))

    assert table.notes == ("Of 3 sheets the first was read, “Sheet”.",)


def test_the_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    """A line break within a cell begins no row, and an empty row is one."""
    _, rows = table_of('id,note\na,"one\ntwo"\n\nb,\n')

    assert [(row.number, row.cells["note"]) for row in rows] == [(2, "one\ntwo"), (4, "")]


def test_a_workbook_gives_days_and_numbers_as_one_writes_them() -> None:
    afternoon = datetime.fromisoformat("2023-06-18T14:30")
    _, rows = table_of(
        workbook_of(
            ["day", "moment", "year", "share", "current", "empty", "last"],
            [date(2023, 6, 18), afternoon, 1861.0, 0.5, True, None, "x"],
        )
    )

    assert [*rows[0].cells.values()] == [
        *("2023-06-18", "2023-06-18T14:30", "1861", "0.5", "true", "", "x")
    ]


def test_empty_cells_to_the_right_of_a_sheet_are_nothing() -> None:
    _, rows = table_of(workbook_of(["id", "name", None], ["qin", None, None], ["wang", "Wang Yi"]))

    assert [row.cells for row in rows] == [
        {"id": "qin", "name": ""},
        {"id": "wang", "name": "Wang Yi"},
    ]


def test_joiners_within_a_persian_name_are_its_spelling() -> None:
    _, rows = table_of("name\nعلی‌رضا\n")

    assert rows[0].cells["name"] == "علی‌رضا"


@pytest.mark.parametrize(
    "name", ["José Müller", "«ÉTÉ»", "l’été – à Orléans", "MÜLLER & SÖHNE", "maison de Croÿ", "5 €"]
)
def test_western_texts_are_read_as_windows_1252(name: str) -> None:
    table, rows = table_of(f"id,name\na,{name}\n".encode("cp1252"))

    assert rows[0].cells["name"] == name
    assert not table.faults


def test_windows_1252_and_bytes_in_a_block_of_their_own_are_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file is looked at piece by piece: what stands across two pieces counts too."""
    monkeypatch.setattr("briefings.tables.encodings.BLOCK", 3)

    assert table_of("name\nJosé Müller\n".encode("cp1252"))[1][0].cells["name"] == "José Müller"
    _, rows = table_of("name\nWang Yi 王毅\n".encode() + b"Qin \xff\n")
    assert rows[0].cells["name"] == "Wang Yi 王毅"
