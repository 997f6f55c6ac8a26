"""What the whole record is asked: each question by one page and by one call of the API."""

import csv
from collections import Counter, defaultdict

import pytest

from briefings.imports.historian.travels.journeys import journeys
from tests.imports.desk import SHARED
from tests.stories.asking import Reader

pytestmark = pytest.mark.django_db


def test_who_was_secretary_of_state_on_the_day_of_a_hand_over(reader: Reader) -> None:
    """Black's last day was 5 March 1861; Seward was appointed then and began on the next."""
    question = "office=secretary-of-state&as_of=1861-03-05"

    page, rows = reader.asks(f"officials/?{question}&date_match=certain")

    assert [row["full_name"] for row in rows] == ["Jeremiah Sullivan Black"]
    assert "Black, Jeremiah Sullivan" in page
    assert "17 December 1860 – 5 March 1861" in page
    page, answer = reader.asks_both(
        "offices/secretary-of-state/?as_of=1861-03-05", f"tenures/?{question}"
    )
    assert "On 5 March 1861 Jeremiah Sullivan Black." in page
    assert "6 March 1861 – " in page
    assert [(row["official"]["label"], row["ended"]["value"]) for row in answer["results"]] == [
        ("Jeremiah Sullivan Black", "1861-03-05")
    ]


def test_every_office_that_antony_blinken_held(reader: Reader) -> None:
    page, answer = reader.asks_both(
        "officials/antony-john-blinken/", "tenures/?official=antony-john-blinken&ordering=start"
    )

    held = [
        (row["office"]["label"], row["started"]["value"], (row["ended"] or {}).get("value"))
        for row in answer["results"]
    ]
    assert held == [
        ("Deputy Secretary of State", "2015-01-09", "2017-01-19"),
        ("Secretary of State", "2021-01-26", "2025-01-20"),
    ]
    assert "Deputy Secretary of State" in page
    assert "26 January 2021 – 20 January 2025" in page


def test_no_secretary_was_in_china_for_five_years_but_pompeo(reader: Reader) -> None:
    """So "the first in five years" is not true."""
    page, rows = reader.asks(
        "visits/?traveller_office=secretary-of-state&host_country=china&status=held"
        "&on_or_after=2018-06-19&on_or_before=2023-06-19&ordering=starts"
    )

    assert [(row["label"], row["starts"]["value"], row["ends"]["value"]) for row in rows] == [
        (
            "Michael R. Pompeo to Japan, North Korea and China, 6–8 October 2018",
            *("2018-10-06", "2018-10-08"),
        ),
        (
            "Antony John Blinken to China and United Kingdom, 17–21 June 2023",
            *("2023-06-17", "2023-06-21"),
        ),
    ]
    assert "Visits of the Secretary of State to China: held" in page


def test_the_ten_countries_visited_most_by_decade(reader: Reader) -> None:
    page, answer = reader.asks_both(*["visited/?traveller_office=secretary-of-state"] * 2)

    counted = {
        each["country"]["label"]: {one["decade"]: one["visits"] for one in each["decades"]}
        for each in answer["countries"][:10]
    }
    assert [*counted] == [
        *("United Kingdom", "France", "Belgium", "Israel", "Germany"),
        *("Egypt", "Saudi Arabia", "Switzerland", "Italy", "Russia"),
    ]
    assert counted == {name: by_decade()[name] for name in counted}
    assert f"1970s {counted['Egypt'][1970]}" in page


def by_decade() -> dict[str, Counter[int]]:
    """Return from the file itself how many journeys of secretaries led to each country."""
    with (SHARED / "trips.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["traveller_role"] == "secretary"]
    found: dict[str, Counter[int]] = defaultdict(Counter)
    names = {row["country_id"]: row["country_name"] for row in rows} | {
        "russia": "Russia",
        "germany": "Germany",
    }
    for journey in journeys(rows):
        for country in {stop.country_id for stop in journey.stops}:
            found[names[country]][journey.starts.year // 10 * 10] += 1
    return found
