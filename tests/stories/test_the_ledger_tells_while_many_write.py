"""Many rename, merge and take back at once, while each commit tells who embeds what it changed.

Nobody waits in a circle, no number is missing, and nothing is told of what is not public.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import pytest
from django.contrib.auth.models import User
from django.db import connection

from briefings.actions.acting import acting
from briefings.actions.merging import merge, undo
from briefings.actions.records import change_slug, reinstate, retract
from briefings.actions.refusals import Refused
from briefings.models import (
    Change,
    Country,
    Meeting,
    Merge,
    Office,
    Official,
    Participant,
    Statement,
    Tenure,
)
from tests.factories import row_of, since
from tests.ledger import database_now, number_changes
from tests.stories.desk import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.server]

WRITERS, DEEDS, OFFICIALS = 8, 40, 12


@pytest.fixture
def cleo(transactional_db: None) -> User:
    """Return a publisher."""
    return person("Cleo Marsh", "publisher")


@pytest.fixture
def officials(cleo: User) -> list[int]:
    """Return officials of one country and office, each at a meeting and with words of theirs."""
    live = {"live_period": since(database_now())}
    country = row_of(Country, name="China", slug="china", **live)
    office = row_of(Office, title="Foreign minister", country=country, **live)
    keys = []
    for number in range(OFFICIALS):
        named = {"full_name": f"Minister {number}", "slug": f"minister-{number}"}
        official = row_of(Official, country=country, **named, **live)
        row_of(Tenure, official=official, office=office, started=str(1990 + number), **live)
        row_of(Participant, official=official, meeting=row_of(Meeting, **live), **live)
        row_of(Statement, official=official, **live)
        keys.append(official.pk)
    return keys


def do_something(chance: random.Random, officials: list[int], by: User) -> None:
    """Do one of what the desk does to records; raises `Refused` where that cannot be."""
    official = Official.objects.get(pk=chance.choice(officials))
    name = f"Minister {chance.random()}"
    match chance.choice(["name", "slug", "office", "country", "retract", "merge", "undo"]):
        case "name":
            with acting(by=by, action="edit"):
                Official.objects.filter(pk=official.pk).update(full_name=name)
        case "slug":
            change_slug(by=by, record=official, slug=f"minister-{chance.getrandbits(64)}")
        case "office":
            with acting(by=by, action="edit"):
                Office.objects.update(title=name)
        case "country":
            with acting(by=by, action="edit"):
                Country.objects.update(name=name)
        case "retract" if official.retraction_reason:
            reinstate(by=by, row=official)
        case "retract":
            retract(by=by, row=official, reason="wrong")
        case "merge":
            other = Official.objects.get(pk=chance.choice(officials))
            merge(by=by, survivor=official, merged=other, reason="They are one.")
        case "undo" if done := Merge.objects.in_force().last():
            undo(by=by, merge=done)


def write(seed: int, officials: list[int], by: User) -> int:
    """Do many things; return how many were not refused."""
    chance, done = random.Random(seed), 0
    try:
        for _ in range(DEEDS):
            try:
                do_something(chance, officials, by)
            except Refused:
                continue
            done += 1
    finally:
        connection.close()
    return done


def test_nobody_waits_in_a_circle_and_no_number_is_missing(
    cleo: User, officials: list[int]
) -> None:
    with ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(write, seed, officials, cleo) for seed in range(WRITERS)]
        assert sum(writer.result() for writer in writers) > WRITERS * DEEDS / 4
    number_changes()

    changes = list(Change.objects.numbered())

    assert [change.seq for change in changes] == [*range(1, len(changes) + 1)]
    assert any(change.embedded_only for change in changes)
    in_order = sorted(changes, key=lambda change: (str(change.public_id), change.seq or 0))
    for _, of_one in groupby(in_order, key=lambda change: change.public_id):
        first, *others = [change.op for change in of_one]
        assert first == "created"
        for before, after in zip([first, *others], others, strict=False):
            assert (after == "restored") == (before in ("withdrawn", "merged")), (before, after)
