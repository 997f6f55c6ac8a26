"""Nothing at the desk is wider than its box, rows fold to a sentence, a phone shows the text."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from briefings.actions import editions
from briefings.models import Citation, Edition, Office, Official, Source, Tenure
from tests.admin.conftest import change_url
from tests.admin.test_query_budgets import some
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1600, 1280, 1024, 768, 390)
# The elements whose content is wider than they are; not those of one line that a browser scrolls.
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => each.checkVisibility() && getComputedStyle(each).display !== "inline")
  .filter((each) => !each.matches("input, select, textarea, [class^=simplebar-height], .sr-only"))
  .map((each) => `${each.tagName} #${each.id} .${each.className}: ${each.scrollWidth} px in`
    + ` ${each.clientWidth}`)"""


def too_wide(page: Page) -> set[str]:
    """Return the elements of the page that are narrower than what is in them, at every width."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    found = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found |= {f"{page.url} at {width} px: {each}" for each in page.evaluate(WIDER)}
    return found


def test_nothing_is_wider_than_its_box(seat: Seat) -> None:
    rows = some(2)
    Source.objects.update(title="Readout of the meeting of the two heads of government " * 4)
    Official.objects.update(full_name="Maximilian Alexander von und zu Hohenlohe-Langenburg " * 2)
    page, _ = seat("publisher")
    found = set()
    for row in rows.values():
        page.goto(change_url(row))
        found |= too_wide(page)
    for model in admin.site._registry:
        if model._meta.app_label == "briefings":
            page.goto(reverse(f"admin:briefings_{model._meta.model_name}_changelist"))
            found |= too_wide(page)
            adding = page.locator("header a[href$='/add/']")
            if adding.count():
                page.goto(str(adding.first.get_attribute("href")))
                found |= too_wide(page)

    assert not found, "\n".join(sorted(found))


def foreign_minister() -> Official:
    """Enter an official with one tenure, which cites two sources."""
    anand: Official = row_of(Official, full_name="Anita Anand")
    office = row_of(Office, title="Minister of Foreign Affairs of Canada")
    tenure = row_of(Tenure, official=anand, office=office, started="2025-05-13")
    for _ in range(2):
        row_of(Citation, official=None, tenure=tenure)
    return anand


def heights(page: Page) -> float:
    """Return the height of the page's form."""
    height: float = page.evaluate("document.querySelector('form[id$=_form]').scrollHeight")
    return height


def test_a_row_folds_to_a_sentence_and_opens_in_place(seat: Seat) -> None:
    anand = foreign_minister()
    page, _ = seat("publisher")
    page.goto(change_url(anand))
    row = page.locator("#tenures-group details.desk-fold").first
    note = page.locator("[name=tenures-0-started_note]")

    expect(row.locator("summary").first).to_contain_text(
        "Minister of Foreign Affairs of Canada, 13 May 2025 –, Confirmed, 2 sources"
    )
    expect(note).to_be_hidden()
    assert heights(page) < 1550  # half of what it was when rows were always open
    row.locator("summary").first.press("Enter")
    expect(note).to_be_visible()

    page.goto(f"{change_url(anand)}#tenure-{anand.tenures.get().pk}")
    expect(note).to_be_visible()

    page.goto(change_url(anand))
    row.locator("summary").first.click()
    page.fill("[name=tenures-0-ended]", "2024")
    row.locator("summary").first.click()
    page.locator("#names-group .add-row").press("Enter")
    expect(page.locator("[name=names-0-name]")).to_be_focused()
    page.keyboard.type("Anita Indira Anand")
    page.click("[name=_continue]")
    page.wait_for_load_state()
    expect(page.locator("#tenures-group [role=alert]").first).to_be_visible()
    expect(page.locator("[name=names-0-name]")).to_have_value("Anita Indira Anand")
    expect(page.locator("[name=names-0-name]")).to_be_visible()


def test_on_a_phone_the_text_comes_first_and_the_buttons_are_at_hand(seat: Seat) -> None:
    page, ana = seat("reporter", viewport={"width": 390, "height": 844}, has_touch=True)
    edition: Edition = editions.create_article(
        by=ana, slug="two-days", headline="Two days", body="<p>On Sunday.</p>"
    )
    page.goto(change_url(edition))

    text = page.locator(".ProseMirror[contenteditable=true]").bounding_box()
    assert text is not None
    assert text["y"] < 600
    bar = page.locator(".desk-save")
    expect(bar).to_be_in_viewport(ratio=1)
    bar.get_by_role("link", name="Publication").tap()
    submit = page.locator("#offer-submit button")
    expect(submit).to_be_in_viewport()
    for button in [*bar.locator("a, button").all(), submit]:
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    submit.tap()
    expect(page.locator(".desk-state")).to_contain_text("in review")


def test_who_begins_an_article_types_at_once_and_sees_the_line_that_is_typed(seat: Seat) -> None:
    page, _ = seat("reporter", viewport={"width": 1280, "height": 700})
    page.goto("/admin/briefings/article/add/")
    expect(page.locator("[name=headline]")).to_be_focused()
    page.keyboard.type("Two days")
    page.click("[name=_save]")

    body = page.locator(".ProseMirror[contenteditable=true]")
    body.focus()
    for _ in range(12):
        page.keyboard.type("On Sunday.")
        page.keyboard.press("Enter")
    page.keyboard.type("On Monday.")
    line, bar = body.locator("p").last.bounding_box(), page.locator("#submit-row").bounding_box()
    assert line is not None
    assert bar is not None
    assert line["y"] + line["height"] <= bar["y"]


def test_what_cannot_be_pressed_is_folded_with_every_reason(seat: Seat) -> None:
    page, _ = seat("publisher")
    page.goto(change_url(row_of(Official, live_period=None)))

    expect(page.locator(".desk-leads")).to_contain_text("Publish")
    reason = page.locator("#offer-reinstate li")
    expect(reason).to_be_hidden()
    page.get_by_text("What cannot be pressed now, and why").press("Enter")
    expect(reason).to_be_visible()
    expect(reason).to_have_text("It is not retracted.")
