"""Nothing typed at the desk is lost: browsers die, sessions end, networks fail."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from briefings.actions import editions
from briefings.models import Edition, Meeting, Official, WorkingCopy
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def status(page: Page) -> Any:
    """Return the line that says what is kept."""
    return page.locator(".desk-copy-state [role=status]")


def is_kept(page: Page) -> None:
    """Wait until the page says that all that is typed is kept."""
    page.wait_for_timeout(1_500)  # until it has looked
    expect(status(page)).to_contain_text("only you see this", timeout=10_000)


def sits_again(page: Page, url: str) -> tuple[BrowserContext, Page]:
    """Kill a page's browser, and return a new one with the cookies that the old had stored."""
    context = page.context
    browser, stored = context.browser, context.storage_state()
    assert browser is not None
    context.close()
    anew = browser.new_context(base_url=url, storage_state=stored, bypass_csp=True)
    return anew, anew.new_page()


def test_what_was_typed_comes_back_after_the_browser_died(seat: Seat, live_server: Any) -> None:
    page, ana = seat("reporter", bypass_csp=True)
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days")
    page.goto(change_url(edition))
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.type("Sunday belongs to Qin.")
    page.fill("[name=headline]", "Two days in June")
    page.locator("#bylines-group .add-row").click()
    page.fill("[name=bylines-0-name]", "Martha")
    is_kept(page)

    context, page = sits_again(page, live_server.url)
    page.goto("/admin/")
    page.click("a:text-is('Open')")
    expect(page.locator(".desk-copy-offer")).to_contain_text(
        "It differs in: Headline, Body, Bylines."
    )
    page.click("button:text-is('Submit for review')")
    expect(page.locator("#main")).to_contain_text("neither saved nor in the form you sent")
    page.wait_for_timeout(1_500)  # nothing was typed: no word of another window
    expect(page.locator(".desk-copy-state")).to_be_hidden()
    page.click("text=Restore what you typed")
    expect(page.locator("[name=headline]")).to_have_value("Two days in June")
    expect(page.locator("[name=bylines-0-name]")).to_have_value("Martha")
    expect(page.locator(".ProseMirror")).to_contain_text("Sunday belongs to Qin.")
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == ("Two days", "")
    page.fill("[name=standfirst]", "Expectations are low.")
    page.click("text=Save and preview")  # at once, before the script has looked
    expect(page.locator(".preview-banner")).to_contain_text("It has what is saved.")
    expect(page.locator(".prose")).to_contain_text("Sunday belongs to Qin.")
    page.click("text=Back to the desk")
    expect(page.locator("[name=standfirst]")).to_have_value("Expectations are low.")
    expect(page.locator(".desk-copy-offer")).to_have_count(0)
    assert not WorkingCopy.objects.unsaved().exists()
    context.close()


def test_a_short_form_keeps_what_is_typed_too(seat: Seat, live_server: Any) -> None:
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-18")
    page, _ = seat("editor", bypass_csp=True)
    page.goto(f"/admin/briefings/meeting/{meeting.pk}/do/update_status/")
    page.fill("[name=update_status-on]", "19 June 2023")
    is_kept(page)

    context, page = sits_again(page, live_server.url)
    page.goto("/admin/")
    expect(page.locator(".desk-queues")).to_contain_text("Update status: Talks in Beijing")
    page.click("a:text-is('Open')")
    expect(page.locator(".desk-copy-offer")).to_contain_text("It differs in: On.")
    assert not violations(page)
    page.click("text=Restore what you typed")
    expect(page.locator("[name=update_status-on]")).to_have_value("19 June 2023")
    page.press("[name=update_status-on]", "Enter")
    expect(page.locator(".desk-told")).to_contain_text("Status updated.")
    assert meeting.statuses.get().on.text == "2023-06-19"
    assert not WorkingCopy.objects.unsaved().exists()
    context.close()


