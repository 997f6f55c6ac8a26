"""Dates, times and lists as people type them into sheets are read, or are asked about."""

from __future__ import annotations

import pytest

from briefings.imports.sheets import typed
from briefings.tables.cells import without_invisible


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("18 June 2023", "2023-06-18"),
        ("18th June 2023", "2023-06-18"),
        ("June 18, 2023", "2023-06-18"),
        ("June 2023", "2023-06"),
        ("18/06/2023", "2023-06-18"),
        ("06/18/2023", "2023-06-18"),
        ("18.6.2023", "2023-06-18"),
        ("2023/6/18", "2023-06-18"),
        ("4/4/2023", "2023-04-04"),
        ("about 1861", "1861~"),
        ("31/02/2023", "31/02/2023"),
        ("soon", "soon"),
    ],
)
def test_a_date_in_words_or_numbers_is_read_as_far_as_it_is_one(text: str, read: str) -> None:
    assert typed.typed_date(text) == read


def test_a_date_that_may_be_two_days_is_asked_about_until_the_order_is_said() -> None:
    with pytest.raises(typed.DayOrMonthFirst) as either:
        typed.typed_date("3/4/2023")

    assert (either.value.day_first, either.value.month_first) == ("2023-04-03", "2023-03-04")
    assert typed.typed_date("3/4/2023", "day") == "2023-04-03"
    assert typed.typed_date("3/4/2023", "month") == "2023-03-04"
    assert typed.typed_date("18/4/2023", "month") == "2023-04-18", "no month is the eighteenth"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:30", "14:30"),
        ("14:30:00", "14:30"),
        ("9.15", "09:15"),
        ("14h30", "14:30"),
        ("8 pm", "20:00"),
        ("2.30 p.m.", "14:30"),
        ("12 am", "00:00"),
        ("12:05 pm", "12:05"),
    ],
)
def test_a_time_is_read(text: str, read: str) -> None:
    assert typed.typed_time(text) == read


@pytest.mark.parametrize("text", ["25:10", "14", "noon", "13 pm", "10:61", ""])
def test_what_is_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="write it as in 14:30"):
        typed.typed_time(text)


def test_a_time_is_by_the_clocks_of_the_place() -> None:
    assert typed.moment("2023-06-18", "14:30", "Asia/Shanghai") == "2023-06-18T14:30+08:00"
    assert typed.moment("2023-10-29", "02:30", "Europe/Berlin") == "2023-10-29T02:30+02:00"
    with pytest.raises(ValueError, match="leave this hour out"):
        typed.moment("2023-03-26", "02:30", "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Blinken, Wang and Qin & Blinken", ["Blinken", "Wang", "Qin"]),
        ("Blinken, Antony; Wang Yi", ["Blinken, Antony", "Wang Yi"]),
        ("Aleksandra | Andy", ["Aleksandra", "Andy"]),
        ("Blinken\nWang Yi\n", ["Blinken", "Wang Yi"]),
    ],
)
def test_a_list_is_parted_where_it_says_so_for_sure_else_at_commas(
    text: str, read: list[str]
) -> None:
    assert typed.typed_list(text) == read


def test_what_nobody_sees_is_taken_out_and_what_is_spelling_stays() -> None:
    assert without_invisible("Mos\N{ZERO WIDTH SPACE}cow") == "Moscow"
    assert (
        without_invisible("می\N{ZERO WIDTH NON-JOINER}خواهم") == "می\N{ZERO WIDTH NON-JOINER}خواهم"
    )
