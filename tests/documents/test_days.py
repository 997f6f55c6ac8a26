"""What a document says of a day is what the rows say of it that it was made of."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.documents.builder import Asked
from briefings.documents.days import (
    Standing,
    chain_of,
    goes_on,
    held_during,
    partial_days,
    statuses_during,
    tenure_days,
)
from briefings.documents.meetings import Meetings
from briefings.documents.statuses import StandingDuring
from briefings.models import CustodyEvent, PartialDate, Tenure
from briefings.models.days import Match, PartialPeriod, at_end_of, during
from tests.exploring import examples
from tests.models.chain_strategies import DAYS, STATUSES, chains, event, of, questions
from tests.models.test_as_of_by_brute_force import DAYS as WEEK
from tests.models.test_as_of_by_brute_force import Held, partial, tenures


def stored(value: Any) -> Any:
    """Return what a document holds after it was stored."""
    return json.loads(json.dumps(value))


def told(events: list[CustodyEvent]) -> list[dict[str, Any]]:
    """Return the events as a document holds them; what changes no status says null."""
    return [
        {"status": str(each.status) or None, "on": stored(each.on.as_json())} for each in events
    ]


@settings(max_examples=examples(200), deadline=None)
@given(chains)
def test_a_chain_of_a_document_is_that_of_its_rows(events: list[CustodyEvent]) -> None:
    found = chain_of(told(events), "status")
    assert [row[1:] for row in found] == [row[1:] for row in of(events)]
    assert [row.row["on"]["value"] for row in found] == [row.row.on.text for row in of(events)]


@settings(max_examples=examples(300), deadline=None)
@given(tenures(), questions, partial(), partial(), st.sampled_from([*WEEK, date.max]))
def test_a_tenure_of_a_document_is_held_when_its_row_is(
    held: Held, asked: list[date], starts: str, ends: str, today: date
) -> None:
    tenure = Tenure(
        status=held.status,
        started=held.started and PartialDate.parse(held.started),
        ended=held.ended and PartialDate.parse(held.ended),
        end_status=held.end_status,
    )
    days = stored(tenure_days(tenure))
    visit = [PartialDate.parse(text) for text in (starts, ends)]
    journey = PartialPeriod.between(*(partial_days(stored(one.as_json())) for one in visit))
    assert journey == PartialPeriod.between(*visit)
    for on in (asked[0], PartialDate.parse(f"{asked[0]}/{asked[1]}"), journey, None):
        assert held_during(days, on, today) == tenure.held(on, today), on


@pytest.mark.parametrize(
    ("chain", "status", "possibly"),
    [
        ([], None, []),
        ([("expected", "2016-09-01")], "expected", []),
        # Said again by the fourth at the latest: either way it is expected.
        ([("expected", "2016-09-01"), ("expected", "2016-09")], "expected", []),
        ([("expected", "2016-09-01"), ("held", "2016-09")], "expected", ["held"]),
        ([("expected", "2016-09")], "expected", ["expected"]),
        ([("expected", "2016-09"), ("held", "2016-09")], "expected", ["expected", "held"]),
        ([("expected", "2016-09-05")], None, []),
    ],
)
def test_where_something_stands(
    chain: list[tuple[str, str]], status: str | None, possibly: list[str]
) -> None:
    stands = Standing.of(of([event(*each) for each in chain]), DAYS[3], date.max)
    assert (stands.status, stands.possibly) == (status, possibly)


def test_of_a_month_it_stands_as_at_its_end() -> None:
    chain = of([event("expected", "2016-08-01"), event("held", "2016-09-03")])
    stands = Standing.of(chain, PartialDate.parse("2016-09"), date.max)
    assert (stands.status, stands.label) == ("held", "Held")
    assert statuses_during(chain, PartialDate.parse("2016-09"), date.max) == [
        {"status": "expected", "match": Match.POSSIBLY},
        {"status": "held", "match": Match.POSSIBLY},
    ]


@settings(max_examples=examples(200), deadline=None)
@given(chains, questions, st.sets(st.sampled_from(STATUSES)), st.sampled_from([*DAYS, date.max]))
def test_the_status_asked_for_is_one_of_the_day(
    events: list[CustodyEvent], asked: list[date], statuses: set[str], today: date
) -> None:
    chain = chain_of(told(events), "status")
    for on in (asked[0], PartialDate.parse(f"{asked[0]}/{asked[1]}")):
        found = StandingDuring.of(chain, statuses, on, today)
        possible = {
            each: match for each, match in during(chain, on, today).items() if each in statuses
        }
        if found is None:
            assert not possible
            continue
        assert possible[found.status] == found.match
        assert found.match == Match.CERTAINLY or Match.CERTAINLY not in possible.values()
        assert found.row["status"] == found.status
        ends = at_end_of(chain, on, today).values
        if found.ended_as is None:
            assert {*ends} <= {found.status}
        else:
            assert ends[found.ended_as["status"]] == found.ended
            assert found.ended_as["status"] != found.status


def test_the_row_that_says_where_something_stands_is_told() -> None:
    chain = chain_of(told([event("expected", "2016-09-01"), event("held", "2016-09-03")]), "status")

    assert Standing.of(chain, date(2016, 8, 31), date.max).row is None
    assert Standing.of(chain, date(2016, 9, 2), date.max).row is chain[0].row
    assert Standing.of(chain, PartialDate.parse("2016-09"), date.max).row is chain[1].row


@pytest.mark.parametrize(
    ("chain", "ongoing"),
    [
        ([], False),
        ([("held", "2016-09-01")], True),
        ([("held", "2016-09-09")], False),
        ([("held", "2016-09-01"), ("free", "2016-09-02")], False),
        ([("held", "2016-09-01"), ("free", "2016-09")], True),
        ([("free", "2016-09")], False),
    ],
)
def test_a_detention_goes_on_until_freedom_is_certain(
    chain: list[tuple[str, str]], ongoing: bool
) -> None:
    assert goes_on(of([event(*each) for each in chain]), DAYS[3]) is ongoing


def test_a_row_answers_the_newsrooms_day_as_its_list_does() -> None:
    """It is the 18th already where the meeting is held, and the 17th in the newsroom."""
    document = {
        "statuses": told([event("expected", "2023-06-01"), event("held", "2023-06-18")]),
        "days": {"time_zone": "Pacific/Kiritimati", "starts": None, "ends": None},
        "participants": [],
        "starts_at": None,
        "minutes": None,
    }
    asked = Asked(datetime(2023, 6, 17, 12, tzinfo=UTC), date(2023, 6, 17))

    answer = Meetings().on_day(document, asked)

    assert answer["status"] == "held"
    assert answer["status_during"] == [{"status": "expected", "match": Match.CERTAINLY}]
