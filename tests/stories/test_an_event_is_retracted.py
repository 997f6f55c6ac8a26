"""An event turns out to be wrong: it counts nowhere, and two people bring it back."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.records import publish, reinstate, retract
from briefings.actions.refusals import Refused
from briefings.models import CustodyEvent, Detainee
from tests.factories import CustodyEventFactory, DetentionFactory
from tests.ledger import Reader

DAY = date(2023, 6, 19)


@pytest.fixture
def event(ben: User, cleo: User) -> CustodyEvent:
    """Return a public event that an editor entered and a publisher approved."""
    detention = DetentionFactory()
    event = CustodyEventFactory(detention=detention, entered_by=ben, approved_by=None)
    publish(by=cleo, row=detention.detainee)
    event.refresh_from_db()
    return event


def held() -> bool:
    """Return whether readers see that somebody was held on the day."""
    return Detainee.objects.at_end_of(DAY, "held", at=timezone.now()).exists()


def test_it_counts_in_no_status(ben: User, event: CustodyEvent) -> None:
    assert held()
    ledger = Reader()

    retract(by=ben, row=event, reason="hoax", note="The letter was forged.")

    assert not held()
    assert Detainee.objects.live(timezone.now()).exists()
    told = {change.type: change for change in ledger.changes()}
    assert (told["custody-event"].op, told["custody-event"].reason) == ("withdrawn", "hoax")
    assert (told["detainee"].op, told["detainee"].fields) == ("updated", ["custody", "detentions"])


def test_it_is_reinstated_by_a_second_person(ben: User, cleo: User, event: CustodyEvent) -> None:
    retract(by=cleo, row=event, reason="wrong")

    with pytest.raises(Refused, match="needs a second person"):
        reinstate(by=ben, row=event)
    assert not held()

    back = reinstate(by=cleo, row=event)

    assert held()
    assert back.approved_by == cleo


def test_a_record_that_is_a_hoax_is_retracted_whole(cleo: User, event: CustodyEvent) -> None:
    ledger = Reader()

    retract(by=cleo, row=event.detention.detainee, reason="hoax")

    assert not held()
    assert sorted(ledger.news()) == [
        ("custody-event", "withdrawn"),
        ("detainee", "withdrawn"),
        ("detention", "withdrawn"),
    ]
