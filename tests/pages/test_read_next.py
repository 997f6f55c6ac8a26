"""What is read next: the latest pieces that share something, of those live at that moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from briefings.models import Edition, EditionTopic, Official, Topic
from briefings.pages.related import related
from tests.factories import approved, between, row_of, since

AT = timezone.now().replace(microsecond=0)
PIECES = 40


@pytest.fixture
def editions(db: None) -> list[Edition]:
    """Return editions of many pieces: live, over, to come; each of some topics and people."""
    chance = Random(1)
    topics = [row_of(Topic, live_period=since(AT)) for _ in range(4)]
    people = [row_of(Official, live_period=since(AT)) for _ in range(6)]
    made = []
    for number in range(PIECES):
        edition = row_of(Edition, headline=f"Piece {number}")
        for topic in chance.sample(topics, chance.randrange(2)):
            row_of(EditionTopic, edition=edition, topic=topic)
        for position, person in enumerate(chance.sample(people, chance.randrange(3))):
            edition.mentions.create(
                article=edition.article, identity=person.identity, position=position + 1
            )
        begins = AT - timedelta(days=chance.randrange(-3, 90), minutes=number)
        ends = begins + timedelta(days=chance.randrange(1, 30))
        made.append(approved(edition, between(begins, ends) if number % 4 == 0 else since(begins)))
    return made


def asked(edition: Edition) -> tuple[UUID, int, datetime]:
    """Return by what an edition is known, and when its article was published."""
    published_at = edition.article.published_at
    assert published_at is not None
    return edition.article.public_id, edition.number, published_at


def sharing(edition: Edition, others: list[Edition], at: datetime) -> Iterator[Edition]:
    """Yield the others that are live and share a topic or a person, a month after at most."""
    until = edition.live_period.lower + timedelta(days=30)
    for other in others:
        near = other.article_id != edition.article_id and other.live_period.lower <= until
        if near and at in other.live_period and noted(edition) & noted(other):
            yield other


def noted(edition: Edition) -> set[tuple[str, int]]:
    """Return what an edition is filed under and whom it names."""
    topics = {("topic", topic.topic_id) for topic in edition.edition_topics.all()}
    return topics | {("person", mention.identity_id) for mention in edition.mentions.all()}


@pytest.mark.parametrize("days", [-80, -20, 0, 2, 400])
def test_they_are_the_latest_that_are_live_at_the_moment(
    editions: list[Edition], days: int
) -> None:
    at = AT + timedelta(days=days)
    told = list(Edition.objects.select_related("article"))
    headlines = {edition.article.public_id: edition.headline for edition in told}

    for edition in told:
        latest = sorted(sharing(edition, told, at), key=lambda each: each.live_period.lower)
        expected = [each.headline for each in latest[::-1][:4]]
        assert [headlines[piece] for piece in related(*asked(edition), at).ids()] == expected


def test_a_piece_that_shares_nothing_looks_at_some_of_the_others(
    editions: list[Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.pages.related.CONSIDERED", 5)
    monkeypatch.setattr("briefings.pages.related._related.sql", "")
    alone = approved(row_of(Edition, headline="Alone"), since(AT))
    alone.article.refresh_from_db()
    with connection.cursor() as cursor:  # so few are read and sorted whole otherwise
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    before = words_read()

    assert related(*asked(alone), AT).ids() == []
    assert words_read() - before < PIECES / 2


def words_read() -> int:
    """Return how many rows of words this transaction has read so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
            " WHERE relname = 'briefings_editionwords'"
        )
        [number] = cursor.fetchone()
    return int(number)
