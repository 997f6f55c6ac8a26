"""Bars: what is certain is solid, what is possible is hatched, what comes after is outlined."""

from datetime import date
from typing import Any

import orjson
import pytest

from briefings import ledger
from briefings.documents import DOCUMENTS, store
from briefings.models import Tenure
from briefings.pages.dates import Span, age
from briefings.pages.names import listed
from briefings.pages.tenures import bar, vacancies
from tests.pages.newsroom import Newsroom, held

TODAY = date(2024, 6, 30)
SPAN = Span(2013, 2024)


def documents(*tenures: Tenure) -> list[dict[str, Any]]:
    """Return the documents of tenures."""
    ids = [tenure.public_id for tenure in tenures]
    state = ledger.read_state()
    return [orjson.loads(each) for each in store.read(DOCUMENTS["tenure"], ids, state)]


def kinds(tenure: Tenure, day: date) -> list[str]:
    """Return the kinds of the parts of a tenure's bar on a day, from left to right."""
    [document] = documents(tenure)
    row = bar(document, title="", url=None, span=SPAN, day=day, today=TODAY)
    places = [segment["x"] for segment in row["segments"]]
    assert places == sorted(places)
    return [segment["kind"] for segment in row["segments"]]


@pytest.mark.parametrize(
    ("start", "end", "day", "parts"),
    [
        ("2013-03-16", "2022-12-30", date(2023, 1, 1), ["ended"]),
        ("2013-03-16", "2022-12-30", date(2022, 12, 30), ["held"]),
        ("2013-03-16", "2022-12-30", date(2015, 1, 1), ["held", "later"]),
        ("2013-03-16", "2022-12-30", date(2013, 1, 1), ["later"]),
        ("2013", "2022", date(2015, 1, 1), ["possible", "held", "later", "possible"]),
        ("2023-07-25", None, date(2023, 7, 25), ["held", "later"]),
        ("2023-07-25", None, date(2024, 9, 1), ["held", "possible"]),
        ("2023-07-25", None, date.max, ["held", "possible"]),
        ("2023/2024", "2023/2024", date(2023, 7, 25), ["possible"]),
        ("2013-03-16", "2022-12-30", date.min, ["later"]),
        ("2013-03-16", "2022-12-30", date.max, ["ended"]),
    ],
)
def test_a_bar_is_cut_at_the_day(
    start: str, end: str | None, day: date, parts: list[str], newsroom: Newsroom
) -> None:
    tenure = held(newsroom.wang, newsroom.ministry, start, end)

    assert kinds(tenure, day) == parts


def test_an_end_that_is_not_known_is_hatched_to_today(newsroom: Newsroom) -> None:
    tenure = held(newsroom.wang, newsroom.ministry, "2023-07-25", None)
    tenure.end_status = Tenure.EndStatus.UNKNOWN
    tenure.save()

    assert kinds(tenure, TODAY)[-1] == "possible"


def test_a_vacancy_is_what_nobody_can_have_filled(newsroom: Newsroom) -> None:
    for start, end in [("2010", "2011-05"), ("2011-07", "2012-01-31"), ("2012-02-01", "2013-02")]:
        held(newsroom.wang, newsroom.ministry, start, end)

    gaps = vacancies(documents(*Tenure.objects.in_order()))

    assert gaps == [(date(2011, 6, 1), date(2011, 6, 30))]


def test_a_day_lies_on_the_ruler_where_it_lies_in_time() -> None:
    span = Span(2023, 2024)

    assert span.x(date(2023, 1, 1)) == 0
    assert span.x(date(2024, 1, 1)) == pytest.approx(100 * 365 / 731, abs=0.001)
    assert span.x(date(1700, 1, 1)) == 0
    assert span.x(date(2100, 1, 1)) == 100


@pytest.mark.parametrize(("first", "last", "most"), [(2020, 2024, 5), (1789, 2024, 24)])
def test_a_ruler_has_as_many_years_as_fit(first: int, last: int, most: int) -> None:
    assert 3 < len(Span(first, last).years()) <= most


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2023, 7, 1), ""),
        (date(2023, 6, 30), "1 year old"),
        (date(2022, 7, 1), "1 year old"),
        (date(2020, 2, 29), "4 years old"),
    ],
)
def test_years_are_whole(on: date, words: str) -> None:
    assert age(on, TODAY) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Qin"], "Qin"),
        (["Qin", "Wang"], "Qin and Wang"),
        (["Qin", "Wang", "Xi"], "Qin, Wang, and Xi"),
        (["Director, Office", "Member"], "Director, Office, and Member"),
    ],
)
def test_names_are_listed_as_english_lists_them(names: list[str], words: str) -> None:
    assert listed(names) == words
