"""A custody event that two people have seen: what nobody changes alone, on whichever page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from briefings.actions.records import publish
from briefings.models import Country, CustodyEvent, Detainee, Exchange
from tests.admin.conftest import Desk, Person, public, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.factories import row_of

REFUSED = "retract it and enter another, or ask a publisher to force the change."
FIXED = "Cannot be changed: a custody event of it has been published."


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


@pytest.fixture
def public_event(clare: Desk) -> CustodyEvent:
    """Return a public event that two people have seen, of a detention that waits."""
    return publish(by=clare.person, row=row_of(CustodyEvent, kind="detained"))


def is_unchanged(event: CustodyEvent) -> bool:
    """Return whether the event says what the second person saw."""
    now = CustodyEvent.objects.get(pk=event.pk)
    return (now.kind, now.status, now.approved_by) == ("detained", "held", event.approved_by)


def released(number: int = 0) -> dict[str, Any]:
    """Return what is typed to turn a row of events into a release."""
    prefix = f"custody_events-{number}"
    return {f"{prefix}-kind": "released", f"{prefix}-status": "free"}


def test_an_editor_does_not_change_what_is_public(clare: Desk, public_event: CustodyEvent) -> None:
    page = clare.send(public_event, kind="released", status="free")
    assert f"It is public: {REFUSED}" in text_of(page)
    assert is_unchanged(public_event)

    page = clare.send(public_event.detention, **released())
    assert f"It is public: {REFUSED}" in text_of(page.get_element_by_id("custody_events-group"))
    assert is_unchanged(public_event)


def test_an_editor_does_not_change_what_is_under_embargo(clare: Desk) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    waiting = row_of(CustodyEvent, kind="detained")
    waiting = publish(by=clare.person, row=waiting, start=tomorrow)

    page = clare.send(waiting, kind="released", status="free")

    assert f"It is under embargo: {REFUSED}" in text_of(page)
    assert is_unchanged(waiting)


def test_an_editor_saves_the_page_of_public_events_and_enters_another(
    clare: Desk, public_event: CustodyEvent
) -> None:
    typed = {"kind": "released", "on": "2024", "order": 0, "confidence": "confirmed"}

    clare.send(public_event.detention, note="Seen.", **rows("custody_events", typed, initial=1))

    assert public_event.detention.custody_events.count() == 2
    assert is_unchanged(public_event)


def test_a_publisher_changes_it_and_it_is_flagged(desk: Person, public_event: CustodyEvent) -> None:
    desk("publisher").send(public_event.detention, **released())

    public_event.refresh_from_db()
    assert (public_event.kind, public_event.is_flagged, public(public_event)) == (
        "released",
        True,
        True,
    )


def test_an_editor_does_not_move_the_day_of_a_public_exchange(clare: Desk) -> None:
    exchange = row_of(Exchange)
    event = row_of(CustodyEvent, kind="exchanged", status="free", exchange=exchange)
    publish(by=clare.person, row=exchange)

    page = clare.send(exchange, on="2024-12-01")
    assert f"It is public: {REFUSED}" in text_of(page)
    clare.send(exchange, words="Five for five.")

    event.refresh_from_db()
    exchange.refresh_from_db()
    assert (str(exchange.on), exchange.words) == ("27 November 2024", "Five for five.")
    assert not event.is_flagged


def test_a_reporter_changes_no_row_that_was_published(
    desk: Person, clare: Desk, public_event: CustodyEvent
) -> None:
    ana, words = desk("reporter"), "It has been published: ask an editor to change it."

    page = ana.send(public_event.detention, **released())
    assert words in text_of(page.get_element_by_id("custody_events-group"))
    clare.press(public_event, "retract", reason="wrong")
    page = ana.send(public_event.detention, **released())
    assert words in text_of(page.get_element_by_id("custody_events-group"))

    assert is_unchanged(public_event)


def test_a_detention_stays_whose_and_by_whom_it_is(clare: Desk, public_event: CustodyEvent) -> None:
    detention = public_event.detention
    whose, holder = detention.detainee, detention.country
    other, country = row_of(Detainee), row_of(Country)

    page = clare.open(detention)
    assert page.xpath("//select[@name='detainee']/@disabled")
    assert FIXED in text_of(page)
    clare.send(detention, detainee=other.pk, country=country.pk, note="Seen.")
    moved = {"detentions-0-country": country.pk, "detentions-0-note": "Seen twice."}
    clare.press(public_event, "retract", reason="wrong")
    clare.send(whose, **moved)

    detention.refresh_from_db()
    assert (detention.detainee, detention.country) == (whose, holder)
    assert detention.note == "Seen twice."


def test_a_detention_of_which_nothing_was_published_is_moved(clare: Desk) -> None:
    detention, other = row_of(CustodyEvent).detention, row_of(Detainee)

    clare.send(detention, detainee=other.pk)

    detention.refresh_from_db()
    assert detention.detainee == other
