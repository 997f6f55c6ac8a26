"""What meetings and visits, and who was there, are found by: and what they are not found by."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from briefings.models import (
    AgendaItem,
    Country,
    Detainee,
    Meeting,
    Official,
    Organization,
    Participant,
    Place,
    StatusChange,
    Stop,
    Visit,
)
from tests.api.conftest import Get, World
from tests.factories import row_of

Ids = Callable[..., list[str]]


@pytest.fixture
def others(world: World, live: dict[str, Any]) -> World:
    """Add a visitor to the meeting, and rows of each list that answer nothing here."""
    america = row_of(Country, name="United States", slug="united-states", code="US", **live)
    blinken = row_of(Official, full_name="Antony Blinken", slug="antony-blinken", **live)
    meeting = world.rows["meetings"]
    row_of(Participant, meeting=meeting, official=blinken, country=america, side="visitor", **live)
    row_of(Meeting, slug="elsewhere", kind="call", country=america, on="2024-01", **live)
    row_of(Visit, slug="elsewhere", kind="state", starts="2024-01", **live)
    row_of(Place, name="Bali", slug="bali", kind="city", country=america, **live)
    return world


def names(world: World) -> dict[str, Any]:
    """Return by what the rows of the world are asked for."""
    slugs = {name[:-1]: world.rows[name].slug for name in ("meetings", "visits", "places")}
    ids = {"qin": world.qin, "taiwan": world.taiwan, "participant": world.rows["participants"]}
    return slugs | {name: row.public_id for name, row in ids.items()}


@pytest.mark.parametrize(
    ("resource", "parameter", "value"),
    [
        ("meetings", "kind", "bilateral"),
        ("meetings", "kind__in", "bilateral,summit"),
        ("meetings", "host_country", "CN"),
        ("meetings", "participant", "qin-gang"),
        ("meetings", "participant", "{qin}"),
        ("meetings", "participant__all", "qin-gang,antony-blinken"),
        ("meetings", "participant_country", "CN"),
        ("meetings", "participant_country", "US"),
        ("meetings", "visit", "{visit}"),
        ("meetings", "topic", "taiwan"),
        ("meetings", "about", "{taiwan}"),
        ("meetings", "status", "held"),
        ("meetings", "status__in", "held,cancelled"),
        ("meetings", "on_or_after", "2023-06-18&on_or_before=2023-06-18"),
        ("meetings", "on_or_before", "2023"),
        ("meetings", "q", "hours"),
        ("meetings", "q", "agreed -hotel"),
        ("meetings", "q", '"qin gang" beijing or blinken'),
        ("visits", "kind", "official"),
        ("visits", "kind__in", "official,working"),
        ("visits", "host_country", "china"),
        ("visits", "as_of", "2023-06-18"),
        ("visits", "as_of", "2023-06"),
        ("visits", "on_or_before", "2023-06-18"),
        ("visits", "q", "china objective or blinken"),
        ("visits", "q", '"lines of communication"'),
        ("places", "kind", "other"),
        ("places", "kind__in", "other,prison"),
        ("places", "country", "CN"),
        ("places", "q", "prison"),
        ("participants", "official", "qin-gang"),
        ("participants", "country", "CN"),
        ("participants", "side", "host"),
        ("participants", "role", "lead"),
        ("participants", "q", "Qin"),
        ("status-changes", "meeting", "{meeting}"),
        ("status-changes", "status", "held"),
        ("status-changes", "status__in", "held,possible"),
        ("status-changes", "on_or_after", "2023-06-18"),
        ("status-changes", "on_or_before", "2023-06-18"),
        ("status-changes", "q", "both say"),
        ("readouts", "meeting", "{meeting}"),
        ("readouts", "country", "CN"),
        ("readouts", "q", "candid"),
    ],
)
def test_a_row_is_found_by(
    resource: str, parameter: str, value: str, others: World, get: Get
) -> None:
    answer = get(f"{resource}/?{parameter}={value.format(**names(others))}").json()

    assert [row["id"] for row in answer["results"]] == [str(others.rows[resource].public_id)]


@pytest.mark.parametrize(
    ("resource", "parameter", "value"),
    [
        ("meetings", "kind", "banquet"),
        ("meetings", "host_country", "FR"),
        ("meetings", "participant", "wang-yi"),
        ("meetings", "participant__all", "qin-gang,wang-yi"),
        ("meetings", "participant_country", "FR"),
        ("meetings", "organization", "nato"),
        ("meetings", "visit", "elsewhere"),
        ("meetings", "gathering", "elsewhere"),
        ("meetings", "place", "{place}"),
        ("meetings", "topic", "ukraine"),
        ("meetings", "about", "{qin}"),
        ("meetings", "status", "possible"),
        ("meetings", "on_or_after", "2024-02"),
        ("meetings", "on_or_before", "2023-06-17"),
        ("meetings", "q", "zebra"),
        ("meetings", "q", "!!! ("),
        ("meetings", "q", "hours -spoke"),
        ("visits", "host_country", "US"),
        ("visits", "place", "bali"),
        ("visits", "participant", "qin-gang"),
        ("visits", "as_of", "2023-06-20"),
        ("visits", "status", "held"),
        ("visits", "on_or_before", "2023-06-17"),
        ("places", "kind", "airport"),
        ("participants", "visit", "{visit}"),
        ("participants", "organization", "nato"),
        ("participants", "side", "third"),
        ("participants", "standing", "present"),
        ("status-changes", "visit", "{visit}"),
        ("status-changes", "participant", "{participant}"),
        ("status-changes", "on_or_after", "2023-06-19"),
        ("readouts", "visit", "{visit}"),
        ("readouts", "organization", "nato"),
    ],
)
def test_a_row_is_not_found_by(
    resource: str, parameter: str, value: str, others: World, ids: Ids
) -> None:
    assert ids(f"{resource}/", **{parameter: value.format(**names(others))}) == []


def test_a_place_a_gathering_and_a_body_find_their_meetings(
    world: World, live: dict[str, Any], ids: Ids
) -> None:
    place = row_of(Place, name="Bali", country=world.china, **live)
    summit = row_of(Meeting, kind="gathering", place=place, on="2022-11", **live)
    aside = row_of(Meeting, gathering=summit, on="2022-11-14", **live)
    nato = row_of(Organization, name="NATO", slug="nato", **live)
    row_of(Participant, meeting=aside, official=None, organization=nato, **live)

    assert ids("meetings/", place=place.slug) == [str(summit.public_id)]
    assert ids("meetings/", gathering=summit.slug) == [str(aside.public_id)]
    assert ids("meetings/", organization="nato") == [str(aside.public_id)]
    assert ids("meetings/", q="bali") == [str(summit.public_id)]


def test_a_stop_and_a_traveller_find_their_visit(
    world: World, live: dict[str, Any], ids: Ids
) -> None:
    visit = row_of(Visit, starts="2024", **live)
    bali = row_of(Place, name="Bali", slug="bali", country=world.china, **live)
    row_of(Stop, visit=visit, country=world.china, place=bali)
    row_of(Participant, meeting=None, visit=visit, official=world.qin, **live)
    found = [str(visit.public_id)]

    assert ids("visits/", place="bali") == found
    assert ids("visits/", participant="qin-gang") == found
    assert ids("visits/", participant_country="CN") == found
    assert ids("visits/", q="bali qin") == found


def test_a_detainee_raised_finds_the_meeting(world: World, live: dict[str, Any], ids: Ids) -> None:
    withheld = row_of(
        Detainee, full_name="Ann Other", slug="a-teacher", name_withheld=True, description="A man"
    )
    meeting = world.rows["meetings"]
    row_of(AgendaItem, meeting=meeting, topic=None, detainee=withheld)
    assert ids("meetings/", about=withheld.public_id) == []

    withheld.live_period = live["live_period"]
    withheld.save()

    assert ids("meetings/", about=withheld.public_id) == [str(meeting.public_id)]
    assert ids("meetings/", q="Other") == []


def test_ten_met_at_most(world: World, get: Get) -> None:
    answer = get("meetings/", participant__all=",".join(["qin-gang"] * 11))

    assert answer.status_code == 400
    assert "At most 10" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("day", "match", "status", "found"),
    [
        ("2023-06-09", "possible", "possible", False),
        ("2023-06-10", "possible", "possible", True),
        ("2023-06-17", "certain", "possible", True),
        ("2023-06-17", "possible", "held", False),
        ("2023-06-18", "possible", "possible", True),
        ("2023-06-18", "certain", "possible", True),
        ("2023-06-18", "certain", "held", True),
        ("2023-06-19", "certain", "held", True),
        ("2023-06", "possible", "held", True),
        ("2023-06", "certain", "held", False),
        ("2023-06-19", "possible", "possible", False),
    ],
)
def test_a_status_is_asked_of_a_day(
    day: str, match: str, status: str, found: bool, world: World, live: dict[str, Any], ids: Ids
) -> None:
    meeting = world.rows["meetings"]
    row_of(StatusChange, meeting=meeting, status="possible", on="2023-06-10", **live)
    asked = {"as_of": day, "date_match": match, "status": status}

    assert ids("meetings/", **asked) == ([str(meeting.public_id)] if found else [])


def test_days_known_in_part_may_count_or_must(world: World, live: dict[str, Any], ids: Ids) -> None:
    meeting = row_of(Meeting, on="2024-06", **live)
    visit = row_of(Visit, starts="2024-06", ends="2024-07", **live)
    by_list = {"meetings": meeting, "visits": visit}

    for name, row in by_list.items():
        found = [str(row.public_id)]
        assert ids(f"{name}/", on_or_after="2024-06-15") == found
        assert ids(f"{name}/", on_or_after="2024-06-15", date_match="certain") == (
            found if name == "visits" else []
        )
        assert ids(f"{name}/", on_or_after="2024-06", date_match="certain") == found
    assert ids("visits/", on_or_after="2024-07-02", date_match="certain") == []
    assert ids("visits/", as_of="2024-07-10") == [str(visit.public_id)]
    assert ids("visits/", as_of="2024-06-30", date_match="certain") == [str(visit.public_id)]
    assert ids("visits/", as_of="2024-06-29", date_match="certain") == []


def test_the_standing_of_a_participant_is_asked_of_a_day(
    world: World, live: dict[str, Any], ids: Ids
) -> None:
    who = world.rows["participants"]
    row_of(StatusChange, meeting=None, participant=who, status="expected", on="2023-06-16", **live)
    row_of(StatusChange, meeting=None, participant=who, status="present", on="2023-06-18", **live)
    found = [str(who.public_id)]

    assert ids("participants/", standing="present") == found
    assert ids("participants/", standing="expected") == []
    assert ids("participants/", standing="expected", as_of="2023-06-17") == found
    assert len(ids("status-changes/", participant=who.public_id)) == 2


def test_what_was_taken_back_counts_nowhere(world: World, ids: Ids) -> None:
    for name in ("status-changes", "participants", "readouts"):
        row = world.rows[name]
        row.live_period = type(row.live_period)(world.published, timezone.now())
        row.retraction_reason = "wrong"
        row.save()

    assert ids("meetings/", status="held") == []
    assert ids("meetings/", participant="qin-gang") == []
    assert ids("meetings/", q="Qin") == []
    assert ids("readouts/") == ids("participants/") == ids("status-changes/") == []
