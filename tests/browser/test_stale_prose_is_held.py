"""In a real browser: a scheduled piece that a release made stale is held by one click."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.actions.stale import look_at_prose
from tests.admin import newsroom
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.stories.desk import person
from tests.stories.held import held, link, released

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_click_on_the_dashboard_holds_it(seat: Seat) -> None:
    page, cleo = seat("publisher")
    ana = person("Ana Petrović", "reporter")
    detention = held()
    body = f"<p>{link(detention.detainee)} is still held in Shanghai.</p>"
    first, second = (newsroom.scheduled(ana, cleo, body=body) for _ in range(2))
    look_at_prose()
    released(detention, ana)
    look_at_prose()

    page.goto("/admin/stale/")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_text("Still true", exact=True).first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})

    # The draft that mends it opens at the sentence.
    page.get_by_role("button", name="Start the next edition").first.click()
    expect(page.locator(".ProseMirror .desk-finding", has_text="is still held")).to_be_visible()
    page.wait_for_function("getSelection().toString() === 'Kai Li is still held'")

    page.goto("/admin/")
    assert violations(page) == []
    expect(page.locator(".desk-queues mark").first).to_have_text("Kai Li is still held")

    line = page.locator(".desk-queues li", has_text=first.headline).filter(has=page.locator("q"))
    line.get_by_role("button", name="Hold").click()  # the one click

    expect(page.get_by_text(f"On hold: {first.headline}")).to_be_visible()
    expect(page.locator(".desk-queues mark")).to_have_count(1)
    for edition, state in ((first, "on_hold"), (second, "approved")):
        edition.refresh_from_db()
        assert edition.state == state
