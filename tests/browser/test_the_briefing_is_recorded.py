"""The seed briefing's table, row by row: entered at the desk, found, shown and fetched again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from briefings.models import Detainee, Edition, Meeting, Official, Visit
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat
from tests.browser.writer import Chosen, Writer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDFIRST = "The visit is to address tensions; Taiwan, Ukraine and human rights leave little room."
BODY = b"""## Open lines

Blinken flies to Beijing at the lowest point in decades.

## The objectives

Three were set out.
"""
OFFICES = {
    "Secretary of State": ("United States", "foreign_minister"),
    "President of the United States": ("United States", "head_of_state"),
    "President of China": ("China", "head_of_state"),
    "Minister of Foreign Affairs": ("China", "foreign_minister"),
    "Director of the Foreign Affairs Commission Office": ("China", "party"),
}
OFFICIALS = {
    "Antony Blinken": ("United States", "Secretary of State", "2021-01-26"),
    "Joe Biden": ("United States", "President of the United States", "2021-01-20"),
    "Xi Jinping": ("China", "President of China", "2013-03-14"),
    "Qin Gang": ("China", "Minister of Foreign Affairs", "2022-12-30"),
    "Wang Yi": ("China", "Director of the Foreign Affairs Commission Office", "2023-01-01"),
}
TOPICS = ("Fentanyl", "Taiwan", "Ukraine", "Human rights", "The balloon")
OBJECTIVES = ("Crisis management", "Advance our interests", "Explore areas of cooperation")
DETAINEES = ("Kai Li", "Mark Swidan", "David Lin")


def entered(ana: Writer, model: str, **given: Any) -> str:
    """Enter a record, publish it, and return the address of its page at the desk."""
    path = ana.enter(model, **given)
    ana.press("publish")
    return path


def enter_the_world(ana: Writer) -> None:
    """Enter what stands around the briefing: source, countries, bodies, topics, places."""
    ana.enter("source", publisher="The Chancery", title="Limited hopes in Beijing")
    for name, code in (("United States", "US"), ("China", "CN")):
        entered(ana, "country", name=name, slug=name.lower().replace(" ", "-"), code=code)
    entered(ana, "organization", name="State Department", slug="state-department")
    for name in TOPICS:
        entered(ana, "topic", name=name, slug=name.lower().replace(" ", "-"))
    for name, kind in (("Beijing", "city"), ("Diaoyutai State Guesthouse", "venue")):
        entered(
            ana, "place", name=name, kind=kind, country=Chosen("China"), time_zone="Asia/Shanghai"
        )


def enter_the_people(ana: Writer) -> None:
    """Enter the offices, the officials, and who held which on the day."""
    for title, (country, kind) in OFFICES.items():
        slug = title.lower().replace(" ", "-")
        entered(ana, "office", title=title, slug=slug, kind=kind, country=Chosen(country))
    for name, (country, office, since) in OFFICIALS.items():
        first, last = name.split()
        entered(
            ana,
            "official",
            full_name=name,
            short_name=last,
            sort_name=f"{last}, {first}",
            slug=name.lower().replace(" ", "-"),
            country=Chosen(country),
            rows={"tenures": [{"office": Chosen(office), "started": since}]},
        )


def enter_the_cases(ana: Writer, cleo: Writer) -> None:
    """Enter three detainees; a second person lets what happened to them out."""
    for name in DETAINEES:
        first, last = name.split()
        entered(
            ana,
            "detainee",
            full_name=name,
            short_name=last,
            sort_name=f"{last}, {first}",
            slug=name.lower().replace(" ", "-"),
            rows={
                "citizenships": [{"country": Chosen("United States")}],
                "detentions": [{"country": Chosen("China")}],
            },
        )
        detention = Detainee.objects.get(full_name=name).detentions.get()
        ana.page.goto(change_url(detention))
        ana.row("custody_events", kind="detained", status="held", on="2016-09")
        ana.save()
        assert not found(cleo.page, f"detainees/?status=held&q={last}")
        cleo.press("publish", at=change_url(detention.custody_events.get()))


def enter_the_visit(ana: Writer) -> None:
    """Enter the journey: who travels, where to and when, what for, what is to be raised."""
    cited = [{"source": Chosen("Limited hopes")}]
    entered(
        ana,
        "visit",
        starts="2023-06-18",
        ends="2023-06-19",
        slug="blinken-to-beijing",
        rows={
            "participants": [
                {"official": Chosen("Antony Blinken"), "role": "lead", "side": "visitor"}
            ],
            "stops": [{"country": Chosen("China"), "place": Chosen("Beijing")}],
            "statuses": [{"status": "confirmed", "on": "2023-06-14"}],
            "objectives": [{"words": words} for words in OBJECTIVES],
            "agendaitems": [
                *({"topic": Chosen(topic)} for topic in TOPICS),
                *({"detainee": Chosen(name)} for name in DETAINEES),
            ],
            "citations": cited,
        },
    )


def enter_a_meeting(ana: Writer, slug: str, kind: str, *who: str, **given: Any) -> None:
    """Enter a meeting of Blinken or another with officials, or groups in words."""
    statuses = given.pop("statuses", [{"status": "expected", "on": "2023-06-16"}])
    people = [
        {"official": Chosen(name), "role": "lead"} if name in OFFICIALS else {"group": name}
        for name in who
    ]
    entered(
        ana,
        "meeting",
        slug=slug,
        kind=kind,
        rows={"participants": people, "statuses": statuses},
        **given,
    )


def enter_the_meetings(ana: Writer) -> None:
    """Enter the engagements of the visit, and those before and after it."""
    visit = Chosen("Antony Blinken to Beijing")
    sunday: dict[str, Any] = {"on": "2023-06-18", "visit": visit, "place": Chosen("Beijing")}
    monday = {**sunday, "on": "2023-06-19"}
    blinken = "Antony Blinken"
    enter_a_meeting(
        ana, "talks", "bilateral", blinken, "Qin Gang", part_of_day="afternoon", **sunday
    )
    talks = Chosen("Meeting of Antony Blinken and Qin Gang")
    enter_a_meeting(ana, "dinner", "working_dinner", blinken, "Qin Gang", follows=talks, **sunday)
    enter_a_meeting(ana, "wang", "bilateral", blinken, "Wang Yi", **monday)
    enter_a_meeting(ana, "students", "round_table", blinken, "American exchange students", **monday)
    guesthouse = {**sunday, "on": "2023-06", "place": Chosen("Diaoyutai")}
    enter_a_meeting(ana, "banquet", "banquet", blinken, **guesthouse)
    possible_then_held = [
        {"status": "possible", "on": "2023-06-17"},
        {"status": "held", "on": "2023-06-19"},
    ]
    enter_a_meeting(
        ana, "xi", "bilateral", blinken, "Xi Jinping", statuses=possible_then_held, **monday
    )
    two = ("Joe Biden", "Xi Jinping")
    for slug, title, month, status in (
        ("g20-bali", "G20 in Bali", "2022-11", "held"),
        ("g20-new-delhi", "G20 in New Delhi", "2023-09", "expected"),
        ("apec", "APEC in San Francisco", "2023-11", "invited"),
    ):
        statuses = [{"status": status, "on": "2022-11-14" if status == "held" else "2023-06-17"}]
        enter_a_meeting(ana, slug, "gathering", title=title, on=month, statuses=statuses)
        enter_a_meeting(
            ana,
            f"at-{slug}",
            "bilateral",
            *two,
            gathering=Chosen(title),
            on=month,
            statuses=statuses,
        )


def enter_the_statements(ana: Writer) -> None:
    """Enter what was said: by an official, by a body, by nobody with a name."""
    for given in (
        {
            "official": Chosen("Joe Biden"),
            "words": "I hope to meet Xi again.",
            "said_on": "2023-06-17",
        },
        {"organization": Chosen("State Department"), "words": "We expect little."},
        {
            "attribution": "A senior official",
            "side": Chosen("United States"),
            "words": "No high hopes.",
        },
    ):
        ana.enter(
            "statement",
            **given,
            occasion="At a press briefing",
            rows={"subjects": [{"subject": Chosen("Antony Blinken to Beijing")}]},
        )
        # What a public speaker said is public at once.
        if "attribution" in given:
            ana.press("publish")


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


def found(page: Page, question: str) -> list[dict[str, Any]]:
    """Return what the API answers to a question of a list, each fetched again by itself."""
    answer = page.request.get(f"/api/v1/{question}")
    assert answer.status == 200, answer.text()
    return [page.request.get(row["url"]).json() for row in answer.json()["results"]]


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
    assert (unnamed["official"], unnamed["attribution"]) == (None, "A senior official")
    assert unnamed["side"]["label"] == "United States"

    # The three who are held, since when, by whom, and where their cases came up.
    people = found(reader, "detainees/?status=held&as_of=2023-06-19&held_by=china")
    assert {person["name"] for person in people} == {*DETAINEES}
    assert people[0]["days_held"] is not None
    for name in DETAINEES:
        page = Detainee.objects.get(full_name=name).get_absolute_url()
        shown(reader, f"{page}?as_of=2023-06-19", "Held in China", visit.label)
