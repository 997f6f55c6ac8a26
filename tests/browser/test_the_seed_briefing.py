"""The main job in a real browser: from a text file to a published, linked page and its JSON."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from briefings.actions.seeding import seed
from briefings.models import Edition
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat

BRIEFING = Path(settings.BASE_DIR).parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not BRIEFING.exists(), reason="the seed briefing stands beside the checkout"
    ),
]
HEADLINE = "Limited hopes in Beijing"
PAGE = "/articles/limited-hopes-in-beijing/"
CONTENTS = [
    "Aim to open lines of communication",
    "Hope for a positive rekindling of ties",
    "Blinken’s primary objectives",
    "Meeting with top diplomatic officials",
]


def api(page: Page, path: str) -> Any:
    """Return what the API answers."""
    return page.request.get(f"/api/v1/{path}").json()


def changes_of(page: Page, article: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the operations and fields of the article's ledger rows, in their order."""
    rows = api(page, "changes/?type=article&limit=200")["results"]
    return [(row["op"], row["changed_fields"]) for row in rows if row["id"] == article["id"]]


def test_a_briefing_is_imported_published_linked_and_mended_beside_a_schedule(seat: Seat) -> None:
    seed(directory=settings.BASE_DIR / "seeds", report=lambda line: None)

    # Ana imports the file, accepts what is proposed, and submits the draft.
    ana, _ = seat("reporter")
    ana.goto("/admin/")
    ana.click("text=Import an article")
    ana.set_input_files("[name=file]", BRIEFING)
    ana.click("button:text-is('Read the file')")
    expect(ana.locator("legend", has_text="Headings")).to_be_visible()
    expect(ana.locator("fieldset", has_text="Headings").locator("label")).to_have_count(4)
    ana.fill("[name=headline]", HEADLINE)
    ana.fill("[name=slug]", PAGE.split("/")[2])
    ana.fill("[name=dateline_on]", "2023-06-18")
    ana.click("button:text-is('Make the draft')")
    expect(ana.locator(".ProseMirror h2")).to_have_text(CONTENTS)
    ana.fill("[name=dateline_on]", "2023-06-18")  # the day whose offices the text tells
    ana.click("#offer-submit button")
    expect(ana.locator(".desk-state")).to_contain_text("in review")
    assert ana.request.get(PAGE).status == 404

    # A second person approves and publishes it.
    edition = Edition.objects.get(article__slug=PAGE.split("/")[2])
    tunde, _ = seat("publisher")
    tunde.goto(change_url(edition))
    tunde.click("#offer-approve summary")
    expect(tunde.locator("#offer-approve")).to_contain_text("Joe Biden: I hope that in the coming")
    tunde.check("[name=approve-with_statements]")
    tunde.click("#offer-approve button")
    tunde.click("#offer-publish button")
    expect(tunde.locator(".desk-state")).to_contain_text("live since")

    # A reader has the contents and the people.
    tunde.goto(PAGE)
    expect(tunde.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(tunde.locator(".contents li:visible")).to_have_text(CONTENTS)
    said = tunde.locator("q.said", has_text="I hope that in the coming months")
    expect(said).to_have_attribute("title", re.compile("^Joe Biden"))
    for name in ("Antony Blinken", "Joe Biden", "Xi Jinping", "Qin Gang", "Wang Yi"):
        expect(tunde.locator("a.record", has_text=name)).to_have_count(1)

    # An integrator has the same facts, and the ledger's entry.
    (listed,) = [
        article for article in api(tunde, "articles/")["results"] if article["headline"] == HEADLINE
    ]
    article = api(tunde, f"articles/{listed['id']}/")
    assert [heading["text"] for heading in article["body"]["contents"]] == CONTENTS
    assert {mention["label"] for mention in article["mentions"]} >= {"Qin Gang", "Wang Yi", "China"}
    assert changes_of(tunde, listed) == [("created", [])]

    # An edition is scheduled for tomorrow; a fix goes live beside it today.
    ana.goto(change_url(edition.article))
    ana.click("#offer-start button")
    ana.fill("[name=headline]", "Tomorrow in Beijing")
    ana.click("#offer-submit button")
    ana.goto(change_url(edition.article))
    ana.click("#offer-start button")
    ana.fill("[name=headline]", f"{HEADLINE}, mended")
    ana.click("#offer-submit button")
    tomorrow, fix = edition.article.editions.filter(number__gt=1).order_by("number")

    tunde.goto(change_url(tomorrow))
    tunde.click("#offer-approve button")
    tunde.click("#offer-schedule summary")
    start = timezone.now() + timedelta(days=1)
    tunde.fill("[name=schedule-start]", f"{start:%Y-%m-%dT%H:%M}")
    tunde.click("#offer-schedule button")
    expect(tunde.locator(".desk-state")).to_contain_text("scheduled for")
    tunde.goto(change_url(fix))
    tunde.click("#offer-approve button")
    tunde.click("#offer-publish summary")
    tunde.select_option(f"[name=publish-edition_{tomorrow.number}]", "without")
    tunde.click("#offer-publish button")
    expect(tunde.locator(".desk-state")).to_contain_text("live since")

    tunde.goto(PAGE)
    tunde.reload()  # what the browser holds is good for a minute; this asks the server
    expect(tunde.get_by_role("heading", level=1)).to_have_text(f"{HEADLINE}, mended")
    assert changes_of(tunde, listed) == [("created", []), ("updated", ["edition"])]
    tomorrow.refresh_from_db()
    fix.refresh_from_db()
    assert fix.live_period.upper == tomorrow.live_period.lower
    assert tomorrow.live_period.upper is None
