"""A visit with all its rows, and meetings with who is at the table, entered through the forms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from briefings.models import (
    Country,
    Meeting,
    Official,
    Organization,
    PartialDate,
    Participant,
    Place,
    Slug,
    Source,
    StatusChange,
    Topic,
    Visit,
)
from tests.admin.conftest import Desk, Person, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.factories import row_of, since

DAY = PartialDate.parse("2023-06-18")
ADD_MEETING = "/admin/briefings/meeting/add/"
ADD_VISIT = "/admin/briefings/visit/add/"


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


@pytest.fixture(autouse=True)
def _nothing_is_left_to_commit(db: None) -> Any:
    """Fire what a commit would, after each test."""
    yield
    connection.check_constraints()


def participant(**typed: Any) -> dict[str, Any]:
    """Return what is typed for a participant."""
    return {"role": "lead", "confidence": "confirmed", "order": 0, **typed}


def status(**typed: Any) -> dict[str, Any]:
    """Return what is typed for a change of status."""
    return {"status": "held", "on": "2023-06-18", "order": 0, "confidence": "confirmed", **typed}


def test_a_visit_comes_with_all_its_rows(clare: Desk) -> None:
    china, blinken = row_of(Country, name="China"), row_of(Official, full_name="Antony Blinken")
    beijing = row_of(Place, name="Beijing", country=china)
    taiwan, source = row_of(Topic), row_of(Source)

    page = clare.send(
        ADD_VISIT,
        starts="2023-06-18",
        ends="2023-06-19",
        **rows("stops", {"order": 0, "country": china.pk, "place": beijing.pk}),
        **rows("participants", participant(official=blinken.pk, side="visitor")),
        **rows("objectives", {"order": 0, "words": "Keep open lines of communication."}),
        **rows("statuses", status(status="confirmed", on="2023-06-14")),
        **rows("agendaitems", {"order": 0, "topic": taiwan.pk, "stage": "planned"}),
        **rows("outcomes", {"order": 0, "words": "They agreed to talk again."}),
        **rows("readouts", {"country": china.pk, "words": "The talks were candid."}),
        **rows("citations", {"source": str(source), "stance": "supports"}),
        _continue="1",
    )

    visit = Visit.objects.get()
    assert visit.label == "Antony Blinken to Beijing, 18–19 June 2023"
    assert visit.slug == "antony-blinken-to-beijing-18-19-june-2023"
    assert [str(stop) for stop in visit.stops.all()] == ["Beijing"]
    assert visit.objectives.get().words == "Keep open lines of communication."
    assert visit.agendaitems.get().topic == taiwan
    assert visit.readouts.get().country == china
    assert "Confirmed." in text_of(page)


def test_a_meeting_is_called_by_its_parts_and_reached_by_that_name(clare: Desk) -> None:
    blinken, qin = (row_of(Official, full_name=name) for name in ("Antony Blinken", "Qin Gang"))
    typed = {
        "on": "2023-06-18",
        "part_of_day": "afternoon",
        **rows("participants", participant(official=blinken.pk), participant(official=qin.pk)),
    }

    clare.send(ADD_MEETING, **typed)
    asked = clare.send(ADD_MEETING, **typed)
    clare.send(ADD_MEETING, **typed, _so=asked.xpath("//input[@name='_so']/@value"))

    first, second = Meeting.objects.order_by("pk")
    assert first.label == "Meeting of Antony Blinken and Qin Gang, 18 June 2023"
    assert first.slug == "meeting-of-antony-blinken-and-qin-gang-18-june-2023"
    assert second.slug == f"{first.slug}-2"
    assert Slug.objects.filter(type="meeting").count() == 2


def test_a_group_and_an_organization_sit_at_the_table(clare: Desk) -> None:
    council = row_of(Organization)

    clare.send(
        ADD_MEETING,
        kind="round_table",
        **rows(
            "participants",
            participant(group="American exchange students", role="guest"),
            participant(organization=council.pk),
        ),
    )

    students, body = Meeting.objects.get().participants.in_order()
    assert students.group == "American exchange students"
    assert body.organization == council


def test_the_place_says_country_and_zone_and_its_clocks_the_day(clare: Desk) -> None:
    guesthouse = row_of(Place, time_zone="Asia/Shanghai")

    clare.send(ADD_MEETING, place=guesthouse.pk, starts_at="2023-06-19T06:30", minutes="330")

    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2023, 6, 18, 22, 30, tzinfo=UTC)
    assert (meeting.time_zone, meeting.country) == ("Asia/Shanghai", guesthouse.country)
    assert meeting.on == PartialDate.parse("2023-06-19")
    shown = clare.open(meeting).xpath("//input[@name='starts_at']/@value")
    assert shown == ["19 June 2023, 06:30"]


def test_another_place_brings_its_own_zone(clare: Desk) -> None:
    meeting = row_of(Meeting, place=row_of(Place, time_zone="Asia/Shanghai"))
    bali = row_of(Place, time_zone="Asia/Makassar")

    clare.send(meeting, place=bali.pk)

    meeting.refresh_from_db()
    assert (meeting.time_zone, meeting.country) == ("Asia/Makassar", bali.country)


WRONG_PARTICIPANTS = [
    ({}, "exactly one of an official, an organization and a group"),
    ({"group": "Students", "official": True}, "exactly one of an official, an organization"),
]


@pytest.mark.parametrize("of", [Meeting, Visit])
@pytest.mark.parametrize(("typed", "words"), WRONG_PARTICIPANTS)
def test_a_participant_who_is_none_or_two_is_an_error_on_the_row(
    clare: Desk, of: type[Any], typed: dict[str, Any], words: str
) -> None:
    whole = row_of(of)
    if "official" in typed:
        typed = {**typed, "official": row_of(Official).pk}

    page = clare.send(whole, **rows("participants", participant(**typed)))

    assert words in text_of(page.get_element_by_id("participants-group"))
    assert not Participant.objects.exists()


def test_an_official_twice_at_one_meeting_is_an_error_on_the_row(clare: Desk) -> None:
    qin, meeting = row_of(Official), row_of(Meeting)
    twice = participant(official=qin.pk)

    page = clare.send(meeting, **rows("participants", twice, twice))
    assert "This official is already at the meeting." in text_of(
        page.get_element_by_id("participants-group")
    )
    assert not Participant.objects.exists()

    row_of(Participant, meeting=meeting, official=qin)
    page = clare.send(meeting, **rows("participants", twice, initial=1))
    assert "This official is already at the meeting." in text_of(
        page.get_element_by_id("participants-group")
    )
    assert meeting.participants.count() == 1


def test_who_was_retracted_can_be_entered_again(clare: Desk) -> None:
    at, meeting = timezone.now(), row_of(Meeting)
    gone = row_of(Participant, meeting=meeting, live_period=since(at))
    clare.press(gone, "retract", reason="wrong")

    clare.send(
        meeting,
        **rows("participants", participant(official=gone.official_id), initial=1),
    )

    assert meeting.participants.count() == 2


FAULTS: list[tuple[str, dict[str, Any], list[str]]] = [
    (ADD_MEETING, {"part_of_day": "morning"}, ["A part of the day needs an exact day"]),
    (
        ADD_MEETING,
        {"part_of_day": "morning", "starts_at": "2023-06-18T10:00", "time_zone": "Asia/Shanghai"},
        ["needs an exact day, and no time"],
    ),
    (ADD_MEETING, {"starts_at": "2023-06-18T10:00"}, ["A time needs a time zone"]),
    (ADD_MEETING, {"time_zone": "Beijing"}, ["“Beijing” is no time zone"]),
    (ADD_MEETING, {"minutes": "0"}, ["A meeting lasts a minute at least."]),
    (ADD_MEETING, {"minutes": "99999"}, ["less than or equal to 32767"]),
    (
        ADD_MEETING,
        {"starts_at": "2023-03-26T02:30", "time_zone": "Europe/Paris"},
        ["couldn’t be interpreted in time zone Europe/Paris"],
    ),
    (
        ADD_MEETING,
        {"on": "2023-13", "time_zone": "Beijing", "minutes": "0"},
        ["2023-13", "“Beijing” is no time zone", "A meeting lasts a minute at least."],
    ),
    (
        ADD_VISIT,
        {"starts": "2023-06-19", "ends": "2023-06-18"},
        ["A visit does not end before it starts."],
    ),
    (
        ADD_MEETING,
        rows("statuses", status(status="present")),
        ["Select a valid choice. present"],
    ),
    (
        ADD_MEETING,
        rows("statuses", status(planned_start="2023-07", planned_end="2023-06")),
        ["What is planned does not end before it starts."],
    ),
    (ADD_MEETING, rows("statuses", status(on="")), ["This field is required."]),
    (ADD_MEETING, rows("readouts", {"words": "Candid."}), ["A readout is a country's or an"]),
    (
        ADD_MEETING,
        rows("agendaitems", {"order": 0, "stage": "planned", "note": "What?"}),
        ["An agenda row is about a topic or about a detainee."],
    ),
    (
        "/admin/briefings/place/add/",
        {"name": "Beijing", "time_zone": "Asia/Shanghai", "latitude": "39.9"},
        ["Coordinates are two"],
    ),
]


@pytest.mark.parametrize(("address", "typed", "words"), FAULTS)
def test_what_cannot_be_is_said_and_nothing_is_written(
    clare: Desk, address: str, typed: dict[str, Any], words: list[str]
) -> None:
    page = text_of(clare.send(address, **typed))

    assert [each for each in words if each not in page] == []
    assert not any(model.objects.exists() for model in (Meeting, Visit, Place, StatusChange))


def test_a_stop_that_ends_before_it_begins_is_an_error_on_the_row(clare: Desk) -> None:
    visit, china = row_of(Visit), row_of(Country)
    typed = {"order": 0, "country": china.pk, "arrives": "2023-06-19", "departs": "2023-06-18"}

    page = clare.send(visit, **rows("stops", typed))

    assert "A stop does not end before it begins." in text_of(page.get_element_by_id("stops-group"))
    assert not visit.stops.exists()


def test_a_gathering_that_is_none_is_said(clare: Desk) -> None:
    talks = row_of(Meeting, kind="bilateral")

    page = clare.send(ADD_MEETING, gathering=talks.pk)

    assert "What a meeting is part of is of the kind “gathering”." in text_of(page)
    assert Meeting.objects.count() == 1


def test_an_address_that_is_taken_is_said(clare: Desk) -> None:
    row_of(Meeting, slug="talks-in-beijing")

    page = clare.send(ADD_MEETING, slug="talks-in-beijing")

    assert "Meeting with this Slug already exists." in text_of(page)
    assert Meeting.objects.count() == 1


def test_a_status_on_its_own_page_is_of_one_and_of_its_list(clare: Desk) -> None:
    sitting, meeting = row_of(Participant), row_of(Meeting)
    add = "/admin/briefings/statuschange/add/"

    nobody = clare.send(add, **status())
    both = clare.send(add, **status(meeting=meeting.pk, participant=sitting.pk))
    impossible = clare.send(add, **status(participant=sitting.pk, status="postponed"))

    assert "A status is that of exactly one meeting, visit or participant." in text_of(nobody)
    assert "A status is that of exactly one meeting, visit or participant." in text_of(both)
    assert "A participant is invited, expected, present or absent" in text_of(impossible)
    assert not StatusChange.objects.exists()
