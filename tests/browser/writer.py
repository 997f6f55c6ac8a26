"""Somebody who enters records at the desk: fills fields, adds rows, chooses names from a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

Typed = Mapping[str, Any]
FOUND = re.compile(r"[?&]term=[^&]")  # where a field asks for the names that words find


class Chosen(str):
    """Words by which a name is chosen from what a field offers."""

    __slots__ = ()


class Writer:
    """One person at one browser; every form that is not saved fails the test with its words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(
        self, model: str, *, rows: Mapping[str, list[Typed]] | None = None, **typed: Any
    ) -> str:
        """Add a row of a model, then its child rows by their prefix; return its page's address."""
        self.page.goto(f"/admin/briefings/{model}/add/")
        self.type(typed)
        self.save()
        for prefix, given in (rows or {}).items():
            for row in given:
                self.row(prefix, **row)
        if rows:
            self.save()
        return urlsplit(self.page.url).path

    def row(self, prefix: str, **typed: Any) -> None:
        """Add a child row by the prefix of its form."""
        place = self.page.input_value(f"[name={prefix}-TOTAL_FORMS]")
        self.page.locator(f"#{prefix}-group .add-row").click()
        self.type(typed, prefix=f"{prefix}-{place}-")

    def type(self, typed: Typed, *, prefix: str = "") -> None:
        """Fill fields by their names."""
        for name, value in typed.items():
            field = self.page.locator(f"[name={prefix}{name}]")
            if isinstance(value, Chosen):
                self.choose(f"{prefix}{name}", value)
            elif isinstance(value, list):
                for words in value:
                    self.choose(f"{prefix}{name}", words)
            elif isinstance(value, bool):
                field.set_checked(value)
            elif isinstance(value, dict):
                field.set_input_files(value)  # type: ignore[arg-type]
            elif field.first.get_attribute("type") == "radio":
                field.and_(self.page.locator(f"[value={value}]")).check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
                field.blur()  # as who goes on: what follows from the words is filled in by now

    def choose(self, name: str, words: str) -> None:
        """Choose a name from those that an autocomplete offers for some words."""
        self.page.locator(f"#id_{name} + .select2").click()
        with self.page.expect_response(FOUND):
            self.page.locator(".select2-container--open .select2-search__field").fill(words)
        options = self.page.locator(".select2-results__option")
        expect(options.filter(has_not_text=words)).to_have_count(0)
        offered = options.filter(has_text=words)
        expect(offered.first).to_be_visible()
        offered.first.click()

    def save(self) -> None:
        """Save and stay on the page; whatever the desk finds wrong ends the test."""
        self.page.click("[name=_continue]")
        self.page.wait_for_load_state()
        wrong = self.page.locator(".errornote, .errorlist").all_inner_texts()
        assert not wrong, f"{self.page.url}: {wrong}"

    def press(self, button: str, *, at: str = "", **asked: str) -> None:
        """Press a button of the panel on the page (at an address), typing what it asks for."""
        if at:
            self.page.goto(at)
        offer = self.page.locator(f"#offer-{button}")
        if offer.locator("summary").count():
            offer.locator("summary").click()
        self.type(asked, prefix=f"{button}-")
        assert offer.locator("button").is_enabled(), f"{self.page.url}: {offer.inner_text()}"
        offer.locator("button").click()
        self.page.wait_for_load_state()
