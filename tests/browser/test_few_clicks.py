"""What an editor does most often takes few clicks and few fields, counted from the dashboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from briefings.models import CustodyEvent, Detainee, Detention, Edition, Meeting
from tests.admin import newsroom
from tests.browser.conftest import Seat
from tests.browser.hands import Hands
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_a_status_is_updated(seat: Seat) -> None:
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-18")
    hands = Hands(seat("editor")[0])

    hands.press("section:has-text('Talks in Beijing') li a")
    hands.option("status", "cancelled")
    hands.press(".desk-dialogue button")

    expect(hands.page.locator("body")).to_contain_text("Status updated.")
    assert meeting.statuses.get().status == "cancelled"
    hands.spent("Update a status", clicks=3, fields=3)


def test_somebody_came_free(seat: Seat) -> None:
    held = row_of(Detention, detainee=row_of(Detainee, full_name="Kai Li"))
    row_of(CustodyEvent, detention=held, kind="detained", status="held", on="2016-09")
    hands = Hands(seat("editor")[0])

    hands.press(".desk-begin a:text-is('Release')")
    hands.name("detention", "Kai Li")
    hands.type("on", "2024-11-27")
    hands.type("note", "Flown to Texas.")
    hands.press(".desk-dialogue button")

    expect(hands.page.locator("body")).to_contain_text("waits for a second person")
    event = held.custody_events.get(status="free")
    assert (event.kind, event.on.text, event.note) == ("released", "2024-11-27", "Flown to Texas.")
    hands.spent("Release", clicks=4, fields=5)


@pytest.mark.parametrize("role", ["publisher", "reporter"])
def test_a_typo_is_mended(seat: Seat, role: str) -> None:
    page, _ = seat(role, **PHONE)
    ana, cleo = User.objects.create(username="ana"), User.objects.create(username="cleo")
    ana.groups.add(Group.objects.get(name="reporter"))
    cleo.groups.add(Group.objects.get(name="publisher"))
    live = newsroom.live(ana, cleo, body="<p>The secretary of state lands on Sundey.</p>")
    hands = Hands(page)

    hands.press(".desk-begin a:text-is('Mend a typo')")
    hands.press("tr:has-text('A visit') a.desk-do")
    hands.press(".ProseMirror p")
    for key in ("Control+End", "ArrowLeft", "ArrowLeft", "Backspace"):
        page.keyboard.press(key)
    page.keyboard.type("a")
    hands.press(".desk-dialogue button[type=submit]")

    mended = Edition.objects.get(number=2)
    assert mended.body == "<p>The secretary of state lands on Sunday.</p>"
    live.refresh_from_db()
    assert live.live_period is not None
    if role == "publisher":
        expect(page.locator("body")).to_contain_text("Mended and live.")
        assert (mended.forced_reason, mended.approved_by) == ("Typo", None)
        assert live.live_period.upper == mended.live_period.lower
    else:
        expect(page.locator("body")).to_contain_text("waits for the approval of another")
        assert mended.state == "in_review"
    hands.spent(f"Typo on a live piece ({role}, on a phone)", clicks=4)
