"""A page says of a day in custody what the document says of it, whatever the chain."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.documents.builder import Asked
from briefings.documents.custody import custody_on
from briefings.documents.detentions import case_on, chain_in, course_of
from briefings.models import CustodyEvent, PartialDate
from briefings.pages.custody import MARKS, status
from briefings.pages.days import in_status
from tests.exploring import examples
from tests.models.chain_strategies import DAYS, STATUSES, chains, questions


def case_of(events: list[CustodyEvent]) -> dict[str, Any]:
    """Return a detention with these events as documents hold it."""
    for event in events:
        event.public_id, event.kind = uuid4(), "other"
    told = [{"on": event.on.as_json(), "status": event.status} for event in events]
    return {"held_by": None, "verified_on": None, "course": [*course_of(events, told)]}


def asked(on: date | PartialDate, today: date) -> Asked:
    """Return what a document is asked for."""
    return Asked(datetime.now(UTC), today, PartialDate.of(on) if isinstance(on, date) else on)


@settings(max_examples=examples(200), deadline=None)
@given(chains, st.sampled_from(DAYS), st.sampled_from([*DAYS, date.max]))
def test_the_status_of_a_case_is_that_of_its_document(
    events: list[CustodyEvent], day: date, today: date
) -> None:
    case = case_of(events)
    document, page = case_on(case, asked(day, today)), status(case, day, today)

    assert (page and page["mark"]) == (document["status"] and MARKS[document["status"]])
    unsure = bool(document["status_possibly"])  # another status is possible, or none is certain
    assert page is None or page["word"].startswith("Possibly") == unsure


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(chains, max_size=3), questions, st.sampled_from([*DAYS, date.max]))
def test_a_row_of_the_list_is_in_a_status_as_the_person_s_document_is(
    each: list[list[CustodyEvent]], question: list[date], today: date
) -> None:
    cases = [case_of(events) for events in each]
    for on in (question[0], PartialDate.parse(f"{question[0]}/{question[1]}")):
        document = custody_on([chain_in(case, "status") for case in cases], asked(on, today))
        during = {one["status"]: one["match"] for one in document["status_during"]}
        for name in STATUSES:
            row = in_status(cases, [name], on, today)
            assert (row is None) == (name not in during)
            unsure = during.get(name) == "possibly"
            assert row is None or row.status["word"].startswith("Possibly") == unsure
