"""What a meeting and a visit tell: who took part in which office, and how they stood on a day."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from briefings.models import (
    AgendaItem,
    Citation,
    Detainee,
    Meeting,
    Office,
    Official,
    PartialDate,
    Participant,
    Place,
    Readout,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.api.conftest import Get, World
from tests.factories import between, row_of, since


@pytest.fixture
def live(world: World) -> dict[str, Any]:
    """Return the period in which the world's rows are public."""
    return {"live_period": since(world.published)}


@pytest.fixture
def meeting(world: World) -> Meeting:
    """Return the meeting of the world, held on 18 June 2023."""
    found: Meeting = world.rows["meetings"]
    return found


def path_of(row: Meeting | Visit) -> str:
    """Return the address of a meeting or a visit."""
    return f"{row._meta.model_name}s/{row.public_id}/"


def test_a_meeting_tells_all_that_is_known_of_it(meeting: Meeting, world: World, get: Get) -> None:
    told = get(path_of(meeting)).json()

    assert told["label"] == "Meeting of Qin Gang, 18 June 2023"
    assert told["title"] is None
    assert told["kind_label"] == "Bilateral meeting"
    assert told["on"]["value"] == "2023-06-18"
    assert (told["part_of_day"], told["starts_at"], told["minutes"]) == ("afternoon", None, None)
    assert told["country"]["label"] == "China"
    assert told["visit"]["id"] == str(world.rows["visits"].public_id)
    assert told["place"] is told["gathering"] is told["follows"] is None
    [item] = told["agenda"]
    assert item["topic"]["label"] == "Taiwan"
    assert (item["detainee"], item["stage"], item["side"]) == (None, "raised", "visitor")
    assert told["outcomes"][0]["words"] == "Both sides agreed to talk again."
    assert told["readouts"][0]["country"]["label"] == "China"
    assert told["day_has_passed"] is True
    assert told["under_way"] is False


def test_every_fact_of_a_meeting_has_its_own_sources(
    meeting: Meeting, world: World, get: Get
) -> None:
    row_of(Citation, source=world.source, official=None, meeting=meeting, quote="Candid talks.")

    told = get(path_of(meeting)).json()

    assert [source["quote"] for source in told["sources"]] == [None, "Candid talks."]
    for facts in ("status_history", "agenda", "outcomes", "readouts"):
        assert [source["publisher"] for source in told[facts][0]["sources"]] == ["Xinhua"], facts
    [participant] = told["participants"]
    assert get(participant["url"]).json()["sources"][0]["publisher"] == "Xinhua"


def test_a_participant_has_the_office_held_on_that_day(
    meeting: Meeting, world: World, live: dict[str, Any], get: Get
) -> None:
    earlier = row_of(Office, title="Ambassador", country=world.china, **live)
    ended = {"ended": PartialDate.parse("2023-01"), "end_status": "ended"}
    row_of(Tenure, official=world.qin, office=earlier, started="2021-07-28", **ended, **live)

    [participant] = get(path_of(meeting)).json()["participants"]

    [held] = participant["offices"]
    assert held["tenure"] == str(world.tenure.public_id)
    assert held["office"]["label"] == "Foreign minister"
    assert held["held"] == "certainly"
    assert participant["official"]["label"] == "Qin Gang"
    assert participant["country"]["label"] == "China"
    assert (participant["side"], participant["role_label"]) == ("host", "Leads its side")
    assert participant["standing"] is None


