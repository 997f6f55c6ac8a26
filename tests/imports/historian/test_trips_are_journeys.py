"""Rows of trips are journeys, and come out of them again as they were."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefings.imports.historian.travels.journeys import Journey, journeys
from tests.imports.historian.files import rows_of

Row = dict[str, str]


def trip(
    trip_id: int, start: str, end: str, country: str, *, official: str = "seward", **told: str
) -> Row:
    """Return a row of trips."""
    return {
        "trip_id": str(trip_id),
        "traveller_role": "secretary",
        "official_id": official,
        "traveller_name": "William Henry Seward",
        "start_date": start,
        "end_date": end,
        "country_id": country,
        "country_name": country.title(),
        "locations": "",
        "remarks": "",
    } | told


def stops(journey: Journey) -> list[str]:
    """Return the countries of a journey in order."""
    return [stop.country_id for stop in journey.stops]


def by_id(row: Row) -> int:
    """Return what rows are sorted by."""
    return int(row["trip_id"])


@pytest.mark.parametrize(
    ("next_start", "expected"),
    [
        ("1866-01-12", [["denmark", "haiti"]]),
        ("1866-01-13", [["denmark", "haiti"]]),
        ("1866-01-14", [["denmark"], ["haiti"]]),
    ],
)
def test_a_journey_goes_on_until_the_day_after(next_start: str, expected: list[list[str]]) -> None:
    rows = [
        trip(1, "1866-01-09", "1866-01-12", "denmark"),
        trip(2, next_start, "1866-01-20", "haiti"),
    ]

    assert [stops(journey) for journey in journeys(rows)] == expected


def test_a_stop_within_another_does_not_end_the_journey() -> None:
    rows = [
        trip(1, "1918-12-01", "1919-06-28", "france"),
        trip(2, "1919-01-03", "1919-01-05", "italy"),
        trip(3, "1919-06-29", "1919-06-30", "belgium"),
    ]

    [journey] = journeys(rows)

    assert stops(journey) == ["france", "italy", "belgium"]
    assert (str(journey.starts), str(journey.ends)) == ("1918-12-01", "1919-06-30")


def test_the_longest_stop_ends_the_journey() -> None:
    [journey] = journeys(
        [
            trip(1, "1918-12-01", "1919-06-28", "france"),
            trip(2, "1919-01-03", "1919-01-05", "italy"),
        ]
    )

    assert str(journey.ends) == "1919-06-28"


def test_the_order_of_the_rows_does_not_matter_and_travellers_are_kept_apart() -> None:
    rows = [
        trip(3, "1866-01-10", "1866-01-10", "haiti", official="rice"),
        trip(2, "1866-01-10", "1866-01-11", "haiti"),
        trip(1, "1866-01-09", "1866-01-10", "denmark"),
    ]

    rice, seward = journeys(rows)

    assert (rice.official_id, stops(rice)) == ("rice", ["haiti"])
    assert (seward.official_id, stops(seward)) == ("seward", ["denmark", "haiti"])


def test_one_country_twice_in_a_journey_is_two_stops() -> None:
    [journey] = journeys(
        [
            trip(1, "1973-11-06", "1973-11-07", "egypt"),
            trip(2, "1973-11-08", "1973-11-08", "jordan"),
            trip(3, "1973-11-09", "1973-11-09", "egypt"),
        ]
    )

    assert stops(journey) == ["egypt", "jordan", "egypt"]


def test_two_rows_of_one_stop_are_one_stop_that_keeps_both() -> None:
    rows = [
        trip(4019, "2021-03-15", "2021-03-17", "japan", remarks="Met with  Mr. Motegi."),
        trip(3992, "2021-03-15", "2021-03-17", "japan", country_name="Nippon", locations="Tokyo"),
    ]

    [journey] = journeys(rows)

    [stop] = journey.stops
    assert [telling.trip_id for telling in stop.tellings] == ["3992", "4019"]
    assert [telling.columns["remarks"] for telling in stop.tellings] == [
        "",
        "Met with  Mr. Motegi.",
    ]
    assert [telling.columns["country_name"] for telling in stop.tellings] == ["Nippon", "Japan"]
    assert sorted(journey.rows(), key=by_id) == sorted(rows, key=by_id)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        journeys([trip(1, "1861-02-30", "1861-03-01", "haiti")])


def test_every_row_of_the_historian_comes_out_again() -> None:
    rows = rows_of("trips.csv")

    found = journeys(rows)

    back = [row for journey in found for row in journey.rows()]
    assert sorted(back, key=by_id) == sorted(rows, key=by_id)
    twice = [stop for each in found for stop in each.stops if len(stop.tellings) > 1]
    assert all("same-who" in t.columns["flags"] for stop in twice for t in stop.tellings)
    for one, following in pairwise(found):
        if one.official_id == following.official_id:
            assert (following.starts - one.ends).days > 1
