"""Somebody resigns, a meeting is off: what is told of the present, or as to come, is listed."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.acting import acting
from briefings.actions.publishing import schedule
from briefings.actions.records import retract
from briefings.actions.stale import look_at_prose
from briefings.actions.statuses import update_status
from briefings.models import (
    Meeting,
    Office,
    Official,
    PartialDate,
    Participant,
    StatusChange,
    Tenure,
    Visit,
)
from tests.factories import row_of
from tests.stories.desk import approved, drafted, published
from tests.stories.held import link, listed, live

pytestmark = pytest.mark.django_db


@pytest.fixture
def qin() -> Tenure:
    """Return the tenure of a minister."""
    office = row_of(
        Office, title="Minister of foreign affairs", other_titles=["Foreign minister"], **live()
    )
    person = row_of(Official, full_name="Qin Gang", short_name="Qin", **live())
    told = {"started": "2022-12-30", "end_status": "current", **live()}
    return row_of(Tenure, official=person, office=office, **told)


TITLES = (
    "Foreign minister {} spoke in June.",
    "{} is the foreign minister.",
    "{}, foreign minister since December, was the host.",
    "{} had been China’s minister for years, and is still.",
    "{} was glad.",
)


def resigns(tenure: Tenure, by: User) -> None:
    """End a tenure today."""
    with acting(by=by, action="end"):
        tenure.ended = PartialDate.of(timezone.localdate())
        tenure.end_status = "ended"
        tenure.save()


def test_a_resignation_lists_what_is_told_of_the_present(
    ana: User, cleo: User, qin: Tenure
) -> None:
    """A title is of the day of the piece: he was the minister then."""
    name = link(qin.official, "Qin Gang")
    body = "".join(f"<p>{words.format(name)}</p>" for words in TITLES)
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    resigns(qin, cleo)
    found = look_at_prose()

    assert [row.sentence for row in found] == [
        "Qin Gang is the foreign minister.",
        "Qin Gang, foreign minister since December, was the host.",
        "Qin Gang had been China’s minister for years, and is still.",
    ]
    assert {(row.was, row.told) for row in found} == {("Minister of foreign affairs", "")}


def test_in_a_scheduled_piece_his_title_is_stale_as_well(
    ana: User, cleo: User, qin: Tenure, tomorrow: datetime
) -> None:
    name = link(qin.official, "Qin Gang")
    body = "".join(f"<p>{words.format(name)}</p>" for words in TITLES)
    edition = approved(drafted(ana, body=body), cleo)
    schedule(by=cleo, edition=edition, start=tomorrow)
    look_at_prose()

    resigns(qin, cleo)

    assert len(look_at_prose()) == 4
    assert listed()[0] == "Foreign minister Qin Gang spoke in June."


def test_a_death_lists_what_was_still_to_come(ana: User, cleo: User, qin: Tenure) -> None:
    name = link(qin.official, "Qin Gang")
    body = f"<p>{name} will meet Blinken on Monday.</p><p>Qin Gang met him in March.</p>"
    published(drafted(ana, body=body), cleo)
    look_at_prose()

    with acting(by=cleo, action="edit"):
        qin.official.died = PartialDate.of(timezone.localdate())
        qin.official.save()
    [row] = look_at_prose()

    assert (row.sentence, row.was, row.told) == (
        "Qin Gang will meet Blinken on Monday.",
        "alive",
        "dead",
    )


def test_a_tenure_retracted_as_wrong_lists_the_title_of_its_day(
    ana: User, ben: User, cleo: User, qin: Tenure
) -> None:
    body = f"<p>Foreign minister {link(qin.official, 'Qin Gang')} spoke.</p><p>Qin smiled.</p>"
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    retract(by=ben, row=qin, reason="wrong")

    assert [row.sentence for row in look_at_prose()] == ["Foreign minister Qin Gang spoke."]


@pytest.fixture
def talks() -> Meeting:
    """Return a meeting that is expected."""
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-19", **live())
    for name, short in (("Antony Blinken", "Blinken"), ("Wang Yi", "Wang")):
        person = row_of(Official, full_name=name, short_name=short, **live())
        row_of(Participant, meeting=meeting, official=person, **live())
    row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-10", **live())
    return meeting


@pytest.mark.parametrize("status", ["cancelled", "postponed", "held"])
def test_a_meeting_that_is_off_or_over_lists_who_says_that_it_is_to_come(
    ana: User, ben: User, cleo: User, talks: Meeting, status: str
) -> None:
    blinken, wang = (row.official for row in talks.participants.order_by("pk"))
    body = (
        f"<p>The {link(talks, 'talks in Beijing')} are due to begin at nine.</p>"
        f"<p>On Monday {link(blinken, 'Blinken')} is due to see {link(wang, 'Wang Yi')}.</p>"
        "<p>Blinken and Wang know each other. Blinken will see nobody else.</p>"
    )
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    update_status(by=ben, of=talks, status=status, on=PartialDate.parse("2023-06-19"))
    look_at_prose()

    assert listed() == [
        "The talks in Beijing are due to begin at nine.",
        "On Monday Blinken is due to see Wang Yi.",
    ]


def test_other_talks_of_the_two_are_left_alone(
    ana: User, ben: User, cleo: User, talks: Meeting
) -> None:
    blinken, wang = (row.official for row in talks.participants.order_by("pk"))
    body = f"<p>{link(blinken, 'Blinken')} will meet {link(wang, 'Wang Yi')}.</p>"
    published(drafted(ana, body=body, dateline_on=date(2022, 6, 18)), cleo)
    look_at_prose()

    update_status(by=ben, of=talks, status="cancelled", on=PartialDate.parse("2023-06-18"))

    assert look_at_prose() == []


def test_a_visit_that_is_off_lists_arrives_today(
    ana: User, ben: User, cleo: User, tomorrow: datetime
) -> None:
    visit = row_of(Visit, title="Blinken in Beijing", starts=tomorrow.date().isoformat(), **live())
    blinken = row_of(Official, full_name="Antony Blinken", short_name="Blinken", **live())
    row_of(Participant, meeting=None, visit=visit, official=blinken, **live())
    row_of(StatusChange, meeting=None, visit=visit, status="confirmed", on="2023-06-10", **live())
    body = f"<p>{link(blinken, 'Blinken')} arrives today.</p><p>Blinken has been there before.</p>"
    edition = approved(drafted(ana, body=body, about=visit.identity), cleo)
    schedule(by=cleo, edition=edition, start=tomorrow)
    look_at_prose()

    today = PartialDate.of(timezone.localdate())
    update_status(by=ben, of=visit, status="cancelled", on=today)
    look_at_prose()

    assert listed() == ["Blinken flies to Beijing", "Blinken arrives today."]
