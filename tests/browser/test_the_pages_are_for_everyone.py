"""The pages in Chromium: axe finds nothing, nothing overflows, nothing is refused by the policy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.pages.newsroom import open_newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 600, 900, 1024, 1280, 1440)
MISSING = {
    "not found": "/nothing/",
    "refused": "/officials/?oficce=x",
    "nobody": "/officials/?as_of=1700-01-01",
}


@pytest.fixture
def addresses(live_server: Any) -> dict[str, str]:
    """Return the address of a page of every sort, in an open newsroom."""
    return {
        name: live_server.url + path for name, path in {**open_newsroom().pages, **MISSING}.items()
    }


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a reader's page, with the options of a browser's context."""
    contexts = []

    def opened(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(
    width: int, scheme: Any, addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    found = []
    page = reader(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    for name, url in addresses.items():
        page.goto(url)
        found += [(name, *violation) for violation in violations(page)]

    assert not found


def test_no_page_is_wider_than_its_screen_or_asks_what_the_policy_refuses(
    addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    wide, refused = [], []
    page = reader()
    page.on("console", lambda message: refused.append(message.text))
    for name, url in addresses.items():
        page.goto(url)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wide += [(name, width, over)] if over > 0 else []

    assert not wide
    assert not [text for text in refused if "Failed to load resource" not in text]


def test_an_article_is_read_without_scripts(
    addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    page = reader(java_script_enabled=False)
    page.goto(addresses["article"])
    page.get_by_role("link", name="Qin Gang").first.click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Qin Gang")


def test_a_record_link_opens_a_card_beside_it(
    addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    page = reader(viewport={"width": 1280, "height": 900})
    page.goto(addresses["article"])
    link = page.locator(".prose a.record").first
    card = page.locator(".record-card")

    link.focus()
    words = " ".join(card.inner_text().split())
    assert words == "Qin Gang Foreign minister, China As of 18 June 2023"
    described = link.get_attribute("aria-describedby")
    left = "element => element.getBoundingClientRect().left"
    assert described == card.get_attribute("id")
    assert card.evaluate(left) > link.evaluate(left) + 100

    page.keyboard.press("Escape")
    assert card.is_hidden()
    page.set_viewport_size({"width": 900, "height": 900})
    page.locator(".prose a.record").last.focus()
    assert card.is_hidden()
