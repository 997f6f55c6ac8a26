"""A document does not move with the clock: what the day decides is told as it is read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from briefings import ledger
from briefings.documents import DOCUMENTS
from briefings.documents.builder import Asked, Documents
from briefings.documents.store import read
from briefings.ledger import LedgerState
from briefings.models import (
    Meeting,
    Office,
    Official,
    Participant,
    Place,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.factories import row_of, since
from tests.lists.world import open_lists
from tests.pages.newsroom import RECORDED

LIVE = {"live_period": since(RECORDED)}


def made(documents: Documents[Any], state: LedgerState) -> list[Any]:
    """Return all documents of a type as they are made in this state of the ledger."""
    ids = [
        *documents.model.objects.live(state.at).order_by("pk").values_list("public_id", flat=True)
    ]
    return [(each.body, each.item) for each in documents.make(ids, state)]


@pytest.mark.django_db
def test_what_is_made_years_later_is_the_same() -> None:
    open_lists()
    state = ledger.read_state()
    later = replace(state, at=state.at + timedelta(days=4000))

    for name, documents in DOCUMENTS.items():
        assert made(documents, state), name
        assert made(documents, later) == made(documents, state), name


def told(row: Any, **later: float) -> dict[str, Any]:
    """Return what is told of a row so much later, from the document that is stored now."""
    state = ledger.read_state()
    documents = next(each for each in DOCUMENTS.values() if each.model is type(row))
    [stored] = read(documents, [row.public_id], state)
    at = state.at + timedelta(**later)
    return documents.told(stored, Asked(at, localdate(at)))


@pytest.mark.django_db
def test_a_stored_meeting_begins_and_ends_by_the_clock() -> None:
    at = ledger.read_state().at
    meeting = row_of(
        Meeting,
        starts_at=at + timedelta(hours=1),
        minutes=30,
        time_zone="Pacific/Kiritimati",
        **LIVE,
    )
    row_of(StatusChange, meeting=meeting, status="confirmed", on="2023", **LIVE)

    now, during, after = (told(meeting, minutes=minutes) for minutes in (0, 70, 100))

    assert [each["under_way"] for each in (now, during, after)] == [False, True, False]
    assert now["day_has_passed"] is False
    assert told(meeting, days=2)["day_has_passed"] is True
    assert not {"days", "statuses"} & now.keys()


@pytest.mark.django_db
def test_a_stored_visit_goes_by_the_clocks_of_its_first_stop() -> None:
    """At any moment it is another day in Kiritimati than on Pago Pago."""
    at = ledger.read_state().at
    days = {}
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        place = row_of(Place, time_zone=zone, **LIVE)
        today = Meeting(time_zone=zone).today(at)
        visit = row_of(Visit, starts=today.isoformat(), ends=today.isoformat(), **LIVE)
        row_of(Stop, visit=visit, place=place, country=row_of(type(place.country), **LIVE))
        row_of(StatusChange, meeting=None, visit=visit, status="confirmed", on="2023", **LIVE)
        days[today] = told(visit)

    assert len(days) == 2
    assert [each["under_way"] for each in days.values()] == [True, True]


@pytest.mark.django_db
def test_a_current_office_is_certain_once_the_day_of_the_meeting_is_there() -> None:
    at = ledger.read_state().at
    official, office = row_of(Official, **LIVE), row_of(Office, **LIVE)
    current = {"started": "2020", "end_status": Tenure.EndStatus.CURRENT}
    row_of(Tenure, official=official, office=office, **current, **LIVE)
    day = localdate(at) + timedelta(days=7)
    meeting = row_of(Meeting, on=day.isoformat(), time_zone="UTC", **LIVE)
    participant = row_of(Participant, meeting=meeting, official=official, **LIVE)

    for row in (meeting, participant):
        before, since_then = (told(row, days=days) for days in (0, 8))
        seen = [each.get("participants", [each])[0]["offices"] for each in (before, since_then)]
        assert [[each["held"] for each in offices] for offices in seen] == [
            ["possibly"],
            ["certainly"],
        ]


@pytest.mark.django_db
def test_a_place_whose_clocks_are_corrected_voids_the_visits_that_go_by_them() -> None:
    """The public sees no time zone of a visit, and still what is told of it differs."""
    pago_pago = "Pacific/Pago_Pago"
    place = row_of(Place, time_zone="Pacific/Kiritimati", **LIVE)
    today = Meeting(time_zone=pago_pago).today(ledger.read_state().at)
    visit = row_of(Visit, starts=today.isoformat(), ends=today.isoformat(), **LIVE)
    row_of(Stop, visit=visit, place=place, country=row_of(type(place.country), **LIVE))
    official = row_of(Official, **LIVE)
    participant = row_of(Participant, meeting=None, visit=visit, official=official, **LIVE)
    row_of(StatusChange, meeting=None, visit=visit, status="confirmed", on="2023", **LIVE)
    expected = {"meeting": None, "participant": participant, "status": "expected"}
    tomorrow = today + timedelta(days=1)
    row_of(StatusChange, **expected, on=tomorrow.isoformat(), **LIVE)
    assert told(visit)["day_has_passed"] is True
    assert told(participant)["standing"] == "expected"

    Place.objects.filter(pk=place.pk).update(time_zone=pago_pago)

    assert told(visit)["day_has_passed"] is False
    assert told(participant)["standing"] is None
