"""The records of the seed briefing, entered at the desk as its table names them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from briefings.models import Detainee
from tests.admin.conftest import change_url
from tests.browser.writer import Chosen, Writer

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
    cited = [{"source": "The Chancery: Limited hopes in Beijing"}]
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
            "publication_when": "kept",
        },
    ):
        ana.enter(
            "statement",
            **given,
            occasion="At a press briefing",
            rows={"subjects": [{"subject": Chosen("Antony Blinken to Beijing")}]},
        )
        # What is said is public at once, unless it is kept as entered.
        if "publication_when" in given:
            ana.press("publish")


def found(page: Page, question: str) -> list[dict[str, Any]]:
    """Return what the API answers to a question of a list, each fetched again by itself."""
    answer = page.request.get(f"/api/v1/{question}")
    assert answer.status == 200, answer.text()
    return [page.request.get(row["url"]).json() for row in answer.json()["results"]]
