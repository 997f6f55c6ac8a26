"""A record to be searched, and somebody who asks it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from briefings.models import (
    Country,
    Edition,
    Meeting,
    Official,
    OfficialName,
    Participant,
    Place,
    Statement,
)
from briefings.search.questions import SearchQuestion
from briefings.search.ranking import Scope, find
from briefings.search.showing import show
from tests.factories import approved, row_of, since

PUBLISHED = datetime(2023, 6, 1, tzinfo=timezone.get_default_timezone())
LIVE = {"live_period": since(PUBLISHED)}

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(db: None) -> Ask:
    """Return a function that gives what answers a question now: the kind and the title of each."""

    def asked(typed: str, *kinds: str, scope: Scope | None = None) -> list[str]:
        question, at = SearchQuestion.parse(typed), timezone.now()
        found = find(question, at, scope=scope or Scope(), kinds=kinds)
        hits = show(found.rows, question, at)
        assert len(hits) == len(found.rows) == found.counts.total()
        return [f"{hit.kind}: {''.join(words for words, _ in hit.label)}" for hit in hits]

    return asked


def official(name: str, *others: str, **fields: object) -> Official:
    """Return a live official who goes by other names too."""
    given = name.split()[0]
    row: Official = row_of(
        Official, full_name=name, short_name=given, sort_name=name, **{**LIVE, **fields}
    )
    for other in others:
        row_of(OfficialName, official=row, name=other)
    return row


def article(headline: str, text: str = "", **fields: object) -> Edition:
    """Return the live edition of an article."""
    edition: Edition = row_of(Edition, headline=headline, plain_text=text, standfirst="", **fields)
    return approved(edition, since(PUBLISHED))


def china() -> Country:
    """Return China, live."""
    country: Country = row_of(
        Country, name="China", slug="china", code="CN", adjective="Chinese", **LIVE
    )
    return country


def meeting(*people: Official, **fields: object) -> Meeting:
    """Return a live meeting of officials in a guesthouse in Beijing."""
    place = row_of(Place, name="Diaoyutai, Beijing", country=china(), **LIVE)
    row: Meeting = row_of(Meeting, **{"title": "Talks", "place": place, **LIVE, **fields})
    for one in people:
        row_of(Participant, meeting=row, visit=None, official=one, group="", **LIVE)
    return row


def words(speaker: Official, said: str, **fields: object) -> Statement:
    """Return a live statement of an official."""
    row: Statement = row_of(
        Statement, official=speaker, attribution="", side=None, words=said, **LIVE, **fields
    )
    return row