def test_an_office_is_possible_where_the_day_is_known_in_part(
    meeting: Meeting, live: dict[str, Any], get: Get
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(on="2023-07", part_of_day="")

    [participant] = get(path_of(meeting)).json()["participants"]

    assert participant["offices"][0]["held"] == "possibly"


def test_the_office_that_was_chosen_stands_alone(
    meeting: Meeting, world: World, live: dict[str, Any], get: Get
) -> None:
    second = row_of(Office, title="State councillor", country=world.china, **live)
    councillor = row_of(
        Tenure, official=world.qin, office=second, started="2023", end_status="current", **live
    )
    offices = get(path_of(meeting)).json()["participants"][0]["offices"]
    assert len(offices) == 2

    Participant.objects.filter(meeting=meeting).update(tenure=councillor)

    [held] = get(path_of(meeting)).json()["participants"][0]["offices"]
    assert held["office"]["label"] == "State councillor"


@pytest.mark.parametrize(
    ("day", "status", "possibly"),
    [
        (None, "held", []),
        ("2023-06-09", None, []),
        ("2023-06-10", "possible", []),
        ("2023-06-14", "possible", []),
        ("2023-06-15", "possible", ["expected"]),
        ("2023-06-17", "expected", []),
        ("2023-06-18", "held", []),
        ("2023-05", None, []),
        ("2023", "held", []),
    ],
)
def test_a_meeting_stands_as_it_did_at_the_end_of_the_day(
    day: str | None,
    status: str | None,
    possibly: list[str],
    meeting: Meeting,
    live: dict[str, Any],
    get: Get,
) -> None:
    row_of(StatusChange, meeting=meeting, status="possible", on="2023-06-10", **live)
    row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-15/2023-06-16", **live)
    asked = {"as_of": day} if day else {}

    [listed] = get("meetings/", **asked).json()["results"]
    told = get(path_of(meeting), **asked).json()

    assert (listed["status"], listed["status_possibly"]) == (status, possibly)
    assert (told["status"], told["status_possibly"]) == (status, possibly)
    assert [change["status"] for change in told["status_history"]] == [
        "possible",
        "expected",
        "held",
    ]


def test_a_change_says_what_was_planned_then(
    meeting: Meeting, live: dict[str, Any], get: Get
) -> None:
    row_of(
        StatusChange,
        meeting=meeting,
        status="postponed",
        on="2023-02-03",
        planned_start="2023-02-05",
        planned_end="2023-02-06",
        reason="A balloon was seen.",
        confidence="reported",
        **live,
    )

    change = get(path_of(meeting)).json()["status_history"][0]

    assert change["planned_start"]["value"] == "2023-02-05"
    assert change["planned_end"]["value"] == "2023-02-06"
    assert change["reason"] == "A balloon was seen."
    assert change["confidence_label"] == "Reported"
    assert get(change["url"]).json()["meeting"]["id"] == str(meeting.public_id)


def test_a_day_that_is_none_is_refused(meeting: Meeting, get: Get) -> None:
    for path in ("meetings/", path_of(meeting)):
        answer = get(path, as_of="2023-02-30")

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == "as_of"


def test_what_is_still_to_come_is_under_way_by_the_clock(
    world: World, live: dict[str, Any], get: Get
) -> None:
    began = timezone.now() - timedelta(minutes=5)
    fields = {"starts_at": began, "minutes": 60, "time_zone": "Asia/Tokyo"}
    meeting = row_of(Meeting, **fields, **live)
    assert get(path_of(meeting)).json()["under_way"] is False

    row_of(StatusChange, meeting=meeting, status="confirmed", on="2023", **live)
    told = get(path_of(meeting)).json()

    assert told["under_way"] is True
    assert told["day_has_passed"] is False
    assert told["starts_at"].endswith("Z")
    row_of(StatusChange, meeting=meeting, status="cancelled", on="2024", **live)
    assert get(path_of(meeting)).json()["under_way"] is False


def test_a_visit_tells_its_stops_objectives_and_meetings(
    meeting: Meeting, world: World, live: dict[str, Any], get: Get
) -> None:
    visit: Visit = world.rows["visits"]
    hidden = row_of(Place, name="A secret place", country=world.china)
    row_of(Stop, visit=visit, country=world.china, place=hidden, order=1)
    row_of(Participant, meeting=None, visit=visit, official=world.qin, **live)

    told = get(path_of(visit)).json()

    assert (told["starts"]["value"], told["ends"]["value"]) == ("2023-06-18", "2023-06-19")
    assert [stop["place"] for stop in told["stops"]] == [None, None]
    assert told["stops"][0]["arrives"]["value"] == "2023-06-18"
    assert told["objectives"][0]["words"] == "Keep open lines of communication."
    assert told["objectives"][0]["sources"][0]["publisher"] == "Xinhua"
    assert [each["id"] for each in told["meetings"]] == [str(meeting.public_id)]
    assert told["participants"][0]["offices"][0]["held"] == "certainly"
    assert told["status"] is None
    assert told["day_has_passed"] is True


def test_what_is_not_public_is_not_told(
    meeting: Meeting, world: World, live: dict[str, Any], get: Get
) -> None:
    drafted = row_of(Official, full_name="Ann Other")
    row_of(Participant, meeting=meeting, official=drafted, **live)
    row_of(Participant, meeting=meeting, official=None, group="A draft of a group")
    row_of(StatusChange, meeting=meeting, status="possible", reason="A draft")
    row_of(Readout, meeting=meeting, words="A draft")
    person = row_of(Detainee, full_name="Ann Other")
    row_of(AgendaItem, meeting=meeting, topic=None, detainee=person, note="A draft")

    answer = get(path_of(meeting)).content.decode()

    assert "Ann Other" not in answer
    assert "A draft" not in answer


def test_a_withheld_name_is_told_as_a_description(
    meeting: Meeting, world: World, live: dict[str, Any], get: Get
) -> None:
    person = row_of(
        Detainee,
        full_name="Ann Other",
        slug="a-teacher",
        name_withheld=True,
        description="An American teacher",
        **live,
    )
    row_of(AgendaItem, meeting=meeting, topic=None, detainee=person)

    answer = get(path_of(meeting))

    assert answer.json()["agenda"][1]["detainee"]["label"] == "An American teacher"
    assert "Other" not in answer.content.decode()


@pytest.mark.parametrize("resource", ["participants", "status-changes", "readouts"])
def test_a_row_taken_back_leaves_a_tombstone(
    resource: str, meeting: Meeting, world: World, get: Get
) -> None:
    head = get("changes/", limit=1000).json()["head"]
    row = world.rows[resource]
    row.live_period = between(world.published, timezone.now())
    row.retraction_reason = "wrong"
    row.save()

    told = {change["id"]: change for change in get("changes/", since=head).json()["results"]}

    tombstone = told[str(row.public_id)]
    assert (tombstone["op"], tombstone["reason"]) == ("withdrawn", "wrong")
    assert tombstone["type"] == resource.removesuffix("s")
    gone = get(tombstone["url"])
    assert gone.status_code == 410
    assert (gone.json()["reason"], gone.json()["label"]) == ("wrong", None)
    assert told[str(meeting.public_id)]["op"] == "updated"
    assert str(row.public_id) not in get(path_of(meeting)).content.decode()


@pytest.mark.parametrize("resource", ["meetings", "visits", "participants"])
def test_what_the_clock_moves_is_not_held_for_long(
    resource: str, world: World, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{resource}/{world.rows[resource].public_id}/"
    held = get(path)["ETag"]
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", 1)

    assert get(path)["ETag"] != held
    assert get("places/")["ETag"] == get("places/")["ETag"]
