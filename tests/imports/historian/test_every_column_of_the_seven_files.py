"""One set of rules for all seven files: a bad value of any column is refused with its place."""

import re

import pytest
from django.contrib.auth.models import User

from briefings.imports.cell_types import ChoiceCell, ListCell
from briefings.imports.historian.profile import HISTORIAN
from briefings.models import ImportRun
from tests.imports.desk import SHARED, given_back, imported, needs_shared, planned, refused
from tests.imports.sources import as_files, seven_files

COLUMNS = [(sheet.name, name) for sheet in HISTORIAN.specs.values() for name in sheet.columns]
# Any words may stand there, but for signs that nobody sees.
FREE = {
    ("countries", "name"),
    ("countries", "long_name"),
    ("countries", "notes"),
    *(("offices", name) for name in ("title", "title_plural", "alternate_title", "organisation")),
    ("offices", "description"),
    *(("officials", name) for name in ("family_name", "given_name", "name_suffix")),
    *(("officials", name) for name in ("display_name", "sort_name", "other_names")),
    *(("tenures", name) for name in ("appointed_note", "started_note", "ended_note", "note")),
    *(("trips", name) for name in ("traveller_name", "country_name", "locations", "remarks")),
    *(("state_visits", name) for name in ("visitor", "country_name", "description")),
    *(("detentions", name) for name in ("name", "headline", "description")),
}
SEEN_BY_NOBODY = ["Seward\u202e", "Sew\x07ard", "Seward\u200b", "Sew\udcffard"]
# No id, no word of a list, no date, no number, no address.
NONSENSE = ["zzz", "maybe", "sew\u0430rd", "seward william", "yesterday", "2010-02-30", "-", "1e5"]
# Where one of these is an id, a path or a code, as far as anybody can tell.
FITTING = {
    "region": {"zzz", "maybe", "yesterday"},
    "country_source": {"zzz", "maybe", "yesterday"},
    "url_path": set[str](),
    "source_id": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "category": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "concurrent_group": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "old_ids": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "country_id": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "official_id": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
    "office_id": {"zzz", "maybe", "yesterday", "2010-02-30", "-", "1e5"},
}
# What no two rows have alike, beside their ids.
UNIQUE = ("old_ids", "iso2")
KEYS = {("countries", "country_id"), ("officials", "official_id"), ("offices", "office_id")}


Cells = dict[str, str]
Numbered = dict[int, Cells]


def spoilt(
    sheet: str, spoiling: list[Cells], column: str = ""
) -> tuple[dict[str, bytes], Numbered]:
    """Return the seven files, one with a row more for each of `spoiling`, and those by number.

    Each is a copy of the last row that has a value in `column`, with an id of its own and these
    cells.
    """
    files = seven_files()
    key = HISTORIAN.specs[sheet].rules.key  # type: ignore[union-attr]
    row = next(each for each in reversed(files[sheet]) if not column or each[column])
    numbered = {}
    for cells in spoiling:
        row = {**row, **dict.fromkeys(UNIQUE, ""), key: following(row[key])}
        files[sheet].append({**row, **cells})
        numbered[len(files[sheet]) + 1] = cells
    return as_files(files), numbered


def following(key: str) -> str:
    """Return another id of the same form."""
    text, number = re.fullmatch(r"(.*?)(\d*)", key).groups()  # type: ignore[union-attr]
    return f"{text}{int(number) + 1}" if number else f"{text}-1"


def bad_values(sheet: str, column: str) -> list[str]:
    """Return what may not stand in the column."""
    if (sheet, column) in FREE:
        return SEEN_BY_NOBODY
    is_reference = column in ("country_id", "official_id", "office_id") and (
        (sheet, column) not in KEYS
    )
    fitting = set[str]() if is_reference else FITTING.get(column, set())
    return [*SEEN_BY_NOBODY, *(value for value in NONSENSE if value not in fitting)]


def test_the_seven_files_are_taken_in_and_come_out(editor: User) -> None:
    files = as_files(seven_files())

    imported(editor, files, HISTORIAN)

    assert {name: given_back(name, HISTORIAN) for name in files} == files


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_bad_value_is_refused_with_row_and_column(editor: User, sheet: str, column: str) -> None:
    values = [{column: value} for value in bad_values(sheet, column)]
    files, rows = spoilt(sheet, values, column)

    done = planned(editor, files, HISTORIAN)

    places = {(each.file, each.row, each.column) for each in done.faults}
    fine = [rows[row] for row in rows if (f"{sheet}.csv", row, column) not in places]
    assert not fine, done.faults.in_words()
    if (sheet, column) not in KEYS:
        assert {(file, row) for file, row, _ in places} == {(f"{sheet}.csv", row) for row in rows}
    assert not done.rows


@pytest.mark.parametrize("sheet", [*HISTORIAN.specs])
def test_a_cell_that_is_never_empty_is_refused_empty(editor: User, sheet: str) -> None:
    spec = HISTORIAN.specs[sheet]
    files, rows = spoilt(sheet, [{column: ""} for column in spec.columns])

    done = planned(editor, files, HISTORIAN)

    never = "this cell is never empty"
    found = {(each.row, each.column) for each in done.faults if each.rule == never}
    required = {*spec.rules.required}  # type: ignore[union-attr]
    assert found == {(row, name) for row, [name] in rows.items() if name in required}


