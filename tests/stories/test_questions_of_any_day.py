"""What the record is asked of any day: each question by one page and by one call of the API.

The demo newsroom answers these; those of more than its years are asked of the Historian's rows.
"""

from typing import Any

import pytest
from django.test import Client

from briefings import ledger
from briefings.models import AgendaItem, Detainee, Meeting
from tests.factories import row_of
from tests.stories.asking import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
MINISTER = "minister-of-foreign-affairs-of-china"


@pytest.fixture
def reader(client: Client) -> Reader:
    """Return who asks."""
    return Reader(client)


def names(rows: list[dict[str, Any]], field: str = "name") -> list[str]:
    """Return what people are called, in the order of the list."""
    return [row[field] for row in rows]


@pytest.mark.parametrize(
    ("day", "holder"), [("2023-06-18", "Blinken, Antony"), ("2018-10-08", "Pompeo, Mike")]
)
def test_who_was_secretary_of_state_on_a_day(day: str, holder: str, reader: Reader) -> None:
    page, rows = reader.asks(f"officials/?office=secretary-of-state&as_of={day}&date_match=certain")
    assert names(rows, "sort_name") == [holder]
    assert holder in page


def test_every_office_that_somebody_held_and_when(reader: Reader) -> None:
    page, answer = reader.asks_both(
        "officials/antony-blinken/", "tenures/?official=antony-blinken&ordering=start"
    )
    held = [
        (row["office"]["label"], row["started"]["value"], row["ended"]["value"])
        for row in answer["results"]
    ]
    assert held == [
        ("Deputy Secretary of State", "2015-01-09", "2017-01-19"),
        ("Secretary of State", "2021-01-26", "2025-01-20"),
    ]
    for office, *_ in held:
        assert office in page


def test_whether_it_was_the_first_visit_in_five_years(reader: Reader) -> None:
    """It was not: Pompeo had been there eight months into those five years."""
    page, rows = reader.asks(
        "visits/?traveller_office=secretary-of-state&host_country=china&status=held"
        "&on_or_after=2018-06-19&on_or_before=2023-06-19&ordering=starts"
    )
    assert [row["slug"] for row in rows] == [
        "mike-pompeo-in-beijing-october-2018",
        "antony-blinken-in-beijing-june-2023",
    ]
    assert "Visits of the Secretary of State to China: held" in page
    assert "2 visits" in page


@pytest.mark.parametrize(("day", "holder"), [("2023-06-18", "Qin Gang"), ("2023-08-01", "Wang Yi")])
def test_who_was_foreign_minister_of_china(day: str, holder: str, reader: Reader) -> None:
    page, rows = reader.asks(f"officials/?office={MINISTER}&as_of={day}&date_match=certain")
    assert names(rows, "sort_name") == [holder]
    assert holder in page


def test_on_the_day_of_a_hand_over_both_answer(reader: Reader) -> None:
    page, rows = reader.asks(f"officials/?office={MINISTER}&as_of=2023-07-25&date_match=certain")
    assert names(rows, "sort_name") == ["Qin Gang", "Wang Yi"]
    assert "certainly" in page


def test_a_month_is_answered_possibly_and_the_page_says_so(reader: Reader) -> None:
    page, rows = reader.asks(f"officials/?office={MINISTER}&as_of=2023-07")
    assert names(rows, "sort_name") == ["Qin Gang", "Wang Yi"]
    assert "Possibly Minister of Foreign Affairs of China, 25 July 2023" in page
    _, sure = reader.asks(f"officials/?office={MINISTER}&as_of=2023-07&date_match=certain")
    assert sure == []


def test_who_was_foreign_minister_of_each_country(reader: Reader) -> None:
    page, answer = reader.asks_both(
        "offices/?kind=foreign_minister&as_of=2023-06-18&date_match=certain",
        "tenures/?office_kind=foreign_minister&as_of=2023-06-18&date_match=certain",
    )
    holders = {row["office"]["label"]: row["official"]["label"] for row in answer["results"]}
    assert len(holders) == len(answer["results"]) >= 11
    assert holders["Minister of Foreign Affairs of Ukraine"] == "Dmytro Kuleba"
    for office, holder in holders.items():
        assert office in page
        assert holder in page


