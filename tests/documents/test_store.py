"""A document is made by who asks first, and stands until the ledger tells of a change after it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import orjson
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.actions.merging import merge
from briefings.actions.records import retract
from briefings.documents import DOCUMENTS, store
from briefings.documents.organizations import Organizations
from briefings.documents.topics import Topics
from briefings.models import Document, Topic
from briefings.paging import Found
from tests.factories import row_of, since
from tests.stories.embedding.newsroom import Newsroom

TOPICS = Topics()


def topic(name: str) -> Topic:
    """Return a topic that is public and that the ledger has told of."""
    made: Topic = row_of(Topic, name=name, live_period=since(timezone.now()))
    ledger.read_state()
    return made


def told(*topics: Topic, **state: Any) -> list[str]:
    """Return the names in the documents of the topics."""
    now = replace(ledger.read_state(), **state)
    made = store.read(TOPICS, [one.public_id for one in topics], now)
    return [orjson.loads(each)["name"] for each in made]


@pytest.mark.django_db
def test_the_second_reader_reads_what_was_made() -> None:
    taiwan, trade = topic("Taiwan"), topic("Trade")
    told(taiwan)

    with CaptureQueriesContext(connection) as alone:
        assert told(taiwan) == ["Taiwan"]
    told(trade, taiwan)
    with CaptureQueriesContext(connection) as both:
        assert told(trade, taiwan) == ["Trade", "Taiwan"]

    assert len(alone) == len(both) == 2  # the ledger, the documents


@pytest.mark.django_db
def test_what_a_query_finds_is_read_by_it_in_its_order() -> None:
    for name in ("Trade", "Taiwan", "Climate"):
        topic(name)
    told(Topic.objects.get(name="Taiwan"))
    state = ledger.read_state()
    rows = Topic.objects.live(state.at).annotate(length=Length("name")).order_by("-length", "name")

    def found(rows: QuerySet[Topic], **other: Any) -> list[str]:
        read = store.find(TOPICS, Found.by(rows), replace(state, **other))
        return [orjson.loads(each)["name"] for each in read]

    assert found(rows) == ["Climate", "Taiwan", "Trade"]
    with CaptureQueriesContext(connection) as queries:
        assert found(rows[:2]) == ["Climate", "Taiwan"]
        assert found(rows.none()) == []
    assert len(queries) == 2
    assert found(rows, next_due_at=state.at) == ["Climate", "Taiwan", "Trade"]


@pytest.mark.django_db
def test_a_change_of_the_record_voids_it() -> None:
    taiwan = topic("Taiwan")
    told(taiwan)

    Topic.objects.filter(pk=taiwan.pk).update(name="Formosa")

    assert told(taiwan) == ["Formosa"]
    assert Document.objects.get(public_id=taiwan.public_id).seq == ledger.read_state().head


@pytest.mark.django_db
def test_what_is_withdrawn_has_none() -> None:
    taiwan = topic("Taiwan")
    told(taiwan)
    live = Topic.objects.get(pk=taiwan.pk).live_period

    Topic.objects.filter(pk=taiwan.pk).update(
        live_period=type(live)(live.lower, timezone.now()), retraction_reason="wrong"
    )

    assert told(taiwan) == []


@pytest.mark.django_db
def test_a_fact_that_a_merge_moved_is_withdrawn() -> None:
    """In the ledger it moved as the merged record's, and is withdrawn as the survivor's."""
    newsroom = Newsroom()
    events, taken = DOCUMENTS["custody-event"], newsroom.get("taken")
    twins = {"survivor": newsroom.get("lena_twin"), "merged": newsroom.get("lena")}
    merge(by=newsroom.cleo, reason="They are one.", **twins)
    assert store.read(events, [taken.public_id], ledger.read_state())

    retract(by=newsroom.cleo, row=newsroom.get("taken"), reason="wrong")

    assert store.read(events, [taken.public_id], ledger.read_state()) == []


@pytest.mark.django_db
def test_it_is_of_its_type() -> None:
    taiwan = topic("Taiwan")
    told(taiwan)

    assert store.read(Organizations(), [taiwan.public_id], ledger.read_state()) == []


@pytest.mark.django_db
def test_what_it_was_made_under_is_compared(settings: Any) -> None:
    taiwan = topic("Taiwan")
    told(taiwan)

    settings.NEWSROOM_ADDRESS = "https://moved.example"
    [moved] = store.read(TOPICS, [taiwan.public_id], ledger.read_state())

    assert orjson.loads(moved)["web_url"].startswith("https://moved.example/topics/")
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_an_older_state_stores_nothing_over_a_newer_one() -> None:
    taiwan = topic("Taiwan")
    head = ledger.read_state().head
    told(taiwan)

    assert told(taiwan, head=head - 1, withheld="[]") == ["Taiwan"]

    assert Document.objects.get().seq == head


@pytest.mark.django_db
def test_an_older_release_stores_nothing_over_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taiwan = topic("Taiwan")
    told(taiwan)
    newer = store.RELEASE

    monkeypatch.setattr(store, "RELEASE", newer - 1)

    assert told(taiwan) == ["Taiwan"]
    assert Document.objects.get().release == newer


@pytest.mark.django_db
def test_nothing_is_stored_or_trusted_while_something_due_is_not_numbered() -> None:
    """If what is due is then put off, no change voids what was made of it."""
    taiwan, trade = topic("Taiwan"), topic("Trade")
    told(taiwan)
    Document.objects.update(body=b'{"name": "as it was"}')
    state = ledger.read_state()

    assert told(taiwan, trade, next_due_at=state.at) == ["Taiwan", "Trade"]

    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_written_is_read() -> None:
    taiwan = topic("Taiwan")
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        assert told(taiwan) == ["Taiwan"]
        cursor.execute("SET default_transaction_read_only = off")

    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_lists_that_overlap_are_stored_at_once() -> None:
    """Stored in the order asked for, two lists would wait for each other and one would fail."""
    topics = [topic(f"Topic {number}") for number in range(60)]
    before = deadlocks()
    state = ledger.read_state()

    def store_them(backwards: bool) -> int:
        kept = [*TOPICS.make([each.public_id for each in topics], state)]
        for _ in range(20):
            store._store(TOPICS, kept[::-1] if backwards else kept, replace(state, withheld=""))
            store._store(TOPICS, kept[::-1] if backwards else kept, replace(state, withheld="[]"))
        connection.close()
        return len(kept)

    with ThreadPoolExecutor(4) as readers:
        assert [*readers.map(store_them, [False, True, False, True])] == [60] * 4

    assert (deadlocks(), Document.objects.count()) == (before, 60)


def deadlocks() -> int:
    """Return how many deadlocks the database has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
