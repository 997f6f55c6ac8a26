"""A real browser, and people who sit down at the desk with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]
KEEPING = "/admin/working-copies/"
Seat = Callable[..., tuple[Page, User]]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Start one Chromium for the module."""
    # The browser's own loop runs in this thread, and Django's connections are those of a loop.
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        expect.set_options(timeout=30_000)  # as a click has: the machine may be busy
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def seat(browser: Browser, live_server: Any, settings: Any) -> Iterator[Seat]:
    """Return a function that signs a new person of a role in; fails on what a console complains.

    What else it is given are options of the browser's context. The site's address is the server's,
    so that what an answer links can be followed.
    """
    settings.NEWSROOM_ADDRESS = live_server.url
    complaints: list[str] = []
    contexts = []

    def listen(line: ConsoleMessage) -> None:
        # That what is typed is not kept, the page says itself.
        if line.type == "error" and KEEPING not in line.location["url"]:
            complaints.append(line.text)

    def sit(role: str, **options: Any) -> tuple[Page, User]:
        person = User.objects.create_user(role, password="pass", is_staff=True, last_name="Okafor")
        person.groups.add(Group.objects.get(name=role))
        context = browser.new_context(base_url=live_server.url, **options)
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
