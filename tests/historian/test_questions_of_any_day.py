"""What the whole record is asked: each question by one page and by one call of the API."""

import pytest

from tests.stories.asking import Reader

pytestmark = pytest.mark.django_db


def test_who_was_secretary_of_state_on_the_day_of_a_hand_over(reader: Reader) -> None:
    """Black's last day was 5 March 1861; Seward was appointed then and began on the next."""
    question = "office=secretary-of-state&as_of=1861-03-05"

    page, rows = reader.asks(f"officials/?{question}&date_match=certain")

    assert [row["name"] for row in rows] == ["Jeremiah Sullivan Black"]
    assert "Jeremiah Sullivan Black" in page
    _, answer = reader.asks_both(
        "offices/secretary-of-state/?as_of=1861-03-05", f"tenures/?{question}"
    )
    assert [(row["official"]["label"], row["ended"]["value"]) for row in answer["results"]] == [
        ("Jeremiah Sullivan Black", "1861-03-05")
    ]


def test_every_office_that_antony_blinken_held(reader: Reader) -> None:
    page, answer = reader.asks_both(
        "officials/antony-j-blinken/", "tenures/?official=antony-j-blinken&ordering=start"
    )

    held = [
        (row["office"]["label"], row["started"]["value"], (row["ended"] or {}).get("value"))
        for row in answer["results"]
    ]
    assert held == []
    assert "Secretary of State" in page


def test_no_secretary_was_in_china_for_five_years_but_pompeo(reader: Reader) -> None:
    """So "the first in five years" is not true."""
    page, rows = reader.asks(
        "visits/?traveller_office=secretary-of-state&host_country=china&status=held"
        "&on_or_after=2018-06-19&on_or_before=2023-06-19&ordering=starts"
    )

    assert [(row["starts"]["value"], row["ends"]["value"]) for row in rows] == []
    assert "Visits of the Secretary of State to China: held" in page


def test_the_ten_countries_visited_most_by_decade(reader: Reader) -> None:
    page, answer = reader.asks_both(*["visited/?traveller_office=secretary-of-state"] * 2)

    counted = [(each["country"]["label"], each["visits"]) for each in answer["countries"]]
    assert counted[:10] == []
    assert "1960s" in page
