"""The editor of a body in a real browser: how long it is, what other scripts are told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.actions import editions
from briefings.bodies import READING_PACE, render
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat

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