@pytest.mark.parametrize("sheet", [*HISTORIAN.specs])
def test_a_file_has_exactly_its_columns(editor: User, sheet: str) -> None:
    files = seven_files()
    files[sheet] = [{**row, "weather": "fair"} for row in files[sheet]]
    for row in files[sheet]:
        del row["url_path" if "url_path" in row else "link"]

    found = refused(editor, as_files(files), HISTORIAN)

    assert {(row, rule.split(";")[0]) for _, row, _, rule in found} == {
        *((1, "this column is missing"), (1, "there is no such column"))
    }


LISTS = {
    (sheet.name, column): each.values
    for sheet in HISTORIAN.specs.values()
    for column, kind in (sheet.rules.columns.items() if sheet.rules else ())
    if isinstance(each := kind.of if isinstance(kind, ListCell) else kind, ChoiceCell)
}
CLOSED = {(*place, word) for place, words in LISTS.items() for word in words}


def fitting(sheet: str, column: str, word: str) -> Cells:
    """Return the cells of a row in which the word may stand, as the others have to be for it."""
    cells = {column: word}
    if (sheet, column) == ("tenures", "status") and word != "served":
        cells |= {"start": "", "start_basis": "", "end": ""}
    if column == "start_basis":
        cells |= dict.fromkeys(("started", "arrived", "appointed"), "") | {word: "1861"}
        cells["start"] = "1861"
    return cells


@pytest.mark.parametrize(("sheet", "column"), LISTS)
def test_every_word_of_a_list_is_accepted(editor: User, sheet: str, column: str) -> None:
    """The same word in other capitals is none."""
    each = [fitting(sheet, column, word) for word in LISTS[sheet, column]]
    files, _ = spoilt(sheet, each)
    capitals, rows = spoilt(sheet, [{**cells, column: cells[column].upper()} for cells in each])

    assert not planned(editor, files, HISTORIAN).faults
    done = planned(editor, capitals, HISTORIAN)
    assert set(rows) <= {each.row for each in done.faults}, done.faults.in_words()


@needs_shared
def test_the_lists_are_those_of_the_datas_own_description() -> None:
    readme = (SHARED / "README.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"Closed vocabularies \(.*?\): (.*?)\.\n", readme)
    told = {
        (*column.split("."), word)
        for column, words in (each.split(": ") for each in sentence.split("; "))
        for word in words.split(", ")
    }
    flags: set[tuple[str, ...]] = set()
    for name, text in re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## )", readme, re.M | re.S):
        for each in re.findall(r"^Flags: .*|^\| flags \| Derived: .*", text, re.M):
            words = re.findall(r"`([a-z-]+)`(?: \(\d+\):|[,.])", each)
            flags |= {(name, "flags", word) for word in words}

    flag = {each for each in told if each[1] == "current"}
    assert told - flag <= CLOSED
    assert {each for each in CLOSED if each[1] == "flags"} == flags
    assert len(flags) == 11 + 2 + 2 + 3


@pytest.mark.parametrize(
    ("sheet", "cells", "column", "rule"),
    [
        ("tenures", {"start": "1870", "started": "1870"}, "end", "it is before start"),
        ("tenures", {"ended": "1861-03-04", "end": "1861-03-04"}, "end", "it is before start"),
        ("tenures", {"start_basis": "arrived"}, "start_basis", "the first of started, arrived"),
        ("tenures", {"start": "1861-03"}, "start", "it is the date that start_basis names"),
        ("tenures", {"end": ""}, "end", "it is `ended` of who served"),
        ("tenures", {"status": "other-nominee", "end": ""}, "start", "it is empty unless"),
        ("officials", {"death_year": "1800"}, "death_year", "nobody dies before being born"),
        ("officials", {"old_ids": "hay-john-milton"}, "old_ids", "hay-john-milton is the offic"),
        ("countries", {"valid_to": "1800"}, "valid_to", "it is before valid_from"),
        ("offices", {"end_year": "1800"}, "end_year", "it is before start_year"),
        ("offices", {"country_id": ""}, "country_id", "a chief of mission is sent to a country"),
        ("offices", {"country_id": "Denmark"}, "country_id", "there is no such id"),
        ("trips", {"end_date": "1866-01-08"}, "end_date", "the end is before the start"),
        ("state_visits", {"start_date": "1875-01-01"}, "end_date", "the end is before"),
    ],
)
def test_cells_that_contradict_one_another_are_refused(
    editor: User, sheet: str, cells: dict[str, str], column: str, rule: str
) -> None:
    files = seven_files()
    files[sheet][-1] |= cells

    found = refused(editor, as_files(files), HISTORIAN)

    number = len(files[sheet]) + 1
    assert any(each[:3] == (f"{sheet}.csv", number, column) for each in found), found
    assert any(each[3].startswith(rule) for each in found), found
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("sheet", [*HISTORIAN.specs])
def test_an_id_stands_in_one_row(editor: User, sheet: str) -> None:
    files = seven_files()
    files[sheet].append(files[sheet][-1])

    found = refused(editor, as_files(files), HISTORIAN)

    rows = len(files[sheet])
    key = HISTORIAN.specs[sheet].rules.key  # type: ignore[union-attr]
    assert (f"{sheet}.csv", rows + 1, key, f"row {rows} has this id already") in found
