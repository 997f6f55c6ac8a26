"""Somebody's hands at the desk, counted: what they press, and the fields they have before them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# A field that is seen: not those folded away, nor what a browser sends by itself.
SHOWN = """() => {
  const names = new Set();
  for (const field of document.querySelectorAll("#content form[method=post] [name]")) {
    const box = field.matches(".select2-hidden-accessible") ? field.nextElementSibling : field;
    const seen = box.checkVisibility() || field.closest(".django-prose-editor")?.checkVisibility();
    if (seen && field.type !== "hidden" && field.type !== "submit") names.add(field.name);
  }
  return names.size;
}"""


def caret_stays(page: Page) -> None:
    """Wait, once a text was clicked, until no key that moves the caret is undone.

    The editor puts the caret where it was clicked again, 20 ms later: a timer of the page, as this.
    """
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")


class Hands:
    """A person who begins at the dashboard. A click is a click, or a key that acts: Enter.

    Typing and Tab are none. `fields` is the greatest number of fields seen in a form.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0
        page.goto("/admin/")

    def press(self, what: str | Locator) -> None:
        """Click something, with the fields that are seen by then; wait for what follows."""
        self.look()
        target = self.page.locator(what).first if isinstance(what, str) else what
        target.click()
        self.clicks += 1
        self.page.wait_for_load_state()

    def look(self) -> None:
        """Count the fields of the form on the page."""
        self.fields = max(self.fields, self.page.evaluate(SHOWN))

    def type(self, name: str, words: str) -> None:
        """Type into a field that was reached with Tab."""
        self.page.fill(f"[name$='-{name}']", words)

    def option(self, name: str, value: str) -> None:
        """Choose from a short list."""
        self.page.locator(f"[name$='-{name}']").select_option(value)
        self.clicks += 1

    def name(self, field: str, words: str) -> None:
        """Open a field that finds names, type words, and choose what is found."""
        self.press(f"[name$='-{field}'] + .select2")
        self.page.fill(".select2-container--open .select2-search__field", words)
        found = self.page.locator(".select2-results__option", has_text=words)
        expect(found.first).to_be_visible()
        found.first.click()
        self.clicks += 1

    def spent(self, task: str, *, clicks: int, fields: int | None = None) -> None:
        """Print what a task took, and hold it to its budget."""
        counted = f"{self.clicks} clicks" + (f", {self.fields} fields" if fields else "")
        print(f"\n{task}: {counted}")  # noqa: T201  (what the closing note of an issue tells)
        assert self.clicks <= clicks, counted
        assert fields is None or self.fields <= fields, counted
