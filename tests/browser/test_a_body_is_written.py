"""The editor of a body in a real browser: how long it is, what other scripts are told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.actions import editions
from briefings.bodies import READING_PACE, render
from briefings.models import Country, Office, Official, OfficialName, Tenure
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    expect(options).to_have_text("New person “Wang Xiaohong”…")
    page.keyboard.press("Tab")
    page.locator("dialog [name=country]").select_option("China")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("dialog .desk-stub-make").click()
    expect(body.locator("a")).to_have_text(["Qin Gang", "Wang Xiaohong"])
    page.keyboard.type(" again.")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    wang = Official.objects.get(stub=True)
    assert wang.country == china
    assert edition.body == (
        f'<p>Then <a data-record="{qin.public_id}">Qin Gang</a> met '
        f'<a data-record="{wang.public_id}">Wang Xiaohong</a> again.</p>'
    )
