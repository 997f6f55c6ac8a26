"""A name that is withheld, and the name of somebody taken back, leave by no address of the API."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from briefings import ledger
from briefings.api.urls import RESOURCES
from briefings.models import (
    AgendaItem,
    Citation,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExternalIdentifier,
    Meeting,
    Objective,
    Official,
    Outcome,
    PartialDate,
    Participant,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
)
from briefings.pages.taken_back import last_known
from tests.api.conftest import Get, World
from tests.factories import between, row_of

SECRETS = ("Quux", "quux", "夸克斯", "Zorro", "Q777001", "Lycée Secret", "q-u-u-x", "1959")


@pytest.fixture
def nameless(world: World) -> Detainee:
    """Detain somebody who is named wherever a record can be, then withhold the name."""
    live = {"live_period": world.rows["detainees"].live_period}
    official = row_of(Official, full_name="Rhea Stone", slug="rhea-stone", **live)
    person: Detainee = row_of(
        Detainee,
        full_name="Quux Emeka",
        short_name="Quux",
        sort_name="Emeka, Quux",
        slug="q-u-u-x",
        official=official,
        employer="Lycée Secret",
        occupation="Teacher",
        born=PartialDate.parse("1959-02-03"),
        biography="Quux taught for years.",
        **live,
    )
    for other in ("夸克斯", "Zorro"):
        row_of(DetaineeName, detainee=person, name=other)
    row_of(ExternalIdentifier, record=person, value="Q777001")
    detention = row_of(
        Detention, detainee=person, country=world.china, note="Zorro wrote home.", **live
    )
    exchange = row_of(Exchange, words="Quux, for another", **live)
    texts = dict.fromkeys(("charge", "sentence", "by_whom"), "Said of Quux, once.")
    row_of(CustodyEvent, detention=detention, note="By freequuxemeka.org.", **texts, **live)
    row_of(
        CustodyEvent,
        detention=detention,
        kind="exchanged",
        status="free",
        exchange=exchange,
        **live,
    )
    for text in ({"words": "Quux must go home."}, {"occasion": "Asked about Zorro"}, {}):
        statement = row_of(Statement, official=world.qin, **text, **live)
        row_of(StatementSubject, statement=statement, record=person)
    meeting = row_of(Meeting, **live)
    row_of(AgendaItem, meeting=meeting, topic=None, detainee=person, note="Zorro’s case")
    person.name_withheld = True
    person.description, person.slug = "A teacher from abroad", "a-teacher-from-abroad"
    person.save()
    ledger.read_state()
    return person


def answers(get: Get) -> Iterator[tuple[str, str]]:
    """Yield every answer of every list, of each of its rows, and of what tells of changes."""
    for name in RESOURCES:
        listed = get(f"{name}/", page_size=200)
        yield name, listed.content.decode()
        for row in listed.json()["results"]:
            yield row["url"], get(row["url"]).content.decode()
    yield "changes", get("changes/", limit=1000).content.decode()


def test_no_answer_holds_a_withheld_name(nameless: Detainee, get: Get) -> None:
    told = list(answers(get))

    assert [(url, secret) for url, said in told for secret in SECRETS if secret in said] == []
    assert sum("A teacher from abroad" in said for _, said in told) >= 9


def test_who_is_nameless_is_described_instead(nameless: Detainee, get: Get) -> None:
    person = get(f"detainees/{nameless.public_id}/").json()

    assert {person[name] for name in ("name", "short_name", "employer", "official", "born")} == {
        None
    }
    assert (person["names"], person["identifiers"], person["biography"]) == ([], [], None)
    assert person["name_withheld"] is True
    assert person["description"] == person["sort_name"] == "A teacher from abroad"
    assert person["slug"] == "a-teacher-from-abroad"
    assert person["occupation"] == "Teacher"


@pytest.mark.parametrize("word", ["quux", "emeka", "夸克斯", "zorro", "secret"])
def test_nobody_is_found_by_a_withheld_name(word: str, nameless: Detainee, get: Get) -> None:
    for name in RESOURCES:
        assert get(f"{name}/", q=word).json()["count"] == 0, name


@pytest.mark.parametrize(
    "asked",
    [
        {"wikidata": "Q777001"},
        {"type": "detainee", "slug": "q-u-u-x"},
        {"url": "https://news.example/detainees/q-u-u-x/"},
    ],
)
def test_nothing_that_held_the_name_leads_anywhere(
    asked: dict[str, str], nameless: Detainee, get: Get
) -> None:
    assert get("resolve/", **asked).status_code == 404
    assert get("custody-events/", detainee="q-u-u-x").json()["count"] == 0
    assert last_known("detainee", "q-u-u-x", timezone.now()) is None


def test_the_description_leads_there(nameless: Detainee, get: Get) -> None:
    found = get("resolve/", type="detainee", slug="a-teacher-from-abroad").json()

    assert (found["id"], found["label"]) == (str(nameless.public_id), "A teacher from abroad")


@pytest.mark.parametrize("reason", ["wrong", "duplicate", "privacy"])
def test_somebody_taken_back_is_named_nowhere(reason: str, world: World, get: Get) -> None:
    person: Any = world.rows["detainees"]
    wikidata = person.identity.identifiers.get().value
    person.live_period = between(person.live_period.lower, timezone.now())
    person.retraction_reason, person.retraction_note = reason, "It was Lena Moreau."
    person.save()
    connection.check_constraints()

    gone = [
        get(f"{name}/{world.rows[name].public_id}/")
        for name in ("detainees", "detentions", "custody-events")
    ]
    gone.append(get("resolve/", type="detainee", slug=person.slug))
    gone.append(get("resolve/", id=person.public_id))
    withdrawn = last_known("detainee", person.slug, timezone.now() + timedelta(seconds=1))

    assert [answer.status_code for answer in gone] == [410] * 5
    assert {(answer.json()["label"], answer.json()["slug"]) for answer in gone} == {(None, None)}
    assert not any(person.slug in answer.content.decode() for answer in gone)
    assert get("resolve/", wikidata=wikidata).status_code == 404
    assert withdrawn is not None
    assert (withdrawn.what, withdrawn.note) == ("This page", "")
    for url, said in answers(get):
        assert "Moreau" not in said, url
        assert person.slug not in said, url


def test_a_source_that_tells_the_name_is_not_tied_to_the_person(
    nameless: Detainee, world: World, get: Get
) -> None:
    live = {"live_period": world.source.live_period}
    event = CustodyEvent.objects.filter(detention__detainee=nameless)[0]
    texts: list[dict[str, Any]] = [
        {"title": "Who is Zorro?"},
        {"url": "https://news.example/free-quux/"},
        {"title": "A teacher is held"},
    ]
    for text in texts:
        source = row_of(Source, **text, **live)
        row_of(Citation, source=source, official=None, custodyevent=event)

    sources = get("sources/", cited_by=nameless.public_id).json()["results"]

    assert [source["title"] for source in sources] == ["A teacher is held"]


@pytest.mark.parametrize("kind", ["meeting", "visit"])
@pytest.mark.parametrize("way", ["raised", "spoken of"])
def test_no_fact_of_a_meeting_or_a_visit_cites_what_tells_the_name(
    way: str, kind: str, nameless: Detainee, world: World, get: Get
) -> None:
    live = {"live_period": world.source.live_period}
    of = {"meeting": None, kind: world.rows[f"{kind}s"]}
    statement = row_of(Statement, official=world.qin, meeting=world.rows["meetings"], **live)
    if way == "raised":
        row_of(AgendaItem, **of, topic=None, detainee=nameless)
    else:
        row_of(StatementSubject, statement=statement, record=nameless)
    participant = row_of(Participant, **of, official=row_of(Official, **live), **live)
    facts = [
        of[kind],
        participant,
        row_of(StatusChange, meeting=None, participant=participant, status="present", **live),
        row_of(StatusChange, **of, **live),
        row_of(AgendaItem, **of, topic=world.taiwan),
        row_of(Outcome, **of),
        row_of(Readout, **of, country=world.china, **live),
        row_of(Objective, visit=world.rows["visits"]) if kind == "visit" else statement,
    ]
    for number, fact in enumerate(facts):
        cited = {str(fact._meta.model_name): fact}
        row_of(Citation, source=telling(world, number), official=None, **cited)
    ledger.read_state()

    told = [(url, said) for url, said in answers(get) if "sources" not in url and url != "changes"]

    assert [url for url, said in told if "Zorro" in said] == []
    assert get(f"{kind}s/{of[kind].public_id}/").json()["sources"] != []


@pytest.mark.parametrize("kind", ["meeting", "visit"])
def test_no_source_that_tells_the_name_is_tied_to_where_the_case_was_raised(
    kind: str, nameless: Detainee, world: World, get: Get
) -> None:
    occasion = world.rows[f"{kind}s"]
    row_of(AgendaItem, **{"meeting": None, kind: occasion}, topic=None, detainee=nameless)
    row_of(Citation, source=telling(world, 0), official=None, **{kind: occasion})

    tied = get("sources/", cited_by=occasion.public_id).json()["results"]

    assert tied != []
    assert [source["title"] for source in tied if "Zorro" in source["title"]] == []


def test_a_source_of_the_persons_own_that_tells_the_name_is_left_out(
    nameless: Detainee, world: World, get: Get
) -> None:
    for source in (telling(world, 0), world.source):
        row_of(Citation, source=source, official=None, detainee=nameless)

    told = get(f"detainees/{nameless.public_id}/").json()["sources"]

    assert [source["publisher"] for source in told] == ["Xinhua"]


def test_who_is_exchanged_along_is_not_told_by_the_sources_of_another(
    nameless: Detainee, world: World, get: Get
) -> None:
    event: CustodyEvent = world.rows["custody-events"]
    other = CustodyEvent.objects.get(detention__detainee=nameless, kind="exchanged")
    event.exchange, event.on = other.exchange, other.on
    event.save()
    row_of(Citation, source=telling(world, 0), official=None, custodyevent=event)
    ledger.read_state()

    for url in (f"custody-events/{event.public_id}/", f"detentions/{event.detention.public_id}/"):
        said = get(url).content.decode()
        assert "Xinhua" in said
        assert "Zorro" not in said


def telling(world: World, number: int) -> Source:
    """Return a live source that tells the name."""
    title = f"Zorro is spoken of, {number}"
    source: Source = row_of(Source, title=title, live_period=world.source.live_period)
    return source
