"""A partial date is the interval of days it may be, and says so to readers, editors, programs."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefings.models.date_words import from_words
from briefings.models.dates import PartialDate
from tests.models.date_strategies import (
    ERAS,
    days_of,
    is_a_date,
    may_be,
    near_misses,
    partial_dates,
)

HISTORIANS_RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data"
DATE_COLUMNS = re.compile(
    r"appointed|arrived|started|ended|start|end|(.*_)?date|(birth|death)_year"
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "about"),
    [
        ("1861", date(1861, 1, 1), date(1861, 12, 31), "year", False),
        ("1860-02", date(1860, 2, 1), date(1860, 2, 29), "month", False),
        ("1861-03-05", date(1861, 3, 5), date(1861, 3, 5), "day", False),
        ("1861~", date(1860, 1, 1), date(1862, 12, 31), "year", True),
        ("1861-03~", date(1861, 2, 1), date(1861, 4, 30), "month", True),
        ("1861-03-01~", date(1861, 2, 28), date(1861, 3, 2), "day", True),
        ("1861-03/1862", date(1861, 3, 1), date(1862, 12, 31), "interval", False),
        ("1861-03/1862~", date(1861, 2, 1), date(1863, 12, 31), "interval", True),
        ("2018-07/..", date(2018, 7, 1), None, "interval", False),
        ("../2018~", None, date(2019, 12, 31), "interval", True),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year", False),
        ("0001~", None, date(2, 12, 31), "year", True),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), "month", False),
        ("9999-12-31~", date(9999, 12, 30), None, "day", True),
    ],
)
def test_a_text_is_the_days_it_may_be(text, earliest, latest, precision, about):
    found = PartialDate.parse(text)

    assert (found.earliest, found.latest) == (earliest, latest)
    assert (found.precision, found.about) == (precision, about)


@pytest.mark.parametrize("era", ERAS)
@settings(deadline=None)
@given(data=st.data())
def test_it_may_be_exactly_the_days_that_a_brute_force_reading_finds(era, data):
    text = data.draw(partial_dates(era))
    assume(is_a_date(text))
    partial_date = PartialDate.parse(text)

    wrong = [day for day in days_of(era) if partial_date.possibly_on(day) != may_be(text, day)]

    assert wrong == []


@settings(deadline=None)
@given(partial_dates(), partial_dates())
def test_two_partial_dates_are_compared_as_their_sets_of_days(event, question):
    assume(is_a_date(event) and is_a_date(question))
    days = days_of("our own years")
    of_event = {day for day in days if may_be(event, day)}
    of_question = {day for day in days if may_be(question, day)}

    answer = PartialDate.parse(event)

    assert answer.possibly_on(PartialDate.parse(question)) == bool(of_event & of_question)
    assert answer.certainly_on(PartialDate.parse(question)) == (of_event <= of_question)


@settings(deadline=None)
@given(partial_dates())
def test_what_is_no_interval_is_refused(text):
    if is_a_date(text):
        assert PartialDate.parse(text).text == text
    else:
        with pytest.raises(ValueError, match=r"ends before it begins|write a date such as"):
            PartialDate.parse(text)


@settings(deadline=None)
@given(near_misses)
def test_a_refusal_is_a_value_error_on_one_line(text):
    try:
        assert PartialDate.parse(text).text == text
    except ValueError as error:
        assert str(error).isprintable()  # noqa: PT017 - what is not refused is right as well


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1861-02-30", "There is no 30 February 1861: February 1861 has 28 days"),
        ("circa 1861", "circa 1861: write 1861~ for about 1861"),
        ("1861?", "1861?: there is no “?”; write 1861~ for about, or an interval"),
        ("5 March 1861", "5 March 1861: write 1861-03-05 for 5 March 1861"),
        ("0 March 1861", "1861-03-00: leave out what is unknown and write 1861-03"),
        (
            "5.3.1861",
            "5.3.1861: 5 March 1861 or 3 May 1861? Write the month as a word, or 1861-03-05",
        ),
        ("31/06/2026", "There is no 31 June 2026: June has 30 days"),
        ("31/31/2026", "31/31/2026: there are twelve months: write 1861-03-05"),
        ("5/3/61", "5/3/61: the year has four digits, as in 1861-03-05"),
        ("1861-3-5", "1861-3-5: months and days have two digits, as in 1861-03-05"),
        ("1861-00-00", "1861-00-00: leave out what is unknown and write 1861"),
        ("1861-03-00", "1861-03-00: leave out what is unknown and write 1861-03"),
        ("2026-13", "2026-13: there is no month 13"),
        ("1861-03-32", "1861-03-32: no month has a day 32"),
        ("0000-05", "0000-05: years run from 0001 to 9999"),
        ("1860s", "1860s: write 1860/1869 for the ten years"),
        ("1861-1862", "1861-1862: write 1861/1862 for an interval"),
        ("1861/", "1861/: an open side is written “..”, as in 1861/.. or ../1861"),
        ("1861/1862/1863", "1861/1862/1863: an interval has two sides, as in 1861/1863"),
        ("1861~/1862", "1861~/1862: “~” stands once, at the end, and then counts for both sides"),
        ("2018/2017", "2018/2017 ends before it begins"),
        (
            "after July 2018",
            "after July 2018: 2018-07/.. is July 2018 or later, 2018-08/.. is later than it",
        ),
        (
            "before 2018",
            "before 2018: ../2018-07 is July 2018 or earlier, ../2018-06 is earlier than it",
        ),
        (
            "",
            "(empty): write a date such as 1861, 1861-03 or 1861-03-05, or leave it out if unknown",
        ),
        (
            "no date at all\x00" + 1_000_000 * "!",
            "no date at all�!!!!!!!!!!!!!!!!!!!!!!!!!… is not a date: "
            "write it as 1861, 1861-03, 1861-03-05 or 1861/1863",
        ),
    ],
)
def test_a_refusal_says_what_to_write_instead(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1861", "1861"),
        ("1861-03", "March 1861"),
        ("1861-03-05", "5 March 1861"),
        ("1861-03~", "about March 1861"),
        ("1861-03/1862", "between March 1861 and 1862"),
        ("1861-03/1861-05", "between March and May 1861"),
        ("1861-03-05/1861-03-09", "between 5 and 9 March 1861"),
        ("1861-03-05/1861-05-09~", "between about 5 March and about 9 May 1861"),
        ("1861-03-05/1862-03-05", "between 5 March 1861 and 5 March 1862"),
        ("1861-03/1861", "between March 1861 and 1861"),
        ("2018-07/..", "July 2018 or later"),
        ("../2018~", "about 2018 or earlier"),
    ],
)
def test_readers_read_words(text, words):
    assert str(PartialDate.parse(text)) == words


@settings(deadline=None)
@given(partial_dates())
def test_an_editor_may_type_what_a_page_shows(text):
    assume(is_a_date(text))
    shown = PartialDate.parse(text)

    typed = PartialDate.parse(from_words(str(shown)))

    assert (typed.earliest, typed.latest) == (shown.earliest, shown.latest)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("September 2016", "2016-09"),
        (" sept.  2016 ", "2016-09"),
        ("5 mar 1861", "1861-03-05"),
        ("November 28, 2016", "2016-11-28"),
        ("circa May 1861", "1861-05~"),
        ("c. 1861", "1861~"),
        ("about 1861-03", "1861-03~"),
        ("between 1861-03 and May 1862", "1861-03/1862-05"),
        ("1861-03 or later", "1861-03/.."),
    ],
)
def test_an_editor_may_type_english_words(typed, text):
    assert from_words(typed) == text


@pytest.mark.parametrize(
    "typed",
    ["5.3.1861", "3/5/1861", "5 March", "March", "5 1861", "between May and June"],
)
def test_words_that_mean_two_dates_or_none_are_not_read(typed):
    with pytest.raises(ValueError, match=re.escape(typed[:3])):
        PartialDate.parse(from_words(typed))


def test_partial_dates_sort_by_their_earliest_day_then_their_latest():
    texts = ["1861", "1861-03-05", "../1862", "1861-01-01", "1861/..", "1860/1863", "../1861"]

    ordered = sorted(map(PartialDate.parse, texts), key=lambda each: each.ordering_key)

    assert [each.text for each in ordered] == [
        "../1861",
        "../1862",
        "1860/1863",
        "1861-01-01",
        "1861",
        "1861/..",
        "1861-03-05",
    ]


def test_equality_is_of_the_text():
    assert PartialDate.parse("1861") == PartialDate.parse("1861")
    assert PartialDate.parse("1861") != PartialDate.parse("1861-01/1861-12")
    assert len({PartialDate.parse("1861"), PartialDate.parse("1861")}) == 1


def test_a_day_is_a_partial_date_too():
    assert PartialDate.of(date(861, 3, 5)).text == "0861-03-05"


def test_a_program_gets_the_text_and_its_bounds():
    assert PartialDate.parse("2021-03").as_json() == {
        "value": "2021-03",
        "precision": "month",
        "earliest": "2021-03-01",
        "latest": "2021-03-31",
        "about": False,
    }
    assert PartialDate.parse("2018/..~").as_json() == {
        "value": "2018/..~",
        "precision": "interval",
        "earliest": "2017-01-01",
        "latest": None,
        "about": True,
    }


@pytest.mark.skipif(
    not HISTORIANS_RECORDS.is_dir(), reason="the Historian's records are not beside the project"
)
def test_the_historians_dates_come_out_letter_for_letter():
    dates = set()
    for path in HISTORIANS_RECORDS.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                dates |= {row[name] for name in row if DATE_COLUMNS.fullmatch(name)}
    dates.discard("")

    changed = {text for text in dates if PartialDate.parse(text).text != text}

    assert changed == set()
    assert len(dates) > 10_000


@settings(deadline=None)
@given(texts=st.lists(partial_dates().filter(is_a_date), min_size=1, max_size=3))
def test_over_several_it_may_be_each_day_from_the_first_to_the_last_of_theirs(texts):
    days = days_of("our own years")
    theirs = [day for day in days if any(may_be(text, day) for text in texts)]
    dates = [PartialDate.parse(text) for text in texts]
    if any(one.earliest is None for one in dates) and any(one.latest is None for one in dates):
        with pytest.raises(ValueError, match="Both sides"):
            PartialDate.spanning(dates)
        return

    over = PartialDate.spanning(dates)

    assert [day for day in days if over.possibly_on(day)] == [
        day for day in days if theirs[0] <= day <= theirs[-1]
    ]


@pytest.mark.parametrize(
    ("texts", "over"),
    [
        (["2023-06-18", "2023-06-18"], "2023-06-18"),
        (["2023-06-18", "2023-06"], "2023-06"),
        (["2014", "2013"], "2013/2014"),
        (["2023-06-18~", "2023-07"], "2023-06-17/2023-07"),
        (["../2018", "2019-03-01"], "../2019-03-01"),
    ],
)
def test_over_several_it_is_spelled_after_them(texts, over):
    assert PartialDate.spanning(map(PartialDate.parse, texts)).text == over
