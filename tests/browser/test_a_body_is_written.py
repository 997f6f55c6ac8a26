"""The editor of a body in a real browser: how long it is, what other scripts are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from briefings.actions import editions
from briefings.bodies import READING_PACE, render
from briefings.models import (
    Country,
    Image,
    Office,
    Official,
    OfficialName,
    Statement,
    Tenure,
    Visit,
)
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.browser.hands import caret_stays
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What programs put on the clipboard, with words of our own, and what a body has of it.
PASTED = Path(__file__).parent / "pasted"
PASTE = """([body, html]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "its words");
    const how = {clipboardData, bubbles: true, cancelable: true};
    body.dispatchEvent(new ClipboardEvent("paste", how));
}"""
AGREED = (
    "<p>The <strong>delegation</strong> met <em>twice</em>, as the"
    ' <a href="https://example.org/readout{}">readout</a> says.</p>'
)
ARRIVES = {
    "word": "<h2>Two days in Beijing</h2><h2>What was agreed</h2>"
    + AGREED.format("?page=2")
    + "<ul><li><p>Trade</p><ul><li><p>Tariffs on <strong>steel</strong></p></li>"
    "<li><p>Soy beans</p></li></ul></li><li><p>Prisoners</p></li></ul><h2>Next steps</h2>"
    "<ol><li><p>A working group</p></li><li><p>A second visit</p></li></ol>"
    "<blockquote><p>We hope.</p></blockquote>"
    "<table><tbody><tr><td><p>Day</p></td><td></td></tr></tbody></table><p>A note[1].</p>",
    "google-docs": "<h2>What was agreed</h2>"
    + AGREED.format("")
    + "<ul><li><p>Trade</p><ul><li><p>Tariffs on <strong>steel</strong></p></li></ul></li>"
    "<li><p>Prisoners</p></li></ul><ol><li><p>A working group</p></li></ol>"
    "<p>One line<br>and the next</p>",
    "web-page": "<h2>What was agreed</h2>"
    + AGREED.format("?page=2")
    + "<p>Read another story or sign up.</p><p>First half.</p><p>Second half.</p>"
    "<h3>Small head</h3><ul><li><p><strong>Trade</strong> and more</p><ul><li><p>Steel</p></li>"
    "</ul></li></ul><table><caption>Days of talks</caption><tbody><tr><th><p>Day</p></th>"
    "<th><p>Hours</p></th></tr><tr><td><p>Sunday</p></td><td><p>7</p></td></tr></tbody></table>",
}


def test_what_is_pasted_arrives_clean(seat: Seat) -> None:
    page, ana = seat("reporter")
    for program, arrives in ARRIVES.items():
        edition = editions.create_article(by=ana, slug=program, headline="Two days")
        page.goto(change_url(edition))
        body = page.locator(".ProseMirror[contenteditable=true]")
        body.click()
        html = (PASTED / f"{program}.html").read_text(encoding="utf-8")
        page.evaluate(PASTE, [body.element_handle(), html])
        left_out = page.locator(".desk-left-out")
        expect(left_out).to_contain_text("A picture was left out" if program == "web-page" else "")
        page.click("[name=_continue]")
        page.wait_for_load_state()

        edition.refresh_from_db()
        assert edition.body == arrives


def test_words_and_minutes_are_counted_as_for_readers(seat: Seat) -> None:
    page, ana = seat("reporter")
    tricky = "Blinken’s cross-Strait talks cost 2,000.50 € – “naïve” 秦刚 İstanbul, so_called № 5½"
    body = f"<h2>Two days</h2><p>{tricky}<br>in Beijing</p>" + "<p>one two.</p>" * READING_PACE
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days", body=body)
    page.goto(change_url(edition))

    counted = page.locator(".desk-count")
    rendering = render(edition.body)
    expect(counted).to_have_text(f"{rendering.words} words · {rendering.minutes} minutes to read")

    page.evaluate(
        "document.querySelector('form [name=body]').form.addEventListener('desk-body:change', "
        "({target, detail}) => {"
        "  window.told = [target.value, detail.editor === target.deskEditor]; })"
    )
    page.locator(".ProseMirror h2").click()
    caret_stays(page)
    page.keyboard.press("Home")
    page.keyboard.type("Only ")
    expect(counted).to_contain_text(f"{rendering.words + 1} words")
    html, same = page.evaluate("window.told")
    assert html.startswith("<h2>Only Two days</h2>")
    assert same
    page.keyboard.press("Shift+End")
    expect(counted).to_contain_text("2 words selected")


def test_at_finds_a_person_by_another_name_and_makes_a_stub_where_there_is_none(seat: Seat) -> None:
    page, ana = seat("reporter")
    qin, china = row_of(Official, full_name="Qin Gang"), row_of(Country, name="China", code="CN")
    row_of(OfficialName, official=qin, name="秦刚")
    minister = row_of(Office, title="Foreign Minister of China")
    days = {"started": "2022-12-30", "ended": "2023-07-25", "end_status": "ended"}
    row_of(Tenure, official=qin, office=minister, **days)
    visit = row_of(Visit, title="Talks in Tianjin", starts="2023-06-18")
    edition = editions.create_article(
        by=ana, slug="two-days", headline="Two days", dateline_on="2023-06-18"
    )
    page.goto(change_url(edition))
    body = page.locator(".ProseMirror[contenteditable=true]")
    body.click()
    page.keyboard.type("Then @秦")
    options = page.get_by_role("option")
    expect(options).to_have_text("Qin Gang Foreign Minister of China · 秦刚")
    expect(body).to_have_attribute("role", "combobox")
    expect(body).to_have_attribute("aria-activedescendant", "desk-mentions-list-0")
    page.wait_for_timeout(100)
    assert violations(page) == []

    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(body).to_have_attribute("role", "textbox")
    page.keyboard.press("Backspace")
    page.keyboard.type("Gang")  # what was dismissed stays so
    page.wait_for_timeout(200)
    expect(options).to_have_count(0)
    for _ in "@Gang":
        page.keyboard.press("Backspace")
    page.keyboard.type("@gang")
    expect(options).to_have_count(2)
    page.keyboard.press("Enter")
    expect(body.locator("a")).to_have_text("Qin Gang")

    page.keyboard.type(" met @Wang Xiaohong")
    expect(options).to_have_text("New record “Wang Xiaohong”…")
    page.keyboard.press("Tab")
    page.locator("dialog [name=country]").select_option("China")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("dialog .desk-stub-make").click()
    expect(body.locator("a")).to_have_text(["Qin Gang", "Wang Xiaohong"])
    page.keyboard.type(" and @Quin Gang")
    expect(options).to_have_text("New record “Quin Gang”…")
    page.keyboard.press("Enter")
    page.locator("dialog .desk-stub-make").click()
    page.locator("dialog .desk-find-names button", has_text="Qin Gang").click()
    expect(body.locator("a")).to_have_text(["Qin Gang", "Wang Xiaohong", "Qin Gang"])
    expect(body).to_be_focused()
    page.keyboard.type(" again on @")
    expect(page.locator(".desk-mentions")).to_contain_text("select them first")
    # A visit is linked by words of the sentence, not by its title.
    page.keyboard.type("Talks")
    expect(options).to_have_text(["Talks in Tianjin visit", "New record “Talks”…"])
    page.keyboard.press("Enter")
    page.keyboard.type("a visit")
    page.keyboard.press("Enter")
    expect(body.locator("a").last).to_have_text("a visit")
    expect(body).to_be_focused()
    # Called off, a new record leaves the name as it was typed; a name ends with the sentence.
    page.keyboard.type(" with @J. Waters")
    expect(options).to_have_text("New record “J. Waters”…")
    page.keyboard.press("Enter")
    expect(page.locator("dialog [name=country]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(body).to_be_focused()
    page.keyboard.type(" and @Rick Waters")
    expect(options).to_have_count(1)
    page.keyboard.type(".")
    expect(options).to_have_count(0)
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    wang = Official.objects.get(stub=True)
    assert wang.country == china
    assert edition.body == (
        f'<p>Then <a data-record="{qin.public_id}">Qin Gang</a> met '
        f'<a data-record="{wang.public_id}">Wang Xiaohong</a> and '
        f'<a data-record="{qin.public_id}">Qin Gang</a> again on '
        f'<a data-record="{visit.public_id}">a visit</a> with J. Waters and @Rick Waters.</p>'
    )

    page.context.clear_cookies()
    page.get_by_role("button", name="@ Record").click()
    expect(page.locator("dialog [role=status]")).to_contain_text("are you still signed in?")


def test_what_stands_apart_is_set_from_the_record(seat: Seat) -> None:
    page, ana = seat("reporter")
    said = row_of(Statement, words="I hope for peace.")
    picture = row_of(Image, caption="A long table", credit="Agency", alt="Two rows of chairs")
    body = "<p>One.</p><table><tbody><tr><td><p>Day</p></td></tr></tbody></table>"
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days", body=body)
    page.goto(change_url(edition))

    page.locator(".ProseMirror td p").click()
    page.click("[data-name=tableCaption]")
    page.fill("dialog [name=caption]", "Days of talks")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror caption")).to_have_text("Days of talks")

    page.locator(".ProseMirror > p").first.click()
    page.click("[data-name=pullQuote]")
    page.locator(".desk-find-names button").click()
    expect(page.locator(".ProseMirror figure.pullquote")).to_have_text("I hope for peace.")

    page.locator(".ProseMirror > p").first.click()
    caret_stays(page)
    page.keyboard.press("End")
    page.click("[data-name=recordPicture]")
    page.locator(".desk-find-names button").click()
    shown = page.locator(".ProseMirror figure[data-image]")
    expect(shown).to_contain_text("A long table Agency")
    expect(shown.locator("img")).to_have_attribute("alt", "Two rows of chairs")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    assert edition.body == (
        f'<p>One.</p><figure data-image="{picture.public_id}"></figure>'
        f'<figure class="pullquote"><blockquote data-statement="{said.public_id}">'
        "<p>I hope for peace.</p></blockquote></figure>"
        "<table><caption>Days of talks</caption><tbody><tr><td><p>Day</p></td></tr></tbody></table>"
    )
