"""Who polls while many write sees each change once, in order; and no writer waits in vain."""

import random
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from briefings import ledger
from briefings.models import Change, Country, Edition, Official, Topic
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    EditionFactory,
    OfficialFactory,
    TopicFactory,
    approved,
    between,
    since,
)
from tests.ledger import database_now, number_changes, sql
from tests.stories.colleagues import Colleague

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.server]

WRITERS, READERS, CHANGES = 8, 3, 2000


@contextmanager
def own_connection() -> Iterator[None]:
    """Close the connection that a thread opened for itself."""
    try:
        yield
    finally:
        connection.close()


class SecondThoughtsError(Exception):
    """A writer thinks better of it."""


def write(officials: list[int], count: int, seed: int) -> list[uuid.UUID]:
    """Commit `count` changes, dawdling, and roll back some more; return their groups."""
    chance = random.Random(seed)
    told: list[uuid.UUID] = []
    with own_connection():
        while len(told) < count:
            group = uuid.UUID(int=chance.getrandbits(128), version=4)
            try:
                with transaction.atomic():
                    sql("SELECT set_config('pghistory.context_id', %s, true)", str(group))()
                    Official.objects.filter(pk=chance.choice(officials)).update(
                        biography=f"As told in {group}."
                    )
                    time.sleep(chance.random() * 0.005)
                    if chance.random() < 0.2:
                        raise SecondThoughtsError
            except SecondThoughtsError:
                continue
            told.append(group)
    return told


def read(finished: threading.Event) -> list[Change]:
    """Poll from the first change on until the writers have finished, then once more."""
    seen: list[Change] = []
    with own_connection():
        while True:
            last_look = finished.is_set()
            cursor = seen[-1].seq if seen else 0
            seen += Change.objects.numbered().filter(seq__gt=cursor)[:100]
            if last_look and (not seen or seen[-1].seq == cursor):
                return seen


def test_each_change_is_seen_once_and_in_order() -> None:
    officials = OfficialFactory.create_batch(20, live_period=since(database_now()))
    keys = [official.pk for official in officials]
    first = Change.objects.numbered().count()
    finished = threading.Event()
    with ThreadPoolExecutor(WRITERS + READERS) as threads:
        readers = [threads.submit(read, finished) for _ in range(READERS)]
        writers = [threads.submit(write, keys, CHANGES // WRITERS, seed) for seed in range(WRITERS)]
        committed = [group for writer in writers for group in writer.result()]
        finished.set()
        accounts = [reader.result() for reader in readers]
    assert len(committed) == CHANGES
    for account in accounts:
        assert [change.seq for change in account] == list(range(1, first + CHANGES + 1))
        assert sorted(change.group for change in account[first:]) == sorted(committed)
        moments = [change.at for change in account if change.at]
        assert len(moments) == len(account)
        assert moments == sorted(moments)


def test_who_names_a_record_waits_for_who_changes_its_key_without_the_numbering_lock(
    colleagues: tuple[Colleague, Colleague],
) -> None:
    at = database_now()
    china = CountryFactory(name="China", live_period=since(at))
    topic = TopicFactory(live_period=since(at))
    martha, clare = colleagues

    def martha_saves_the_country() -> None:
        china.code = "CN"
        china.save()

    def clare_saves_a_topic_and_an_official() -> None:
        topic.description = "The strait and who crosses it."
        topic.save()
        OfficialFactory(country=china, live_period=since(at))

    martha.does(martha_saves_the_country)
    clares = clare.tries(clare_saves_a_topic_and_an_official)
    time.sleep(0.2)
    martha.commits().result(timeout=10)
    clares.result(timeout=10)
    clare.commits().result(timeout=10)
    assert Country.objects.get(pk=china.pk).code == "CN"
    assert china.officials.count() == 1


def test_who_puts_off_an_edition_in_its_last_moment_stops_nobody(
    colleagues: tuple[Colleague, Colleague],
) -> None:
    soon, later = (database_now() + timedelta(seconds=seconds) for seconds in (0.4, 60))
    edition = approved(EditionFactory(article=ArticleFactory()), since(soon))
    topic = TopicFactory(live_period=since(database_now()))
    martha, clare = colleagues

    def put_off() -> Edition:
        return approved(Edition.objects.get(pk=edition.pk), since(later))

    def describe() -> None:
        topic.description = "The strait and who crosses it."
        topic.save()

    martha.does(put_off)
    time.sleep(0.5)
    clare.does(describe)
    clare.commits().result(timeout=10)
    state = ledger.read_state()
    assert state.next_due_at == state.at
    martha.commits().result(timeout=10)
    number_changes()
    assert not Change.objects.numbered().filter(type="article").exists()
    [waiting] = Change.objects.filter(seq=None)
    assert waiting.due_at == later


def test_who_had_to_wait_sees_nothing_that_was_withdrawn_meanwhile(
    colleagues: tuple[Colleague, Colleague],
) -> None:
    """A reader's moment is not when the question came, if the answer knows of later changes."""
    topic = TopicFactory(live_period=since(database_now()))
    martha, clare = colleagues
    martha.does(sql("LOCK TABLE briefings_hiding IN ACCESS EXCLUSIVE MODE"))
    asked = clare.tries(ledger.read_state)
    time.sleep(0.2)

    topic.live_period = between(topic.live_period.lower, database_now())
    topic.retraction_reason = "wrong"
    topic.save()
    martha.commits().result(timeout=10)

    state = asked.result(timeout=10)
    assert Change.objects.numbered().get(seq=state.head).op == "withdrawn"
    assert not Topic.objects.live(state.at).exists()


def seconds_until(moment: datetime) -> float:
    """Return how long it is until `moment` by the database's clock, at least nothing."""
    return max(0.0, (moment - database_now()).total_seconds())


def test_an_edition_appears_at_its_minute_with_no_worker() -> None:
    at = database_now() + timedelta(seconds=1)
    article = approved(EditionFactory(), since(at)).article
    number_changes()
    assert not type(article).objects.live(database_now()).exists()
    assert not Change.objects.numbered().exists()

    time.sleep(seconds_until(at))
    number_changes()
    assert type(article).objects.live(database_now()).get() == article
    [told] = Change.objects.numbered()
    assert (told.public_id, told.op, told.due_at) == (article.public_id, "created", at)
    assert told.at is not None
    assert timedelta(0) <= told.at - at < timedelta(seconds=1)
