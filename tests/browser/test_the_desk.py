"""The desk in a real browser: an article is written, linked, sourced, submitted and let out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.actions import editions
from briefings.models import Edition, Official, Source
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat
from tests.browser.hands import caret_stays
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_article_is_written_and_let_out(seat: Seat) -> None:
    page, ana = seat("reporter")
    ana.first_name = "Ana"
    ana.save()
    page.goto("/admin/briefings/article/add/")
    page.locator("[name=headline]").press_sequentially("Blinken lands in Beijing")
    expect(page.locator("[name=slug]")).to_have_value("blinken-lands-in-beijing")
    page.click("[name=_save]")
    editor = page.locator(".ProseMirror[contenteditable=true]")
    editor.click()
    page.keyboard.type("The secretary of state lands on Sunday.")
    expect(page.locator("[name=bylines-0-name]")).to_have_value("Ana Okafor")
    page.click("#offer-submit button")
    expect(page.locator(".desk-state")).to_contain_text("in review")

    page, _ = seat("publisher")
    page.goto("/admin/")
    page.click(".desk-queues a:text-is('Review')")
    page.click("#offer-approve button")
    expect(page.locator(".desk-state")).to_contain_text("on hold")
    page.click("#offer-schedule summary")
    page.fill("[name=schedule-start]", "2023-06-19T06:00")
    page.click("#offer-schedule button")
    expect(page.locator("body")).to_contain_text("19 June 2023, 06:00 UTC is in the past.")
    page.once("dialog", lambda dialog: dialog.accept())  # the hour is lost
    page.click("#offer-publish button")
    expect(page.locator(".desk-state")).to_contain_text("live since")

    edition = Edition.objects.get()
    assert edition.body == "<p>The secretary of state lands on Sunday.</p>"


def test_a_body_comes_back_from_the_editor_as_it_went_in(seat: Seat) -> None:
    page, ana = seat("reporter")
    qin, source = row_of(Official, full_name="Qin Gang"), row_of(Source)
    body = (
        "<h2>Two days</h2>"
        f'<p>Sunday belongs to <a data-record="{qin.public_id}">Qin Gang</a>'
        f'<sup data-source="{source.public_id}"></sup>, and to '
        '<a href="https://example.org/a">a <strong>working</strong> <em>dinner</em></a>.<br>So.</p>'
        '<figure class="pullquote"><blockquote><p>I hope.</p></blockquote>'
        "<figcaption>Joe Biden</figcaption></figure>"
        "<h3>Rooms</h3><ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>"
        "<blockquote><p>Three</p></blockquote>"
        "<table><caption>Rooms, as told by <em>us</em>"
        f'<sup data-source="{source.public_id}"></sup></caption>'
        "<tbody><tr><th><p>A</p></th><td><p>B</p></td></tr></tbody></table><p>End</p>"
    )
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days", body=body)
    page.goto(change_url(edition))
    note = page.locator(".ProseMirror sup")
    expect(note).to_have_text(["1", "1"])
    expect(note.first).to_have_attribute("title", str(source))

    page.locator(".ProseMirror > p").last.click()
    caret_stays(page)
    page.keyboard.press("End")
    page.keyboard.type(".")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    assert edition.body == body.replace("<p>End</p>", "<p>End.</p>")


def test_a_record_is_linked_and_a_source_noted_by_name(seat: Seat) -> None:
    page, ana = seat("reporter")
    qin, source = row_of(Official, full_name="Qin Gang"), row_of(Source, title="A schedule")
    wang = row_of(Official, full_name="Wang Xiaohong")
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days")
    page.goto(change_url(edition))
    page.locator(".ProseMirror[contenteditable=true]").click()

    page.keyboard.type("Then ")
    page.click("button[data-name=recordLink]")
    page.fill(".desk-find-words", "gang")
    expect(page.locator(".desk-find-names li")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type(" left")
    page.click("button[data-name=sourceNote]")
    # An address that no source has leads on to entering it.
    address = "https://example.org/schedule"
    words = page.get_by_placeholder("Title, publisher, or paste its address")
    words.fill(address)
    rows = page.locator(".desk-find-names li")
    expect(rows).to_have_text("Enter this page as a source")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Address of its page")).to_have_value(address)
    page.keyboard.press("Escape")
    page.click("button[data-name=sourceNote]")
    words.fill("schedule")
    expect(rows).to_have_count(1)
    page.keyboard.press("Enter")
    expect(rows).to_have_count(0)  # until it is found, what is typed is typed into the dialogue

    # "@" on selected words links them, and what is typed next comes behind; arrows choose.
    page.keyboard.type(" his chair")
    for _ in "chair":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("@")
    page.fill(".desk-find-words", "ang")
    expect(rows).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("!")
    # Who types over the whole of a link corrects its words; one step takes that back.
    chair = page.locator(".ProseMirror a", has_text="chair")
    chair.dblclick()
    page.keyboard.type("chairs")
    expect(chair).to_have_text("chairs")
    for _ in "chairs":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("W")
    page.keyboard.press("Control+z")
    expect(chair).to_have_text("chairs")
    page.keyboard.press("End")
    page.keyboard.type("?")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    assert edition.body == (
        f'<p>Then <a data-record="{qin.public_id}">Qin Gang</a> left'
        f'<sup data-source="{source.public_id}"></sup>'
        f' his <a data-record="{wang.public_id}">chairs</a>!?</p>'
    )
