"""Questions over a century and a half, asked of rows of the Office of the Historian.

What is entered is a part of it: who was Secretary of State and when, and where they went in the
1970s and, to China, ever since.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.models import (
    Country,
    Office,
    Official,
    Participant,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.databases import analyse
from tests.factories import row_of, since
from tests.standing import STANDING
from tests.stories.asking import Reader

HISTORIAN = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not HISTORIAN.exists(), reason="the Office of the Historian's data is not here"
    ),
]
Rows = list[dict[str, str]]


def read(name: str) -> Rows:
    """Return the rows of one of the Historian's files."""
    with (HISTORIAN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trips() -> Rows:
    """Return the secretaries' trips in the 1970s, and those to China."""
    return [
        row
        for row in read("trips")
        if row["traveller_role"] == "secretary"
        and (row["start_date"][:3] == "197" or row["country_id"] == "china")
    ]


@pytest.fixture(scope="module", autouse=True)
def _entered(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Enter the rows once for the module; the end undoes all."""
    if not HISTORIAN.exists():
        yield
        return
    with django_db_blocker.unblock(), STANDING.of_a_module():
        enter()
        connection.check_constraints()
        ledger.read_state()
        analyse()
        yield


def enter() -> None:
    """Enter secretaries, tenures, countries and trips; each trip is a visit of one stop."""
    live = {"live_period": since(timezone.now())}
    known = {row["official_id"]: row["display_name"] for row in read("officials")}
    called = {row["country_id"]: row["name"] for row in read("countries")}
    state = row_of(Country, name="United States", slug="united-states", **live)
    office = row_of(
        Office, title="Secretary of State", slug="secretary-of-state", country=state, **live
    )
    deputy = row_of(Office, title="Deputy Secretary of State", country=state, **live)
    offices = {"secretary": office, "deputy-secretary": deputy}
    held = [row for row in read("tenures") if row["office_id"] in offices]
    went = trips()
    people = {
        key: row_of(Official, full_name=known[key], slug=key, **live)
        for key in {row["official_id"] for row in [*held, *went]}
    }
    for row in held:
        row_of(
            Tenure,
            official=people[row["official_id"]],
            office=offices[row["office_id"]],
            status="served" if row["status"] == "served" else "nominee",
            **{name: row[name] or None for name in ("appointed", "started", "ended")},
            end_status="ended" if row["ended"] else "unknown",
            **live,
        )
    countries = {
        key: row_of(Country, name=called[key], slug=key.lower(), **live)
        for key in {row["country_id"] for row in went}
    }
    for row in went:
        visit = row_of(
            Visit,
            slug=f"trip-{row['trip_id']}",
            starts=row["start_date"],
            ends=row["end_date"],
            **live,
        )
        row_of(Stop, visit=visit, country=countries[row["country_id"]])
        traveller = people[row["official_id"]]
        row_of(Participant, meeting=None, visit=visit, official=traveller, side="visitor", **live)
        row_of(StatusChange, meeting=None, visit=visit, status="held", on=row["end_date"], **live)


@pytest.fixture
def reader(client: Client) -> Reader:
    """Return who asks."""
    return Reader(client)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("1861-03-05", "Jeremiah Sullivan Black"),
        ("1861-03-06", "William Henry Seward"),
        ("1978-09-17", "Cyrus Roberts Vance"),
    ],
)
def test_who_was_secretary_of_state_on_a_day(day: str, holder: str, reader: Reader) -> None:
    page, rows = reader.asks(f"officials/?office=secretary-of-state&as_of={day}")
    assert [row["full_name"] for row in rows] == [holder]
    assert holder in page or holder.split()[-1] in page


def test_every_office_of_antony_blinken_and_when(reader: Reader) -> None:
    page, answer = reader.asks_both(
        "officials/blinken-antony-j/", "tenures/?official=blinken-antony-j&ordering=start"
    )
    assert [
        (row["office"]["label"], row["started"]["value"], row["ended"]["value"])
        for row in answer["results"]
    ] == [
        ("Deputy Secretary of State", "2015-01-09", "2017-01-19"),
        ("Secretary of State", "2021-01-26", "2025-01-20"),
    ]
    assert "26 January 2021" in page


def test_which_secretaries_went_to_china_within_five_years(reader: Reader) -> None:
    """Blinken was not the first in five years: Pompeo had been there in October 2018."""
    page, rows = reader.asks(
        "visits/?traveller_office=secretary-of-state&host_country=china"
        "&on_or_after=2018-06-19&on_or_before=2023-06-19&ordering=starts&date_match=certain"
    )
    assert [row["slug"] for row in rows] == ["trip-3825", "trip-4145"]
    assert "2 visits" in page


def test_where_secretaries_went_most_by_decade(reader: Reader) -> None:
    page, answer = reader.asks_both(*["visited/?traveller_office=secretary-of-state"] * 2)
    counted = Counter((row["country_id"], int(row["start_date"][:3]) * 10) for row in trips())
    assert answer["countries"]
    for each in answer["countries"]:
        slug = each["country"]["web_url"].rstrip("/").rpartition("/")[2]
        assert {row["decade"]: row["visits"] for row in each["decades"]} == {
            decade: number for (country, decade), number in counted.items() if country == slug
        }, slug
    [seventies] = [each for each in answer["decades"] if each["decade"] == 1970]
    expected = sorted(
        (number for (_, decade), number in counted.items() if decade == 1970), reverse=True
    )
    assert [each["visits"] for each in seventies["countries"]] == expected[:10]
    assert "1970s" in page
