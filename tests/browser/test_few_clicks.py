"""What an editor does most often takes few clicks and few fields, counted from the dashboard."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import Page, expect

from briefings.actions.custody import release
from briefings.actions.sources import read_source
from briefings.admin import citing
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Edition,
    Meeting,
    Office,
    Official,
    PartialDate,
    Participant,
    Place,
    Stop,
    Tenure,
    Visit,
)
from tests.admin import newsroom
from tests.browser.conftest import Seat
from tests.browser.hands import Hands, caret_stays
from tests.factories import row_of, since
from tests.strangers import loopback, open_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_a_status_is_updated(seat: Seat) -> None:
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-18")
    hands = Hands(seat("editor")[0])

    hands.press("section:has-text('Talks in Beijing') li a")
    hands.option("status", "cancelled")
    hands.press(".desk-dialogue button[type=submit]")

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
    hands.press(".desk-dialogue button[type=submit]")

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
    expect(page.locator(".desk-dialogue > .desk-said")).to_have_css("position", "static")
    hands.press(".ProseMirror p")
    caret_stays(page)
    for key in ("Control+End", "ArrowLeft", "ArrowLeft", "Backspace"):
        page.keyboard.press(key)
    page.keyboard.type("a")
    hands.press(".desk-dialogue button[type=submit]")

    told = "Mended and live." if role == "publisher" else "waits for the approval of another"
    expect(page.locator("body")).to_contain_text(told)
    mended = Edition.objects.get(number=2)
    assert mended.body == "<p>The secretary of state lands on Sunday.</p>"
    live.refresh_from_db()
    assert live.live_period is not None
    if role == "publisher":
        assert (mended.forced_reason, mended.approved_by) == ("Typo", None)
        assert live.live_period.upper == mended.live_period.lower
    else:
        assert mended.state == "in_review"
    hands.spent(f"Typo on a live piece ({role}, on a phone)", clicks=4)


def test_a_bilateral_is_entered(seat: Seat) -> None:
    china, usa = (row_of(Country, name=name) for name in ("China", "United States"))
    blinken = row_of(Official, full_name="Antony Blinken", country=usa)
    qin = row_of(Official, full_name="Qin Gang", country=china)
    row_of(Place, name="Diaoyutai", country=china, time_zone="Asia/Shanghai")
    visit = row_of(Visit, starts="2023-06-18", ends="2023-06-19")
    row_of(Stop, visit=visit, country=china)
    row_of(Participant, visit=visit, meeting=None, official=blinken)
    hands = Hands(seat("editor")[0])

    hands.press(".desk-begin a:text-is('New bilateral')")
    hands.name("officials", "Blinken")
    hands.name("officials", "Qin Gang")
    hands.type("on", "2023-06-18")
    hands.type("at_time", "14:30")
    hands.name("place", "Diaoyutai")
    hands.option("status", "held")
    hands.press(".desk-dialogue button[type=submit]")

    expect(hands.page.locator("body")).to_contain_text("Entered with its participants.")
    meeting = Meeting.objects.get()
    assert (meeting.country, meeting.time_zone, meeting.visit) == (china, "Asia/Shanghai", visit)
    assert str(meeting.starts_at) == "2023-06-18 06:30:00+00:00"
    assert [each.official for each in meeting.participants.in_order()] == [blinken, qin]
    assert {each.role for each in meeting.participants.all()} == {"lead"}
    assert meeting.statuses.get().status == "held"
    assert "Blinken" in str(meeting)
    hands.spent("New bilateral", clicks=9, fields=7)


def test_a_successor_is_entered(seat: Seat) -> None:
    qin, wang = (row_of(Official, full_name=name) for name in ("Qin Gang", "Wang Yi"))
    office = row_of(Office, title="Foreign Minister of China")
    left = row_of(Tenure, official=qin, office=office, started="2022", end_status="current")
    hands = Hands(seat("editor")[0])

    hands.press(".desk-begin a:text-is('Add a successor')")
    hands.name("office", "Foreign Minister")
    hands.name("official", "Wang Yi")
    hands.type("started", "2023-07-25")
    hands.press(".desk-dialogue button[type=submit]")

    expect(hands.page.locator("body")).to_contain_text("Entered; the predecessor")
    left.refresh_from_db()
    assert (str(left.ended), wang.tenures.get().office) == ("25 July 2023", office)
    hands.spent("Successor", clicks=6, fields=5)


def test_a_fact_is_cited(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "read_source", partial(read_source, may_reach=loopback))
    wang = row_of(Official, full_name="Wang Yi", live_period=since(timezone.now()))
    tenure = row_of(Tenure, official=wang)
    hands = Hands(seat("editor")[0])

    with open_site() as site:
        site.pages["/wang"] = (
            '<title>Wang Yi is back</title><meta property="og:site_name" content="Xinhua">'
        )
        hands.press("section:has-text('without a source') li:has-text('Wang Yi') a")
        hands.type("source", f"{site.address}/wang")
        hands.press(".desk-dialogue button[type=submit]")

    expect(hands.page.locator("body")).to_contain_text("The source is cited.")
    assert str(tenure.citations.get().source) == "Xinhua: Wang Yi is back"
    hands.spent("Cite a fact", clicks=2, fields=1)


def test_on_a_phone(seat: Seat) -> None:
    """At the gate of the guesthouse: a status, a release, an approval; nothing is too wide."""
    held = row_of(Detention, detainee=row_of(Detainee, full_name="Kai Li"))
    row_of(CustodyEvent, detention=held, kind="detained", status="held", on="2016-09")
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-18")
    page, _ = seat("publisher", **PHONE)
    ana = User.objects.create(username="ana")
    ana.groups.add(Group.objects.get(name="reporter"))
    waiting = newsroom.in_review(ana)
    event = release(by=ana, detention=held, on=PartialDate.parse("2024-11-27"))

    hands = Hands(page)
    hands.press("section:has-text('Talks in Beijing') li a")
    assert width_over(page) <= 0
    hands.press(".desk-dialogue button[type=submit]")
    expect(page.locator("body")).to_contain_text("Status updated.")
    assert meeting.statuses.get().status == "held"
    hands.spent("Update a status on a phone", clicks=2)

    hands = Hands(page)
    hands.press("section:has-text('waiting for a second person') li:has-text('Released') a")
    hands.press("#offer-publish summary")
    hands.press("#offer-publish button")
    expect(page.locator("body")).to_contain_text("Published.")
    event.refresh_from_db()
    assert event.approved_by is not None
    hands.spent("Approve a release on a phone", clicks=3)

    hands = Hands(page)
    hands.press(".desk-queues a:text-is('Review')")
    assert width_over(page) <= 0
    hands.press("#offer-approve button")
    expect(page.locator("body")).to_contain_text("Approved. It is on hold")
    waiting.refresh_from_db()
    assert waiting.approved_at is not None
    hands.spent("Approve a piece on a phone", clicks=2)

    page.goto(f"/admin/briefings/detention/{held.pk}/change/")
    assert page.locator(".desk-panel").inner_text().count("Release") == 0  # he is free
    page.goto("/admin/briefings/custodyevent/do/release/")
    assert width_over(page) <= 0


def width_over(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    over: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return over
