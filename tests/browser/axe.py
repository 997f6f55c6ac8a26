"""What axe finds wrong with a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[tuple[str, str]]:
    """Return each rule that the page breaks, with the first element that does."""
    page.evaluate(AXE)
    passed, found = page.evaluate(
        "rules => axe.run({runOnly: rules}).then(({violations, passes}) => ["
        "passes.length, violations.map(v => [v.id, v.nodes[0].html])])",
        RULES,
    )
    assert passed > 10, f"axe looked at nothing on {page.url}"
    return [(rule, html) for rule, html in found]
