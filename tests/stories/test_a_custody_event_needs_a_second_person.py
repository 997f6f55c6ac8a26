"""What happened to a detainee is public when two people have seen it, or one has said why."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.custody import approve_afterwards, force_publish, save_events
from briefings.actions.records import publish
from briefings.actions.refusals import Refused
from briefings.models import CustodyEvent, Detainee, PartialDate
from tests.factories import CustodyEventFactory, DetentionFactory
from tests.ledger import Reader

SECOND = "A custody event needs a second person: it was you who entered or changed it."
DAY = date(2023, 6, 19)


@pytest.fixture
def event(ben: User) -> CustodyEvent:
    """Return an event that an editor entered, of a detention whose detainee is public."""
    detention = DetentionFactory()
    publish(by=ben, row=detention.detainee)
    return entered(CustodyEventFactory.build(detention=detention, kind="detained"), by=ben)


def entered(event: CustodyEvent, *, by: User) -> CustodyEvent:
    """Return the event as `by` entered or changed it."""
    event.entered_by = event.approved_by = None if event.pk is None else event.approved_by
    save_events(by=by, events=[event])
    return reread(event)


def reread(event: CustodyEvent) -> CustodyEvent:
    """Return the event as the database has it."""
    return CustodyEvent.objects.get(pk=event.pk)


def held() -> bool:
    """Return whether readers see that somebody was held on the day."""
    return Detainee.objects.at_end_of(DAY, "held", at=timezone.now()).exists()


def test_who_entered_it_does_not_publish_it(ben: User, cleo: User, event: CustodyEvent) -> None:
    with pytest.raises(Refused) as refused:
        publish(by=ben, row=event)
    assert refused.value.reasons == [SECOND]
    assert not held()

    seen = publish(by=cleo, row=event)

    assert (seen.entered_by, seen.approved_by, seen.forced_reason) == (ben, cleo, "")
    assert held()


def test_a_detainee_is_published_without_what_waits_for_a_second_person(
    ben: User, cleo: User
) -> None:
    detention = DetentionFactory()
    own = entered(CustodyEventFactory.build(detention=detention, kind="detained"), by=ben)
    other = entered(
        CustodyEventFactory.build(detention=detention, kind="tried", status=""), by=cleo
    )

    publish(by=ben, row=detention.detainee)

    assert reread(own).live_period is None
    assert reread(other).is_live(timezone.now())
    assert reread(other).approved_by == ben


def test_a_publisher_forces_it_and_somebody_approves_it_afterwards(
    ben: User, cleo: User, dev: User, event: CustodyEvent
) -> None:
    with pytest.raises(Refused) as refused:
        force_publish(by=ben, row=event, reason=" ")
    assert refused.value.reasons == [
        "Your role does not force a custody event: ask a publisher.",
        "Forcing needs a reason.",
    ]
    with pytest.raises(Refused, match="No need to force it"):
        force_publish(by=cleo, row=event, reason="It is midnight.")
    event.on = PartialDate.parse("2016-10")
    event = entered(event, by=cleo)

    forced = force_publish(by=cleo, row=event, reason="It is midnight.")

    assert held()
    assert (forced.approved_by, forced.forced_reason) == (None, "It is midnight.")
    assert CustodyEvent.objects.flagged().get() == forced
    with pytest.raises(Refused, match=SECOND):
        approve_afterwards(by=cleo, row=forced)

    seen = approve_afterwards(by=dev, row=forced)

    assert (seen.approved_by, seen.forced_reason) == (dev, "It is midnight.")
    assert not CustodyEvent.objects.flagged().exists()
    with pytest.raises(Refused, match="Nothing of it is public"):
        approve_afterwards(by=ben, row=seen)


def test_a_change_while_it_is_public_is_flagged_until_a_second_person_approves_it(
    ben: User, cleo: User, event: CustodyEvent
) -> None:
    event = publish(by=cleo, row=event)
    ledger = Reader()
    event.on = PartialDate.parse("2016-11")
    with pytest.raises(Refused, match="It is public: retract it and enter another"):
        entered(event, by=ben)

    changed = entered(event, by=cleo)

    assert (changed.entered_by, changed.approved_by) == (cleo, None)
    assert changed.forced_reason == "Changed while public"
    assert changed.is_flagged
    assert changed.is_live(timezone.now())
    assert ledger.ops(event) == ["updated"]
    assert approve_afterwards(by=ben, row=changed).approved_by == ben


def test_a_save_that_changes_nothing_needs_nobody(
    ben: User, cleo: User, event: CustodyEvent
) -> None:
    event.note = "By a letter.\nHis mother has it."
    event = publish(by=cleo, row=entered(event, by=ben))
    event.note = event.note.replace("\n", "\r\n")

    same = entered(event, by=cleo)

    assert (same.entered_by, same.approved_by, same.forced_reason) == (ben, cleo, "")


def test_a_change_under_embargo_is_flagged_likewise(
    ben: User, cleo: User, event: CustodyEvent, tomorrow: datetime
) -> None:
    event = publish(by=cleo, row=event, start=tomorrow)
    event.charge = "Espionage"
    with pytest.raises(Refused, match="It is under embargo: retract it"):
        entered(event, by=ben)

    changed = entered(event, by=cleo)

    assert changed.is_flagged
    assert changed.is_live(tomorrow)
    with pytest.raises(Refused, match=SECOND):
        publish(by=cleo, row=changed)
    assert publish(by=ben, row=changed).approved_by == ben


def test_what_nobody_at_the_desk_entered_is_approved_by_anybody(ben: User) -> None:
    event = CustodyEventFactory(entered_by=None, approved_by=None)

    assert publish(by=ben, row=event).approved_by == ben
