"""The desk in a real browser: an article is written, linked, sourced, submitted and let out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from briefings.actions import editions
from briefings.actions.roles import establish_roles
from briefings.models import Edition, Official, Source
from tests.admin.conftest import change_url
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]
Seat = Callable[[str], tuple[Page, User]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the module."""
    if not os.path.exists(CHROMIUM):
        pytest.skip("there is no Chromium; name one with CHROMIUM=")
    # The browser's own loop runs in this thread, and Django's connections are those of a loop.
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def seat(browser: Browser, live_server: Any) -> Iterator[Seat]:
    """Return a function that signs a new person of a role in; fails on what a console complains."""
    establish_roles()
    complaints: list[str] = []
    contexts = []

    def listen(line: ConsoleMessage) -> None:
        if line.type == "error":
            complaints.append(line.text)

    def sit(role: str) -> tuple[Page, User]:
        person = User.objects.create_user(role, password="pass", is_staff=True, last_name="Okafor")
        person.groups.add(Group.objects.get(name=role))
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        page.goto("/admin/login/")
        page.fill("#id_username", role)
        page.fill("#id_password", "pass")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page, person

    yield sit
    for context in contexts:
        context.close()
    assert not complaints


def test_an_article_is_written_and_let_out(seat: Seat) -> None:
    page, _ = seat("reporter")
    page.goto("/admin/briefings/article/add/")
    page.locator("[name=headline]").press_sequentially("Blinken lands in Beijing")
    expect(page.locator("[name=slug]")).to_have_value("blinken-lands-in-beijing")
    page.click("[name=_save]")
    editor = page.locator(".ProseMirror[contenteditable=true]")
    editor.click()
    page.keyboard.type("The secretary of state lands on Sunday.")
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
        "<table><tbody><tr><th><p>A</p></th><td><p>B</p></td></tr></tbody></table><p>End</p>"
    )
    edition = editions.create_article(by=ana, slug="two-days", headline="Two days", body=body)
    page.goto(change_url(edition))
    note = page.locator(".ProseMirror sup")
    expect(note).to_have_text("1")
    expect(note).to_have_attribute("title", str(source))

    page.locator(".ProseMirror > p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(".")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    assert edition.body == body.replace("<p>End</p>", "<p>End.</p>")


def test_a_record_is_linked_and_a_source_noted_by_name(seat: Seat) -> None:
    page, ana = seat("reporter")
    qin, source = row_of(Official, full_name="Qin Gang"), row_of(Source, title="A schedule")
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
    page.fill(".desk-find-words", "schedule")
    expect(page.locator(".desk-find-names li")).to_have_count(1)
    page.keyboard.press("Enter")
    page.click("[name=_continue]")
    page.wait_for_load_state()

    edition.refresh_from_db()
    assert edition.body == (
        f'<p>Then <a data-record="{qin.public_id}">Qin Gang</a> left'
        f'<sup data-source="{source.public_id}"></sup></p>'
    )