def test_an_ended_session_and_a_dead_network_lose_nothing(seat: Seat, live_server: Any) -> None:
    page, ana = seat("reporter")
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days")
    context, page = sits_again(page, live_server.url)  # whose console may complain
    page.goto(change_url(edition))
    page.fill("[name=headline]", "Two days in")
    is_kept(page)

    Session.objects.all().delete()
    page.fill("[name=headline]", "Two days in June")
    expect(status(page)).to_contain_text("you are signed out", timeout=10_000)
    with context.expect_page() as opened:
        page.click("text=Sign in, in another window")
    other = opened.value
    other.fill("#id_username", "reporter")
    other.fill("#id_password", "pass")
    other.click("button[type=submit]")
    other.wait_for_url("**/admin/")
    is_kept(page)
    assert headline() == "Two days in June"

    page.route("**/keep/", lambda route: route.abort())
    page.fill("[name=headline]", "Three days in June")
    expect(status(page)).to_contain_text("; retrying", timeout=10_000)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.assign('/admin/')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.unroute("**/keep/")
    is_kept(page)
    page.goto("/admin/")  # without a question
    assert (asked, headline()) == (["beforeunload"], "Three days in June")

    page.goto(change_url(edition))
    page.fill("[name=standfirst]", "Typed before deciding")
    expect(status(page)).to_contain_text("restore or discard what you typed earlier", timeout=5_000)
    page.click("button:text-is('Discard what you typed')")
    expect(page.locator(".desk-copy-offer")).to_have_count(0)
    is_kept(page)
    assert headline() == "Two days"
    expect(page.locator("[name=standfirst]")).to_have_value("Typed before deciding")

    page.route("**/admin/**", lambda route: route.abort())
    page.fill("[name=standfirst]", "Typed while the server was down")
    expect(status(page)).to_contain_text("; retrying", timeout=10_000)
    page.click("button:text-is('Save')")
    expect(status(page)).to_contain_text("Not saved: the server does not answer.")
    page.unroute("**/admin/**")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/admin/briefings/edition/")
    assert Edition.objects.get().standfirst == "Typed while the server was down"
    assert not WorkingCopy.objects.unsaved().exists()
    context.close()


def test_enter_presses_what_it_is_typed_for_and_words_for_a_button_stay(seat: Seat) -> None:
    page, cleo = seat("publisher")
    edition = editions.create_article(by=cleo, slug="two-days", headline="Two days")
    page.goto(change_url(edition))
    page.fill("[name=headline]", "Two days in June")
    page.press("[name=headline]", "Enter")
    expect(page.locator(".desk-told")).to_contain_text("Saved.")
    edition.refresh_from_db()
    assert (edition.headline, edition.state) == ("Two days in June", "draft")

    qin = row_of(Official, full_name="Qin Gang")
    page.goto(change_url(qin))
    page.click("#offer-change_slug summary")
    page.fill("[name=change_slug-slug]", "qin-gang-of-china")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    page.on("dialog", answer)
    page.fill("[name=full_name]", "")
    page.click("button:text-is('Save')")
    page.click("button:text-is('Save')")
    expect(page.locator(".errorlist").first).to_contain_text("This field is required")
    assert ["“Change address” is not sent with this" in one for one in asked] == [True, True]
    expect(page.locator("[name=change_slug-slug]")).to_have_value("qin-gang-of-china")
    is_kept(page)
    page.fill("[name=full_name]", "Qin Gang")
    page.press("[name=change_slug-slug]", "Enter")
    page.wait_for_url(f"**{change_url(qin)}")
    expect(page.locator(".desk-told")).to_contain_text("ddress")
    qin.refresh_from_db()
    assert (qin.slug, len(asked)) == ("qin-gang-of-china", 2)


def headline() -> str:
    """Return the headline that is kept."""
    found: str = WorkingCopy.objects.unsaved().get().typed["headline"][0]
    return found


def test_two_people_see_each_other_and_not_what_is_typed(seat: Seat) -> None:
    qin = row_of(Official, full_name="Qin Gang")
    page, _ = seat("reporter", bypass_csp=True)
    page.goto(change_url(qin))
    page.fill("[name=biography]", "A secret so far")
    is_kept(page)
    page.reload()
    expect(page.locator(".desk-copy-offer")).to_contain_text("It differs in: Biography.")

    other, _ = seat("editor", bypass_csp=True)
    other.goto(change_url(qin))
    expect(other.locator(".desk-copy-others")).to_have_text("Okafor has this open.")
    expect(other.locator(".desk-copy-offer")).to_have_count(0)
    assert "A secret so far" not in other.content()
    assert (violations(page), violations(other)) == ([], [])
    page.goto("/admin/")
    page.wait_for_timeout(500)
    other.reload()
    other.wait_for_timeout(500)
    expect(other.locator(".desk-copy-others")).to_be_hidden()
