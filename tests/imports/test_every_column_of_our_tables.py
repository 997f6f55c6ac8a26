"""A bad value of any column is refused with its place, and a text has no limit but the upload's."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.db import connection

from briefings.imports.cell_types import ListCell, TextCell
from briefings.imports.columns import FORMATS
from briefings.imports.formats import Column
from briefings.models.words import LONGEST_NAME
from tests.imports.desk import imported, planned
from tests.imports.sources import as_csv
from tests.imports.test_every_table import WORLD

COLUMNS = [
    (format_.name, column.name) for format_ in FORMATS.values() for column in format_.columns
]
NONSENSE = "z\u0451z, maybe 2010-02-30"
LONG = 50_000  # characters
# What lists sort by, and what is looked up letter for letter, fits into an index.
INDEXED = {"id", "time_zone", "code"}
NAMES = {"name", "full_name", "short_name", "sort_name", "title", "other_names", "description"}


def column_of(table: str, name: str) -> Column:
    """Return a column of a table."""
    return FORMATS[table].column(name)


def longest(column: Column) -> int:
    """Return how many letters a text of the column may have; 0 where not any words may stand."""
    kind = column.type.of if isinstance(column.type, ListCell) else column.type
    if isinstance(kind, TextCell):
        return LONG if kind.longest is None else kind.longest
    return 0


def with_cells(table: str, cells: dict[str, str]) -> dict[str, bytes | str]:
    """Return the tables of a visit, of which the last row of one has these cells."""
    head, *rows = [line.split(",") for line in WORLD[table].splitlines()]
    more = [name for name in cells if name not in head]
    last = dict(zip([*head, *more], [*rows[-1], *("" for _ in more)], strict=True)) | cells
    others = [[*row, *("" for _ in more)] for row in rows[:-1]]
    return {**WORLD, table: as_csv([*last], [*others, [*last.values()]])}


def words(number: int, size: int) -> str:
    """Return a long text that no index can make short."""
    told, text = f"{number}", list[str]()
    while len(text) * 9 < size:
        told = sha256(told.encode()).hexdigest()
        text.append(told[:8])
    return " ".join(text)[:size].strip()


@pytest.mark.parametrize(
    ("table", "name"), [each for each in COLUMNS if not longest(column_of(*each))]
)
def test_what_is_no_such_value_is_refused_with_row_and_column(
    editor: User, table: str, name: str
) -> None:
    done = planned(editor, with_cells(table, {name: NONSENSE}))

    assert (f"{table}.csv", WORLD[table].count("\n"), name) in [
        (each.file, each.row, each.column) for each in done.faults
    ], done.faults.in_words()


@pytest.mark.parametrize("value", ["20230618", "2023-W24-7", "2023-6-18", "2023-06-31"])
def test_a_day_is_written_in_one_way(editor: User, value: str) -> None:
    done = planned(editor, with_cells("visits", {"verified_on": value}))

    assert [(each.row, each.column) for each in done.faults] == [(2, "verified_on")]


@pytest.mark.parametrize("table", [*FORMATS])
def test_a_text_is_as_long_as_an_upload_may_hold(editor: User, table: str) -> None:
    texts = {
        column.name: words(number, longest(column))
        for number, column in enumerate(FORMATS[table].columns)
        if longest(column) and column.name not in INDEXED
    }
    short = {name for name, text in texts.items() if len(text) < LONG / 2}

    done, _ = imported(editor, with_cells(table, texts))

    assert short <= NAMES, (
        "a text has no length, unless lists sort by it, or it is a code (INDEXED)"
    )
    connection.check_constraints()
    assert not done.faults


def test_the_longest_name_fits_into_the_index_that_lists_sort_by(editor: User) -> None:
    letters = "".join(chr(0x20000 + ord(sign) * 97) for sign in words(1, 4000) if sign != " ")
    name = letters[:LONGEST_NAME]
    for table in ("countries", "organizations", "topics"):
        imported(editor, {table: f"id,name\na,{name}\n"})
    imported(editor, {"officials": f"id,full_name,short_name,sort_name\na,{name},{name},{name}\n"})

    done = planned(editor, {"topics": f"id,name\nb,{name}x\n"})

    assert [each.rule for each in done.faults] == [
        f"{LONGEST_NAME + 1} characters, at most {LONGEST_NAME} fit"
    ]
