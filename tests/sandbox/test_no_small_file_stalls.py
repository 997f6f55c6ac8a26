"""Files that stalled the house, and their siblings: each is read, or refused with its limit.

Work is counted in calls, of Python and of C, and may not grow faster than the file; the files in
their full size are read as the desk does it, where 20 seconds of a processor end a reading.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from briefings.bodies import KnownName, UnreadableFile
from briefings.bodies.recognition import recognise_file
from briefings.limits import PAGE
from briefings.sandbox import articles, tables
from briefings.tables import Faults, read
from tests.sandbox.hostile import ARTICLES
from tests.sandbox.tables import TABLES

SLOW = "seconds to read"


def calls_of(work: Callable[[], Any]) -> int:
    """Return how many functions are called, of Python or of C, while the work is done."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def article(name: str, size: int) -> Callable[[], Any]:
    """Return the reading of an article, in this process."""
    end, make, _ = ARTICLES[name]
    data = make(size)

    def work() -> None:
        with suppress(UnreadableFile):
            recognise_file(f"a{end}", data, ())

    return work


def table(name: str, size: int) -> Callable[[], Any]:
    """Return the reading of a table, in this process."""
    end, make, _ = TABLES[name]
    data = make(size)
    return lambda: [*read(f"a{end}", BytesIO(data), Faults()).rows]


@pytest.mark.parametrize("name", ARTICLES)
def test_the_work_on_an_article_grows_as_the_file(name: str) -> None:
    _, make, full = ARTICLES[name]
    size = min(full // 10, 3_000)
    article(name, 10)()

    small, large = calls_of(article(name, size)), calls_of(article(name, 2 * size))

    grown = max(2, len(make(2 * size)) / len(make(size)))
    assert large < 1.15 * grown * small + 1_000


@pytest.mark.parametrize("name", TABLES)
def test_the_work_on_a_table_grows_as_the_file(name: str) -> None:
    size = max(min(TABLES[name][2] // 10, 3_000), 5)
    table(name, 5)()

    small, large = calls_of(table(name, size)), calls_of(table(name, 2 * size))

    assert large < 2.3 * small + 1_000


@pytest.mark.slow
@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_read_or_refused_by_its_limit(name: str) -> None:
    end, make, size = ARTICLES[name]

    said = words_of(f"a{end}", make(size))

    assert SLOW not in said
    assert any(words in said for words in ("The delegations met", "more than", "at most"))


def words_of(name: str, data: bytes) -> str:
    """Return the words of a file as the desk reads it, or why it is refused."""
    try:
        document, _ = articles.recognise_file(name, data, ())
    except UnreadableFile as refused:
        return refused.rule
    return " ".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_or_refused_by_its_limit(name: str) -> None:
    end, make, size = TABLES[name]
    faults = Faults()

    table = tables.read(f"a{end}", BytesIO(make(size)), PAGE, faults)
    rows = [*table.rows]

    assert SLOW not in " ".join(faults.in_words())
    assert rows or faults


@pytest.mark.parametrize("name", ["a format in the last row", "a format in the last column"])
def test_a_stray_format_is_nobodys_fault(name: str) -> None:
    """Whoever once touched the last row of a sheet has a sheet like any other."""
    end, make, size = TABLES[name]

    found = tables.read(f"a{end}", BytesIO(make(size)), PAGE)

    assert [row.cells for row in found.rows] == [{"name": "Fentanyl"}, {"name": "Rare earths"}]
    assert found.faults.in_words() == []


def test_a_value_in_the_last_row_is_a_row() -> None:
    end, make, size = TABLES["a value in the last row"]

    found = tables.read(f"a{end}", BytesIO(make(size)), PAGE)

    assert [row.number for row in found.rows] == [2, 3, size]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lists in lists of Markdown", "nested more than 10 deep"),
        ("a paragraph of Markdown", "a paragraph has more than 50,000 characters"),
        ("one long address of Markdown", "more than 20,971,520 characters of HTML"),
        ("tables in tables of Word", "nested more than 255 deep"),
    ],
)
def test_a_limit_is_named(name: str, said: str) -> None:
    """Words beyond a limit are never left out of what is read without a word."""
    end, make, size = ARTICLES[name]

    assert said in words_of(f"a{end}", make(size))


def test_ten_lists_in_one_another_are_read() -> None:
    items = "\n".join(f"{'  ' * deep}- item {deep}" for deep in range(9))

    assert "item 8" in words_of("a.md", f"The delegations met.\n\n{items}\n".encode())


def test_a_merged_cell_of_a_word_table_is_there_once() -> None:
    end, make, _ = ARTICLES["merged cells"]

    document, _ = articles.recognise_file(f"a{end}", make(3), ())

    assert [p.text for p in document.paragraphs][1:] == ["Wide", "High"]
    (table,) = [block for block in document.blocks if block.tag == "table"]
    spans = [cell.attributes for row in table.blocks[0].blocks for cell in row.blocks]
    assert spans == [{"colspan": "100"}, {"rowspan": "4"}]


def test_a_list_is_no_deeper_than_word_makes_it() -> None:
    end, make, _ = ARTICLES["deep lists"]

    document, _ = articles.recognise_file(f"a{end}", make(40), ())

    assert [p.text for p in document.paragraphs][1:] == [f"Item {n}" for n in range(40)]


def test_the_names_of_a_large_record_are_looked_up_by_their_first_word() -> None:
    """4,000 people called Mohammed, and a text that names 200 of them."""
    known = [
        KnownName(UUID(int=n), "official", f"Mohammed {n}x", (f"Mohammed {n}x",))
        for n in range(4_000)
    ]
    words = "The delegations met. " + " ".join(f"Then Mohammed {n}x spoke." for n in range(200))

    def reading(part: int) -> Callable[[], Any]:
        return lambda: recognise_file("a.txt", f"{words}\n\n{words}".encode(), known[:part])

    small, large = calls_of(reading(2_000)), calls_of(reading(4_000))

    assert large < 2.3 * small
