"""A meeting with the day, kind and participants of another is asked about."""

from typing import Any

import pytest
from django.utils import timezone

from briefings.checks.doubts import find_doubts
from briefings.models import Meeting, Official, Participant
from tests.factories import row_of

pytestmark = pytest.mark.django_db


def met(*who: Official, aides: tuple[Official, ...] = (), **of: Any) -> Meeting:
    """Enter a meeting of some officials, and of aides in their delegations."""
    meeting = row_of(Meeting, **{"on": "2023-06-18", "kind": "bilateral", **of})
    for official in who:
        row_of(Participant, meeting=meeting, official=official, role="lead")
    for official in aides:
        row_of(Participant, meeting=meeting, official=official, role="delegation")
    return meeting


def asked(meeting: Meeting) -> list[str]:
    """Return what is asked about a meeting as a second entry."""
    doubts = find_doubts(meeting, timezone.now())
    return [doubt.words for doubt in doubts if "entered twice" in doubt.words]


def test_the_same_day_and_principals_are_asked_about() -> None:
    """Whoever else was in the room makes no difference, nor that nobody is said to lead."""
    blinken, qin, aide = (row_of(Official) for _ in range(3))
    first = met(aides=(blinken, qin))

    [words] = asked(met(qin, blinken, aides=(aide,)))

    first.refresh_from_db()
    assert words == f"{first} has the same day and participants: it may be entered twice."


@pytest.mark.parametrize(
    "other",
    [
        {"on": "2023-06-19"},
        {"on": "2023-06"},
        {"kind": "working_dinner"},
        {"starts_at": "2023-06-18T18:00Z", "time_zone": "Asia/Shanghai"},
    ],
)
def test_another_day_kind_or_moment_is_another_meeting(other: dict[str, Any]) -> None:
    """And so is one whose day is not known to the day."""
    blinken, qin = row_of(Official), row_of(Official)
    met(blinken, qin, starts_at="2023-06-18T06:30Z", time_zone="Asia/Shanghai")

    assert asked(met(blinken, qin, **other)) == []


def test_other_principals_are_another_meeting() -> None:
    """Also where one of them is the same, or only one is entered yet."""
    blinken, qin, wang = (row_of(Official) for _ in range(3))
    met(blinken, qin)
    met(wang)

    assert asked(met(blinken, wang)) == asked(met(wang)) == []


def test_a_retracted_one_is_not_asked_about() -> None:
    """It was found to be wrong, or a duplicate."""
    blinken, qin = row_of(Official), row_of(Official)
    first = met(blinken, qin)
    first.live_period, first.retraction_reason = "empty", "duplicate"
    first.save()

    assert asked(met(blinken, qin)) == []
