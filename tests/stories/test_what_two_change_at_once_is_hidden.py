"""One enters or moves a fact while another hides, or shows, what it is published with.

Whoever is first, the public afterwards sees what it would have seen had one come after the other.
"""

from typing import Any

import pytest

from briefings.models import Citation, Meeting, StatusChange, Tenure
from tests.factories import (
    AgendaItemFactory,
    CitationFactory,
    CustodyEventFactory,
    DetentionFactory,
    EditionFactory,
    MeetingFactory,
    OfficeFactory,
    OfficialFactory,
    ParticipantFactory,
    SourceFactory,
    StatusChangeFactory,
    TenureFactory,
    TopicFactory,
    approved,
    between,
    since,
)
from tests.factories.live import shown
from tests.ledger import database_now
from tests.public_periods import wrong_periods
from tests.stories.colleagues import Colleague, Deed, one_after_the_other

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def hiding(row: Any) -> Deed:
    """Return the action that retracts a row."""

    def hide() -> None:
        now = database_now()
        row.live_period, row.retraction_reason = between(row.live_period.lower, now), "wrong"
        row.save()

    return hide


def moving(row: Any, **foreign_keys: Any) -> Deed:
    """Return the action that moves a row to another record."""
    return lambda: type(row)._default_manager.filter(pk=row.pk).update(**foreign_keys)


def pairs() -> dict[str, tuple[Deed, Deed]]:
    """Return pairs of actions of which one has to see what the other did."""
    live = {"live_period": since(database_now())}
    qin, office, topic = OfficialFactory(**live), OfficeFactory(**live), TopicFactory(**live)
    meetings = MeetingFactory.create_batch(9, **live)
    wang = OfficialFactory(**live)
    speaker = ParticipantFactory(meeting=meetings[1], official=wang, **live)
    guest = ParticipantFactory(meeting=meetings[2], official=wang, **live)
    raised = AgendaItemFactory(meeting=meetings[4], topic=topic)
    raised_again = AgendaItemFactory(meeting=meetings[5], topic=TopicFactory(**live))
    third = AgendaItemFactory(meeting=meetings[8], topic=TopicFactory(**live))
    moved = AgendaItemFactory(meeting=meetings[6], topic=TopicFactory(**live))
    source, other = SourceFactory(**live), SourceFactory(**live)
    CitationFactory(official=None, agendaitem=moved, source=other)
    detention = shown(DetentionFactory(), database_now())
    edition = EditionFactory()
    return {
        "a tenure, its official": (
            lambda: TenureFactory(official=qin, office=OfficeFactory(**live), **live),
            hiding(qin),
        ),
        "a tenure, its office": (
            lambda: TenureFactory(official=OfficialFactory(**live), office=office, **live),
            hiding(office),
        ),
        "a moved participant, the meeting": (
            moving(speaker, meeting=meetings[0]),
            hiding(meetings[0]),
        ),
        "a participant's status, the meeting": (
            lambda: StatusChangeFactory(meeting=None, participant=guest, status="expected", **live),
            hiding(meetings[2]),
        ),
        "a citation of an agenda's row, the topic": (
            lambda: CitationFactory(official=None, agendaitem=raised, source=other),
            hiding(topic),
        ),
        "a citation of an agenda's row, the meeting": (
            lambda: CitationFactory(official=None, agendaitem=raised_again, source=other),
            hiding(meetings[5]),
        ),
        "a moved row of an agenda, the meeting": (
            moving(moved, meeting=meetings[7]),
            hiding(meetings[7]),
        ),
        "a citation, its source": (
            lambda: CitationFactory(official=wang, source=source),
            hiding(source),
        ),
        "a custody event, its detainee": (
            lambda: CustodyEventFactory(detention=detention, forced_reason="Seen.", **live),
            hiding(detention.detainee),
        ),
        "a citation, its edition": (
            lambda: CitationFactory(official=None, edition=edition, source=other),
            lambda: approved(edition, since(database_now())),
        ),
        "a moved citation, the meeting": (
            lambda: Citation.objects.filter(agendaitem=moved).update(agendaitem=third),
            hiding(meetings[8]),
        ),
    }


@pytest.mark.parametrize("hidden_first", [False, True])
def test_a_fact_is_hidden_with_what_another_hides(
    colleagues: tuple[Colleague, Colleague], hidden_first: bool
) -> None:
    wrong = {}
    for name, (enter, hide) in pairs().items():
        first, second = (hide, enter) if hidden_first else (enter, hide)
        one_after_the_other(colleagues, first, second)
        if found := wrong_periods():
            wrong[name] = found

    assert wrong == {}


def test_two_that_hide_what_one_fact_is_of_do_not_wait_for_each_other(
    colleagues: tuple[Colleague, Colleague],
) -> None:
    tenure = shown(TenureFactory(), database_now())

    one_after_the_other(colleagues, hiding(tenure.official), hiding(tenure.office))

    assert not Tenure.objects.live(database_now()).exists()
    assert wrong_periods() == []


def test_two_that_enter_facts_of_one_record_do_not_wait_for_each_other(
    colleagues: tuple[Colleague, Colleague],
) -> None:
    live = {"live_period": since(database_now())}
    meeting = MeetingFactory(**live)
    qin, wang = OfficialFactory.create_batch(2, **live)

    one_after_the_other(
        colleagues,
        lambda: ParticipantFactory(meeting=meeting, official=qin, role="lead", **live),
        lambda: ParticipantFactory(meeting=meeting, official=wang, role="lead", **live),
    )

    # Each made the title anew, the second of what the first had entered.
    assert Meeting.objects.get().label.count(" and ") == 1
    assert StatusChange.objects.count() == 0
    assert wrong_periods() == []
