"""The pages in Chromium: axe finds nothing, nothing overflows, nothing is refused by the policy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.pages.newsroom import open_newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 600, 900, 1024, 1280, 1440)
MISSING = {
    "not found": "/nothing/",
    "refused": "/officials/?oficce=x",
    "nobody": "/officials/?as_of=1700-01-01",
}


# What is pressed and smaller than WCAG 2.2 asks (2.5.8), with every fold open; a box counts with
# its label. Links within a text may be as high as its lines.
SMALL_TARGETS = """() => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  const side = (box) => Math.min(box.width, box.height);
  return [...document.querySelectorAll("summary, button, select, input:not([type=hidden])")]
    .map((target) => [target, side(target.getBoundingClientRect())])
    .map(([target, own]) => {
      const label = target.closest("label");
      return [target.outerHTML, label ? Math.max(own, side(label.getBoundingClientRect())) : own];
    })
    .filter(([, size]) => size > 0 && size < 24);
}"""
# The texts and pictures that the card of a record link, where it is shown, lies over.
COVERED_TEXTS = """() => {
  const card = document.querySelector(".record-card");
  if (!card || card.hidden) return [];
  const own = card.getBoundingClientRect();
  const meets = (box) => box.width > 1 && box.height > 1 && box.left < own.right
    && own.left < box.right && box.top < own.bottom && own.top < box.bottom;
  const covered = [...document.querySelectorAll("main img, main svg")]
    .filter((drawn) => !card.contains(drawn) && meets(drawn.getBoundingClientRect()))
    .map((drawn) => drawn.outerHTML);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (texts.currentNode.data.trim() && !card.contains(texts.currentNode)
        && [...range.getClientRects()].some(meets)) covered.push(texts.currentNode.data);
  }
  return covered;
}"""

IN_A_MARGIN = """() => {
  const [card, column] = [".record-card", ".text-column"]
    .map((name) => document.querySelector(name).getBoundingClientRect());
  return card.right < column.left || column.right < card.left;
}"""


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

    expect(page.get_by_role("heading", level=1)).to_contain_text("Qin Gang")


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
    assert described == card.get_attribute("id")
    assert page.evaluate(IN_A_MARGIN)

    page.keyboard.press("Escape")
    assert card.is_hidden()
    page.set_viewport_size({"width": 900, "height": 900})
    page.locator(".prose a.record").last.focus()
    assert card.is_hidden()


def test_everything_that_is_pressed_is_24_pixels_high_and_wide(
    addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    small = []
    page = reader()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name, url in addresses.items():
            page.goto(url)
            small += [(name, width, *target) for target in page.evaluate(SMALL_TARGETS)]

    assert not small


def test_the_card_of_a_link_covers_nothing(
    addresses: dict[str, str], reader: Callable[..., Page]
) -> None:
    page = reader(viewport={"width": 1280, "height": 700})
    page.goto(addresses["article"])
    links = page.locator(".prose a.record")
    shown, covered = 0, []
    for place in range(links.count()):
        links.nth(place).focus()
        shown += page.locator(".record-card").is_visible()
        covered += page.evaluate(COVERED_TEXTS)

    assert shown
    assert not covered
