"""Each kind of fact cites several sources, and says how sure it is: on its page and in the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from briefings.models import (
    CustodyEvent,
    Meeting,
    Official,
    Participant,
    Row,
    Source,
    Statement,
    StatusChange,
    Tenure,
)
from tests.admin.conftest import Person
from tests.admin.conftest import desk as desk
from tests.factories import OfficialFactory, row_of
from tests.factories.live import shown

Fact = tuple[Row, str, str]  # a fact, the path of its page, that of its JSON


def at_a_meeting(model: type[Any], resource: str, **fields: Any) -> Fact:
    """Return a fact of a meeting."""
    meeting = row_of(Meeting)
    fact = row_of(model, meeting=meeting, **fields)
    return fact, f"/meetings/{meeting.slug}/", f"{resource}/{fact.public_id}/"


def tenure() -> Fact:
    """Return a tenure, shown on the official's page."""
    fact = row_of(Tenure, confidence="reported")
    return fact, f"/officials/{fact.official.slug}/", f"tenures/{fact.public_id}/"


def custody_event() -> Fact:
    """Return a custody event, shown on the detainee's page."""
    fact = row_of(CustodyEvent, confidence="reported")
    page = f"/detainees/{fact.detention.detainee.slug}/"
    return fact, page, f"custody-events/{fact.public_id}/"


def statement() -> Fact:
    """Return a statement, shown on the speaker's page."""
    speaker = OfficialFactory()
    fact = row_of(Statement, official=speaker, attribution="", confidence="reported")
    return fact, f"/officials/{speaker.slug}/", f"statements/{fact.public_id}/"


def biography() -> Fact:
    """Return an official with a biography."""
    fact = row_of(Official, biography="He was born in Tianjin.")
    return fact, f"/officials/{fact.slug}/", f"officials/{fact.public_id}/"


pytestmark = pytest.mark.django_db
MAKERS: dict[str, Callable[[], Fact]] = {
    "tenure": tenure,
    "status": lambda: at_a_meeting(
        StatusChange, "status-changes", status="held", confidence="reported"
    ),
    "participant": lambda: at_a_meeting(
        Participant, "participants", official=OfficialFactory(), confidence="reported"
    ),
    "custody event": custody_event,
    "statement": statement,
    "biography": biography,
}


@pytest.fixture
def at() -> datetime:
    """Return the moment at which what a test needs public became so."""
    return timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("kind", MAKERS)
def test_two_sources_with_quote_page_and_archived_copy(
    kind: str, desk: Person, client: Client, at: datetime
) -> None:
    fact, page, resource = MAKERS[kind]()
    shown(fact, at)
    typed: dict[str, Any] = {"citations-TOTAL_FORMS": "2"}
    for number, publisher in enumerate(("The Radio", "The Paper")):
        source = row_of(Source, publisher=publisher, archived_url=f"https://kept.example/{number}")
        row = {"source": str(source), "stance": "supports", "says": "", "says_on": ""}
        row |= {"page": f"{number + 3}", "quote": f"Words {number}.", "date_of": ""}
        typed |= {f"citations-{number}-{name}": value for name, value in row.items()}
    desk("editor").send(fact, **typed)

    tree = html.fromstring(client.get(page).content.decode())
    notes = [
        " ".join(note.text_content().split()) for note in tree.xpath("//ol[@class='sources']/li")
    ]
    for number, publisher in enumerate(("The Radio", "The Paper")):
        [note] = [note for note in notes if publisher in note]
        assert f"archived copy. Page {number + 3}. “Words {number}.”" in note
    assert {"#note-1", "#note-2"} <= {*tree.xpath("//main//a[starts-with(@href, '#note-')]/@href")}

    sources = client.get(f"/api/v1/{resource}").json()["sources"]
    assert [
        (one["publisher"], one["page"], one["quote"], one["archived_url"]) for one in sources
    ] == [
        ("The Radio", "3", "Words 0.", "https://kept.example/0"),
        ("The Paper", "4", "Words 1.", "https://kept.example/1"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "biography"])
def test_how_sure_it_is_stands_on_page_and_api(kind: str, client: Client, at: datetime) -> None:
    fact, page, resource = MAKERS[kind]()
    shown(fact, at)

    tree = html.fromstring(client.get(page).content.decode())
    beside = tree.xpath(
        "//main//*[@class='confidence reported'][not(ancestor::ul[@class='provenance'])]"
    )
    assert [each.text_content() for each in beside][:1] == ["Reported"]
    assert client.get(f"/api/v1/{resource}").json()["confidence"] == "reported"
