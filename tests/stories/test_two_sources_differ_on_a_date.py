"""Two sources differ on a date: both are kept, and the record admits every day between them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from briefings.models import Citation, CustodyEvent, Meeting, PartialDate, StatusChange, Tenure
from tests.admin.conftest import Desk, Person, text_of
from tests.admin.conftest import desk as desk
from tests.factories import (
    CitationFactory,
    OfficeFactory,
    OfficialFactory,
    SourceFactory,
    TenureFactory,
    row_of,
)
from tests.factories.live import shown
from tests.stories.asking import Reader

RADIO, PAPER = "The Radio", "The Paper"


@pytest.fixture
def at() -> datetime:
    """Return the moment at which what a test needs public became so."""
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def reader(client: Client) -> Reader:
    """Return who asks page and API."""
    return Reader(client)


@pytest.fixture
def tenure(at: datetime) -> Tenure:
    """Return a public tenure whose end one public source bears out."""
    tenure = TenureFactory(
        official=OfficialFactory(full_name="Qin Gang"),
        office=OfficeFactory(title="foreign minister"),
        started="2022-12-30",
        ended="2023-07-25",
        end_status="ended",
    )
    cited(shown(tenure, at), RADIO, at)
    return tenure


def cited(fact: Model, publisher: str, at: datetime, **says: str) -> Citation:
    """Return the citation of a public source of that publisher, by a fact."""
    source = shown(SourceFactory(publisher=publisher, title="Report"), at)
    kind = str(fact._meta.model_name)
    return CitationFactory(source=source, official=None, **{kind: fact}, **says)


def enter(editor: Desk, fact: Model, at: datetime, *, says: str, beside: str, **which: str) -> Any:
    """Type into the rows of a fact's page what a second source says, and what the first does."""
    second = shown(SourceFactory(publisher=PAPER, title="Report"), at)
    row = {
        "source": str(second),
        "stance": "supports",
        "says": "",
        "page": "3",
        "quote": "He went.",
    }
    typed = {f"citations-1-{name}": value for name, value in row.items()}
    for number, date in ((0, beside), (1, says)):
        typed[f"citations-{number}-says_on"] = date
        typed |= {
            f"citations-{number}-{name}": value if date else "" for name, value in which.items()
        }
    return editor.send(fact, **{"citations-TOTAL_FORMS": "2"}, **typed)


def test_the_end_of_a_tenure_is_the_interval_over_both(
    desk: Person, reader: Reader, tenure: Tenure, at: datetime
) -> None:
    enter(desk("editor"), tenure, at, says="2023-06-25", beside="25 July 2023", date_of="ended")

    tenure.refresh_from_db()
    assert tenure.ended == PartialDate.parse("2023-06-25/2023-07-25")
    assert tenure.confidence == "disputed"
    slug = tenure.official.slug
    words, answer = reader.asks_both(f"officials/{slug}/", f"tenures/{tenure.public_id}/")
    assert (
        "Sources differ: The Radio says ended 25 July 2023 [1];"
        " The Paper says ended 25 June 2023 [2]." in words
    )
    assert "Page 3. “He went.” It says ended 25 June 2023." in words
    assert answer["confidence"] == "disputed"
    assert answer["ended"]["earliest"] == "2023-06-25"
    assert [(one["date_of"], one["says_on"]["value"]) for one in answer["sources"]] == [
        ("ended", "2023-07-25"),
        ("ended", "2023-06-25"),
    ]


@pytest.mark.parametrize(
    ("day", "possibly", "certainly"),
    [("2023-06-25", 1, 1), ("2023-07-10", 1, 0), ("2023-07-25", 1, 0), ("2023-07-26", 0, 0)],
)
def test_as_of_is_possible_inside_the_interval_and_certain_outside(
    desk: Person,
    reader: Reader,
    tenure: Tenure,
    at: datetime,
    day: str,
    possibly: int,
    certainly: int,
) -> None:
    enter(desk("editor"), tenure, at, says="2023-06-25", beside="2023-07-25", date_of="ended")

    office = tenure.office.slug
    for match, number in (("possible", possibly), ("certain", certainly)):
        words, rows = reader.asks(f"officials/?office={office}&as_of={day}&date_match={match}")
        assert len(rows) == number, (day, match)
        assert ("Gang, Qin" in words) is bool(number)


def test_the_date_is_narrow_again_when_one_of_the_sources_is_taken_out(
    desk: Person, reader: Reader, tenure: Tenure, at: datetime
) -> None:
    ben = desk("editor")
    enter(ben, tenure, at, says="2023-06-25", beside="2023-07-25", date_of="ended")

    ben.send(tenure, **{"citations-0-DELETE": "on"})

    tenure.refresh_from_db()
    assert (tenure.ended, tenure.confidence) == (PartialDate.parse("2023-06-25"), "reported")
    words, answer = reader.asks_both(
        f"officials/{tenure.official.slug}/", f"tenures/{tenure.public_id}/"
    )
    assert "Sources differ" not in words
    assert [one["publisher"] for one in answer["sources"]] == [PAPER]


def test_one_source_alone_does_not_move_a_date_that_others_give(
    desk: Person, tenure: Tenure, at: datetime
) -> None:
    page = enter(desk("editor"), tenure, at, says="", beside="2023-06-25", date_of="ended")

    assert "One source says 25 June 2023, the record 25 July 2023" in text_of(page)
    tenure.refresh_from_db()
    assert (tenure.ended, tenure.citations.count()) == (PartialDate.parse("2023-07-25"), 1)


def test_a_custody_event_is_disputed_only_by_who_may_change_it_while_public(
    desk: Person, reader: Reader, at: datetime
) -> None:
    event = shown(row_of(CustodyEvent, kind="detained", status="held", on="2020-08-13"), at)
    cited(event, RADIO, at)

    refused = enter(desk("editor"), event, at, says="2020-08-20", beside="2020-08-13")
    assert "retract it and enter another, or ask a publisher to force the change" in text_of(
        refused
    )
    assert not Citation.objects.exclude(date_of="").exists()

    enter(desk("publisher"), event, at, says="2020-08-20", beside="2020-08-13")
    event.refresh_from_db()
    assert (event.on, event.confidence) == (PartialDate.parse("2020-08-13/2020-08-20"), "disputed")
    assert event.is_flagged
    person = event.detention.detainee
    words, answer = reader.asks_both(
        f"detainees/{person.slug}/", f"custody-events/{event.public_id}/"
    )
    assert "The Radio says 13 August 2020 [1]; The Paper says 20 August 2020 [2]." in words
    assert [one["says_on"]["value"] for one in answer["sources"]] == ["2020-08-13", "2020-08-20"]


@pytest.mark.parametrize("kind", ["meeting", "statuschange"])
def test_the_day_of_a_meeting_or_of_its_status_can_be_disputed(
    desk: Person, reader: Reader, at: datetime, kind: str
) -> None:
    meeting = shown(row_of(Meeting, on="2023-06-18"), at)
    change = shown(row_of(StatusChange, meeting=meeting, status="held", on="2023-06-18"), at)
    fact: Meeting | StatusChange = meeting if kind == "meeting" else change
    cited(fact, RADIO, at)

    enter(desk("editor"), fact, at, says="2023-06-19", beside="2023-06-18")

    fact.refresh_from_db()
    assert fact.on == PartialDate.parse("2023-06-18/2023-06-19")
    words, _ = reader.asks_both(f"meetings/{meeting.slug}/", f"meetings/{meeting.public_id}/")
    assert "The Radio says 18 June 2023 [1]; The Paper says 19 June 2023 [2]." in words
