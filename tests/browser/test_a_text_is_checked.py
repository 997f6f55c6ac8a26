"""What is wrong in a text is told beside it while it is typed, and mended by a click."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.actions import editions
from briefings.models import Dismissal
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.checks.telling import DAY, WHOLE, dinner, embargoed, li, link, pompeo, xi

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_text_is_checked_marked_mended_and_submitted(seat: Seat) -> None:
    """★ An office of another day, “Kai Li is free”, a misspelt name, what is over, an embargo."""
    page, ana = seat("editor")
    xi()
    pompeo()
    words = (
        "<p>“Nothing” 😀 came<br>of it for Secretary of State Mike Pompeo.</p>"
        f"<p>Xi Jingping listened, and {link(li(), 'Kai Li')} is free.</p>"
        f"<p>They saw {link(embargoed(1), 'Ada Vance')} about the upcoming"
        f" {link(dinner('expected', '2023-06-17'), 'dinner')}.</p>"
    )
    edition = editions.create_article(by=ana, slug="a-visit", body=words, dateline_on=DAY, **WHOLE)
    # An address that nearly is another's is told of before the article is made.
    page.goto("/admin/briefings/article/add/")
    page.get_by_label("Headline").press_sequentially("A visit 2")
    said = page.locator("[data-near] + [role=status]")
    expect(said).to_have_text("Nearly the address of a-visit: is it the same piece?")
    assert not violations(page)

    page.goto(change_url(edition))
    checks, text = page.locator(".desk-checks"), page.locator(".ProseMirror")
    told = checks.get_by_role("status")
    expect(told).to_contain_text("4 to mend before it is published")
    assert not violations(page)

    # A check that brings the same again takes neither the place of the keyboard nor a reason begun.
    jump = checks.get_by_role("button", name="Kai Li is free")
    reason = checks.get_by_label("Why it is right")
    checks.get_by_text("Dismiss", exact=True).first.click()
    reason.first.fill("Lifted by")
    jump.focus()
    told.evaluate("status => { status.textContent = '' }")
    page.locator("#id_headline").dispatch_event("input")
    expect(told).to_contain_text("4 to mend before it is published")
    expect(jump).to_be_focused()
    expect(reason.first).to_have_value("Lifted by")

    # The words are marked where they stand, and a press leads to them.
    marks = text.locator(".desk-finding.blocks")
    assert "".join(marks.all_inner_texts()) == (
        "Secretary of State Mike PompeoKai Li is freeAda Vanceupcoming dinner"
    )
    page.keyboard.press("Enter")
    page.wait_for_function("getSelection().toString() === 'Kai Li is free'")

    # What is certainly wrong keeps the piece from going on, with every reason.
    page.click("#offer-submit button")
    refused = page.get_by_text("“Secretary of State Mike Pompeo”: The record has Pompeo")
    expect(refused).to_contain_text("until 20 January 2021: not on 18 June 2023, the day")
    expect(refused).to_contain_text("“Ada Vance”: It is under embargo")
    expect(told).to_contain_text("4 to mend before it is published")

    # A click mends what can be mended, and links what is known.
    for label in ("former Secretary of State Mike Pompeo", "Xi Jinping", "dinner"):
        checks.get_by_role("button", name=f"Write “{label}”").click()
        expect(checks.get_by_role("button", name=f"Write “{label}”")).to_have_count(0)
    checks.get_by_role("button", name="Link Xi Jinping").click()
    expect(text.locator("a[data-record]").first).to_have_text("Xi Jinping")
    expect(text).to_contain_text("of it for former Secretary of State Mike Pompeo.")
    expect(text).to_contain_text("about the dinner.")

    # Typing mends the rest; what is right after all is dismissed with a reason.
    checks.get_by_role("button", name="Kai Li is free").click()
    page.keyboard.type("Kai Li waits")
    expect(told).to_contain_text("1 to mend before it is published")
    embargo = checks.locator("li.blocks")
    embargo.get_by_text("Dismiss", exact=True).first.click()
    embargo.get_by_label("Why it is right").fill("Lifted by telephone.")
    page.keyboard.press("Enter")
    expect(told).not_to_contain_text("to mend")
    assert Dismissal.objects.get().reason == "Lifted by telephone."
    page.click("#offer-submit button")
    expect(page.locator("#offer-submit")).not_to_contain_text("“Ada Vance”")
    edition.refresh_from_db()
    assert edition.submitted_by == ana
    assert ">Xi Jinping</a> listened" in edition.body