def test_who_was_held_by_china_and_for_how_long(reader: Reader) -> None:
    """Where the day of the arrest is not known the days are a minimum and a maximum."""
    page, rows = reader.asks("detainees/?held_by=CN&as_of=2023-06-19")
    days = {row["name"]: (row["days_held"]["minimum"], row["days_held"]["maximum"]) for row in rows}
    assert days == {
        "Cheng Lei": (1039, 1040),
        "Gui Minhai": (2615, 2615),
        "John Shing-Wan Leung": (795, 795),
        "Kai Li": (2474, 2474),
        "David Lin": (6014, 6378),
        "Mark Swidan": (3870, 3870),
    }
    assert "6 certainly, 0 possibly" in page
    assert "6,014–6,378 days" in page


def test_all_meetings_of_two_officials(reader: Reader) -> None:
    page, rows = reader.asks("meetings/?participant__all=antony-blinken,qin-gang&ordering=on")
    assert [row["slug"] for row in rows] == [
        "call-of-blinken-and-qin-in-june-2023",
        "talks-of-blinken-and-qin-in-beijing",
        "working-dinner-of-blinken-and-qin",
    ]
    assert "Meetings with Antony Blinken and Qin Gang" in page
    assert "3 meetings" in page


@pytest.mark.parametrize(
    ("day", "held"), [("2015-10-12", "Jason Rezaian"), ("2021-06-01", "Siamak Namazi")]
)
def test_who_was_held_in_a_prison_on_a_day(day: str, held: str, reader: Reader) -> None:
    _, rows = reader.asks(f"detainees/?place=evin-prison&as_of={day}")
    page = reader.client.get(f"/places/evin-prison/?as_of={day}").content.decode()
    assert names(rows) == [held]
    assert held in page


def test_where_the_case_of_a_detainee_was_raised(reader: Reader) -> None:
    page, rows = reader.asks("visits/?case_raised=kai-li")
    assert [row["slug"] for row in rows] == ["antony-blinken-in-beijing-june-2023"]
    assert "Visits where the case of Kai Li was raised" in page


def test_a_case_that_was_only_to_be_raised_was_not(reader: Reader) -> None:
    lin, li = (Detainee.objects.get(slug=slug) for slug in ("david-lin", "kai-li"))
    talks = Meeting.objects.get(slug="talks-of-blinken-and-qin-in-beijing")
    row_of(AgendaItem, meeting=talks, topic=None, detainee=lin, stage="raised")
    row_of(AgendaItem, meeting=talks, topic=None, detainee=li, stage="planned")
    ledger.read_state()
    page, rows = reader.asks("meetings/?case_raised=david-lin")
    assert [row["slug"] for row in rows] == [talks.slug]
    assert talks.label in page
    _, none = reader.asks("meetings/?case_raised=kai-li")
    assert none == []


def test_the_countries_visited_most_by_secretaries_of_state(reader: Reader) -> None:
    page, answer = reader.asks_both(*["visited/?traveller_office=secretary-of-state"] * 2)
    counted = [
        (each["country"]["label"], each["visits"], [*map(tuple, map(dict.values, each["decades"]))])
        for each in answer["countries"]
    ]
    assert counted == [
        ("China", 4, [(2010, 2), (2020, 2)]),
        ("Indonesia", 1, [(2020, 1)]),
        ("United Kingdom", 1, [(2020, 1)]),
    ]
    assert "Visits of the Secretary of State: held" in page
    assert "2010s 2, 2020s 2" in page


def test_who_travels_in_an_office_is_no_host_and_holds_it_then(reader: Reader) -> None:
    """Qin received Blinken as minister; Wang Yi travelled, but was not minister any more."""
    for office, slugs in (
        (MINISTER, []),
        ("deputy-secretary-of-state", []),
        ("secretary-of-the-treasury", ["janet-yellen-in-beijing-july-2023"]),
    ):
        page, rows = reader.asks(f"visits/?traveller_office={office}&date_match=certain")
        assert [row["slug"] for row in rows] == slugs, office
        assert ("Yellen" in page) is bool(slugs)
