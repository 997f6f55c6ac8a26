"""What a text claims, held against the record on the day of the piece."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from briefings.checks.texts.contradictions import contradictions
from briefings.checks.texts.reading import Text
from briefings.checks.texts.saying import Contradiction
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Meeting,
    Office,
    Official,
    StatusChange,
    Tenure,
)
from tests.factories import row_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def told(sentence: str, day: date = date(2023, 6, 18), **of: Any) -> list[Contradiction]:
    """Return the contradictions of a body of one paragraph."""
    return contradictions(Text(f"<p>{sentence}</p>", **of).sentences, day, AT, AT)


@pytest.fixture
def pompeo() -> Official:
    """Return the record of somebody who was secretary of state until January 2021."""
    pompeo = row_of(Official, full_name="Mike Pompeo", short_name="Pompeo")
    office = row_of(Office, title="Secretary of State", other_titles=["Foreign minister"])
    dates = {"started": "2018-04-26", "ended": "2021-01-20", "end_status": "ended"}
    row_of(Tenure, official=pompeo, office=office, **dates)
    return pompeo


@pytest.mark.parametrize(
    ("sentence", "day", "certain"),
    [
        ("Secretary of State Mike Pompeo came.", date(2023, 6, 18), True),
        ("Foreign minister Mike Pompeo came.", date(2023, 6, 18), True),
        ("Secretary Mike Pompeo came.", date(2023, 6, 18), False),
        ("Before leaving, Secretary of State Mike Pompeo spoke.", date(2023, 6, 18), False),
        ("Secretary of State Mike Pompeo came.", date(2018, 4, 25), True),
        ("Secretary of State Mike Pompeo came.", date(2021, 1, 20), None),
        ("Former Secretary of State Mike Pompeo came.", date(2023, 6, 18), None),
        ("Former Secretary of State Mike Pompeo came.", date(2020, 6, 18), True),
        ("then-Secretary of State Mike Pompeo came.", date(2023, 6, 18), None),
        ("“Secretary of State Mike Pompeo came.”", date(2023, 6, 18), None),
        ("In 2019, Secretary of State Mike Pompeo came.", date(2023, 6, 18), None),
        ("Director Mike Pompeo came.", date(2023, 6, 18), None),
        ("They met the secretary of state, Mike Pompeo.", date(2023, 6, 18), True),
        ("The secretary of state, Mike Pompeo, came.", date(2023, 6, 18), True),
        (
            "At dinner with the secretary of state, Mike Pompeo, she spoke.",
            date(2023, 6, 18),
            False,
        ),
        ("The king, the secretary of state, Mike Pompeo, and Li came.", date(2023, 6, 18), False),
        ("Secretary of state, Mike Pompeo, came.", date(2023, 6, 18), False),
        ("They met the former secretary of state, Mike Pompeo.", date(2023, 6, 18), None),
    ],
)
def test_an_office_on_the_day(
    pompeo: Official, sentence: str, day: date, certain: bool | None
) -> None:
    """Both end days count; "former", "then", quotations and another year make it right."""
    assert [found.certain for found in told(sentence, day)] == (
        [] if certain is None else [certain]
    )


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("Secretary of State Mike Pompeo came.", "Former Secretary of State Mike Pompeo"),
        ("Then the secretary of state Mike Pompeo came.", "former secretary of state Mike Pompeo"),
        (
            "Mike Pompeo, the secretary of state, came.",
            "Mike Pompeo, the former secretary of state",
        ),
        ("Mike Pompeo is the secretary of state.", "Mike Pompeo is the former secretary of state"),
        ("The US secretary of state Mike Pompeo came.", "former US secretary of state Mike Pompeo"),
        (
            "Mike Pompeo, the United States’ secretary of state, came.",
            "Mike Pompeo, the United States’ former secretary of state",
        ),
        ("Acting Secretary of State Mike Pompeo came.", None),
    ],
)
def test_an_office_is_mended_in_words(pompeo: Official, sentence: str, instead: str | None) -> None:
    """“former” goes before the office that was ended, after whose it was."""
    Country.objects.update(name="United States")

    [found] = told(sentence)

    assert found.instead == instead


def test_an_office_that_had_not_begun_is_not_called_former(pompeo: Official) -> None:
    [late] = told("Secretary of State Mike Pompeo came.")
    [early] = told("Secretary of State Mike Pompeo came.", date(2018, 1, 1))

    assert late.why == (
        "The record has Pompeo as Secretary of State from 26 April 2018 until 20 January 2021:"
        " not on 18 June 2023, the day of the piece."
    )
    assert early.instead is None


def test_each_office_is_told_with_its_own_days(pompeo: Official) -> None:
    deputy = row_of(Office, title="Deputy Secretary of State")
    days = {"started": "2015", "ended": "2017", "end_status": "ended"}
    row_of(Tenure, official=pompeo, office=deputy, **days)

    [late] = told("Secretary of State Mike Pompeo came.")

    assert late.why.startswith(
        "The record has Pompeo as Secretary of State from 26 April 2018 until 20 January 2021"
        " and as Deputy Secretary of State from 2015 until 2017: "
    )


def test_a_year_leaves_an_office_open(pompeo: Official) -> None:
    """Held until some day of 2021: in that year it may be so, and nothing is told."""
    pompeo.tenures.update(ended="2021")

    assert told("Secretary of State Mike Pompeo came.", date(2021, 12, 30)) == []


def held(*events: tuple[str, str]) -> Detainee:
    """Return the record of Kai Li with public events of one detention."""
    li = row_of(Detainee, full_name="Kai Li", short_name="Li")
    detention = row_of(Detention, detainee=li)
    for kind, on in events:
        status = {"detained": "held", "released": "free"}[kind]
        row_of(CustodyEvent, detention=detention, kind=kind, status=status, on=on)
    return li


@pytest.mark.parametrize(
    ("sentence", "certain"),
    [
        ("Kai Li is free.", True),
        ("Kai Li spoke. Li is free.", True),
        ("Kai Li was released.", True),
        ("Her lawyer said Kai Li is free.", False),
        ("Kai Li is still held.", None),
        ("If Kai Li is free, we go.", None),
    ],
)
def test_custody_on_the_day(sentence: str, certain: bool | None) -> None:
    """Held since 2016 and released in 2024, in a piece of 2023."""
    held(("detained", "2016-09"), ("released", "2024-11-27"))

    assert [found.certain for found in told(sentence)] == ([] if certain is None else [certain])


def test_a_partial_date_leaves_custody_open() -> None:
    """Released at some time of 2023: in June both may be so."""
    held(("detained", "2016-09"), ("released", "2023"))

    assert told("Kai Li is free. Kai Li is still held.") == []


def test_held_after_the_release() -> None:
    """The other way round: the record says free."""
    held(("detained", "2016-09"), ("released", "2024-11-27"))

    [found] = told("Kai Li is still held.", date(2025, 1, 1))

    assert found.certain
    assert (
        found.why == "In the record Kai Li is free on 1 January 2025: released, 27 November 2024."
    )


def dinner(*changes: tuple[str, str], on: str = "2023-06-18") -> Meeting:
    """Return a titled meeting with a chain of statuses."""
    meeting = row_of(Meeting, title="Working dinner", on=on)
    for status, day in changes:
        row_of(StatusChange, meeting=meeting, status=status, on=day)
    return meeting


@pytest.mark.parametrize(
    ("last", "sentence", "found"),
    [
        ("cancelled", "The Working dinner was held.", True),
        ("cancelled", "The Working dinner was cancelled.", None),
        ("cancelled", "The upcoming Working dinner is on the list.", True),
        ("held", "The Working dinner was cancelled.", True),
        ("held", "The Working dinner took place.", None),
        ("postponed", "The Working dinner will take place.", None),
        ("postponed", "“The Working dinner was held.”", None),
    ],
)
def test_what_became_of_a_meeting(last: str, sentence: str, found: bool | None) -> None:
    """On its own day, when the outcome is known."""
    dinner(("expected", "2023-06-01"), (last, "2023-06-18"))

    assert [each.certain for each in told(sentence)] == ([] if found is None else [found])


def test_the_meeting_is_the_one_that_the_piece_is_about() -> None:
    """Unnamed in the text, and the only one."""
    meeting = dinner(("cancelled", "2023-06-18"))

    [found] = told("The dinner was held.", about=meeting.public_id)

    assert (found.check, found.certain) == ("occasion-status", True)


@pytest.mark.parametrize(("day", "told_of"), [(17, 0), (18, 0), (19, 1)])
def test_a_meeting_whose_day_has_passed_is_not_upcoming(day: int, told_of: int) -> None:
    """Its own day is still ahead until it is over."""
    dinner(("expected", "2023-06-01"))

    found = told("They spoke of the upcoming Working dinner.", date(2023, 6, day))

    assert [each.check for each in found] == ["upcoming-passed"] * told_of
    assert [each.instead for each in found] == ["Working dinner"] * told_of


def test_what_opens_a_sentence_still_does_when_it_is_mended() -> None:
    link = f'<a data-record="{dinner(("expected", "2023-06-01")).public_id}">talks</a>'
    text = Text(f"<p>Upcoming {link} were told of.</p>")

    [found] = contradictions(text.sentences, date(2023, 6, 19), AT, AT)

    assert found.instead == "Talks"


def test_a_renamed_person_is_recognised_at_once() -> None:
    """Names are held in memory; what is saved counts for the next text."""
    li = held(("detained", "2016-09"))
    assert len(told("Kai Li is free. Li Kai is free.")) == 1

    li.full_name = "Li Kai"
    li.save()

    assert [each.claim.words for each in told("Kai Li is free. Li Kai is free.")] == [
        "Li Kai is free"
    ]


def test_a_withheld_name_is_not_recognised() -> None:
    """The record tells nothing of somebody by a name that it does not tell."""
    li = held(("detained", "2016-09"))
    assert told("Kai Li is free.")

    li.name_withheld, li.description, li.slug = True, "An American teacher", "an-american-teacher"
    li.save()

    assert told("Kai Li is free.") == []
