"""The seed briefing's table, row by row: entered at the desk, found, shown and fetched again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from briefings.models import Detainee, Edition, Meeting, Official, Visit
from tests.admin.conftest import change_url
from tests.browser.briefing import (
    DETAINEES,
    OBJECTIVES,
    OFFICIALS,
    TOPICS,
    enter_the_cases,
    enter_the_meetings,
    enter_the_people,
    enter_the_statements,
    enter_the_visit,
    enter_the_world,
    found,
)
from tests.browser.conftest import Seat
from tests.browser.hands import caret_stays
from tests.browser.writer import Writer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDFIRST = "The visit is to address tensions; Taiwan, Ukraine and human rights leave little room."
BODY = b"""## Open lines

Blinken flies to Beijing at the lowest point in decades.

## The objectives

Three were set out.
"""


def write_the_article(ana: Writer, cleo: Writer) -> None:
    """Import the words, add standfirst, note and what it is about; a second person lets it out."""
    page = ana.page
    page.goto("/admin/")
    page.click("text=Import an article")
    page.set_input_files(
        "[name=file]", {"name": "briefing.md", "mimeType": "text/markdown", "buffer": BODY}
    )
    page.click("button:text-is('Read the file')")
    page.fill("[name=headline]", "Limited hopes")
    page.fill("[name=slug]", "limited-hopes")
    page.click("button:text-is('Make the draft')")
    page.fill("[name=standfirst]", STANDFIRST)
    ana.choose("about", "Antony Blinken to Beijing")
    page.locator(".ProseMirror > p").first.click()
    caret_stays(page)
    page.keyboard.press("End")
    page.click("button[data-name=sourceNote]")
    page.fill(".desk-find-words", "Limited")
    expect(page.locator(".desk-find-names li")).to_have_count(1)
    page.keyboard.press("Enter")
    ana.press("submit")
    edition = change_url(Edition.objects.get())
    cleo.press("approve", at=edition)
    cleo.press("publish")


def shown(page: Page, path: str, *words: str) -> None:
    """Hold a public page to what it has to say."""
    assert page.goto(path).status == 200, path  # type: ignore[union-attr]
    for each in words:
        expect(page.locator("body")).to_contain_text(each)


def test_everything_in_the_briefing_is_recorded_found_shown_and_fetched(seat: Seat) -> None:
    ana, cleo = Writer(seat("editor")[0]), Writer(seat("publisher")[0])
    enter_the_world(ana)
    enter_the_people(ana)
    enter_the_cases(ana, cleo)
    enter_the_visit(ana)
    enter_the_meetings(ana)
    enter_the_statements(ana)
    write_the_article(ana, cleo)
    reader = cleo.page

    # Standfirst, contents and source note of the piece.
    headings = ["Open lines", "The objectives"]
    shown(reader, "/articles/limited-hopes/", STANDFIRST, "Limited hopes in Beijing")
    expect(reader.locator(".contents li:visible")).to_have_text(headings)
    (article,) = found(reader, "articles/?q=Limited")
    assert article["standfirst"] == STANDFIRST
    assert [heading["text"] for heading in article["body"]["contents"]] == headings
    assert [source["title"] for source in article["sources"]] == ["Limited hopes in Beijing"]

    # The five people, each with the office held on the day.
    for name, (_, office, _) in OFFICIALS.items():
        shown(
            reader,
            f"{Official.objects.get(full_name=name).get_absolute_url()}?as_of=2023-06-18",
            office,
        )
        (held,) = found(
            reader, f"tenures/?as_of=2023-06-18&official={name.lower().replace(' ', '-')}"
        )
        assert held["office"]["label"] == office

    # The visit, and the question that it answers.
    visit = Visit.objects.get()
    assert visit.label == "Antony Blinken to Beijing, 18–19 June 2023"
    shown(reader, visit.get_absolute_url(), visit.label, *OBJECTIVES, *TOPICS, *DETAINEES)
    asked = "host_country=china&participant=antony-blinken&on_or_after=2018-06-19"
    (journey,) = found(reader, f"visits/?{asked}")
    assert [objective["words"] for objective in journey["objectives"]] == list(OBJECTIVES)
    assert {row["topic"]["label"] for row in journey["agenda"] if row["topic"]} == {*TOPICS}
    assert {row["detainee"]["label"] for row in journey["agenda"] if row["detainee"]} == {
        *DETAINEES
    }
    assert journey["sources"]

    # Its meetings: what follows what, groups beside officials, a time of day, a day not known.
    engagements = {row["slug"]: row for row in found(reader, "meetings/?visit=blinken-to-beijing")}
    assert engagements["dinner"]["follows"]["id"] == engagements["talks"]["id"]
    assert engagements["talks"]["part_of_day"] == "afternoon"
    assert engagements["banquet"]["on"]["precision"] == "month"
    assert engagements["banquet"]["place"]["label"] == "Diaoyutai State Guesthouse"
    assert "American exchange students" in {
        person["group"] for person in engagements["students"]["participants"]
    }
    for slug in engagements:
        shown(reader, f"/meetings/{slug}/", Meeting.objects.get(slug=slug).label)

    # Possible on Saturday, held on Monday.
    for day, status in (("2023-06-18", "possible"), ("2023-06-19", "held")):
        found_then = found(reader, f"meetings/?status={status}&as_of={day}&participant=xi-jinping")
        assert "xi" in {row["slug"] for row in found_then}
    shown(reader, "/meetings/xi/", "Possible", "Held")

    # Bali, New Delhi, San Francisco: parts of gatherings, known to the month.
    for gathering, status in (
        ("g20-bali", "held"),
        ("g20-new-delhi", "expected"),
        ("apec", "invited"),
    ):
        (part,) = found(
            reader, f"meetings/?gathering={gathering}&participant__all=joe-biden,xi-jinping"
        )
        assert (part["status"], part["on"]["precision"]) == (status, "month")
        shown(reader, f"/meetings/{gathering}/", part["label"])

    # What was said: by whom, or by nobody with a name.
    (hope,) = found(reader, "statements/?official=joe-biden")
    assert (hope["form"], hope["occasion"]) == ("direct", "At a press briefing")
    shown(reader, "/officials/joe-biden/", "I hope to meet Xi again.")
    (body,) = found(reader, "statements/?organization=state-department")
    assert body["words"] == "We expect little."
    (unnamed,) = found(reader, "statements/?q=hopes")
    assert (unnamed["speaker"], unnamed["attribution"]) == (None, "A senior official")
    assert unnamed["side"]["label"] == "United States"

    # The three who are held, since when, by whom, and where their cases came up.
    people = found(reader, "detainees/?status=held&as_of=2023-06-19&held_by=china")
    assert {person["name"] for person in people} == {*DETAINEES}
    assert people[0]["days_held"] is not None
    for name in DETAINEES:
        page = Detainee.objects.get(full_name=name).get_absolute_url()
        shown(reader, f"{page}?as_of=2023-06-19", "Held in China", visit.label)
