"""A day at the paper: reads of many addresses among edits of many kinds, and how much was kept.

A read is kept where the reader, who holds what the address gave last, is told that it is the same.
It could have been where the answer, made anew, is the same: each is made anew and compared, so that
one that was kept and differs is found as well. All of it is rolled back.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from random import Random
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import override_settings

from briefings import ledger
from briefings.actions.acting import acting
from briefings.actions.editions import approve, create_article, start_edition, submit
from briefings.actions.publishing import publish_now
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.actions.roles import establish_roles
from briefings.actions.statuses import update_status
from briefings.api.urls import RESOURCES
from briefings.models import (
    Article,
    Country,
    Detainee,
    Edition,
    Meeting,
    Office,
    Official,
    PartialDate,
    Source,
    Tenure,
    Topic,
)
from briefings.models.record_types import RECORD_TYPES

BETWEEN = 50  # reads between two edits
EACH = 300  # rows of a type that are read, beside the lists: all of a small newsroom's
LEAST_KEPT = 0.5  # of what could be: 0.85 is the target
DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
HEAD = re.compile(rb'"change_seq":\d+')  # the ledger's head when an answer was made
API = "/api/v1"


@dataclass
class Day:
    """How many reads there were, could have been kept and were, by sort of address."""

    reads: Counter[str] = field(default_factory=Counter)
    possible: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    stale: list[str] = field(default_factory=list)
    edits: Counter[str] = field(default_factory=Counter)

    def table(self) -> str:
        """Return the shares that were kept of what could be, in all and by sort of address."""
        lines = [f"{'A day at the paper':<28}{'reads':>8}{'possible':>10}{'kept':>7}{'of it':>8}"]
        for sort, reads in [("all", self.reads.total()), *self.reads.most_common()]:
            could, was = (
                counted.total() if sort == "all" else counted[sort]
                for counted in (self.possible, self.kept)
            )
            shares = f"{could / reads:>10.2f}{was / reads:>7.2f}{was / could if could else 1:>8.2f}"
            lines.append(f"{sort:<28}{reads:>8,}{shares}")
        edits = ", ".join(f"{name} {number}" for name, number in self.edits.most_common())
        return "\n".join([*lines, f"{len(self.stale)} stale. Edits: {edits}.", *self.stale[:9], ""])

    @property
    def share(self) -> float:
        """What was kept of what could be."""
        return self.kept.total() / max(1, self.possible.total())


def spend(reads: int, seed: int = 14) -> Day:
    """Return what a day of so many reads kept; one client asks with the validators of all."""
    chance = Random(seed)
    keeping = settings.CACHES["answers"] | {"LOCATION": f"a day {uuid4()}"}
    kept = {**settings.CACHES, "answers": keeping | {"OPTIONS": {"MAX_ENTRIES": 100_000}}}
    with override_settings(CACHES=kept), transaction.atomic():
        day = _spend(reads, chance)
        transaction.set_rollback(True)
    return day


def _spend(reads: int, chance: Random) -> Day:
    day, desk = Day(), Desk(chance)
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    asked = [*addresses()]
    chance.shuffle(asked)
    weights = [*accumulate(1 / place for place in range(1, len(asked) + 1))]
    last: dict[str, tuple[str, bytes]] = {}
    for turn in range(1, reads + 1):
        sort, address = asked[bisect(weights, chance.random() * weights[-1])]
        etag, before = last.get(address, ("", b""))
        answer = client.get(address, headers={"if-none-match": etag} if etag else {})
        with override_settings(CACHES={**settings.CACHES, "answers": DUMMY, "parts": DUMMY}):
            anew = client.get(address)
        if anew.status_code == 200:
            told = HEAD.sub(b"", anew.content)
            day.reads[sort] += 1
            day.possible[sort] += told == before
            day.kept[sort] += answer.status_code == 304
            if told != (before if answer.status_code == 304 else HEAD.sub(b"", answer.content)):
                day.stale.append(address)
            last[address] = anew.headers["ETag"], told
        if turn % BETWEEN == 0:
            day.edits[desk.edits()] += 1
    return day


def addresses() -> Iterator[tuple[str, str]]:
    """Yield every address of a small newsroom, each with its sort."""
    at = ledger.read_state().at
    yield from (("home", "/"), ("search", "/search/?q=talks"), ("search", "/search/?q=minister"))
    for kind in RECORD_TYPES.values():
        records: Any = kind.model._default_manager
        if kind.has_page:
            yield "lists", f"/{kind.plural}/"
            for record in records.live(at).order_by("pk")[:EACH]:
                yield f"page of {kind.name}", record.get_absolute_url()
    for official in Official.objects.live(at).order_by("pk")[:30]:
        yield "lists, asked", f"/articles/?official={official.slug}"
        yield "API lists, asked", f"{API}/meetings/?participant={official.slug}"
    for country in Country.objects.live(at).order_by("pk")[:30]:
        yield "lists, asked", f"/officials/?country={country.slug}"
        yield "API lists, asked", f"{API}/tenures/?country={country.slug}"
    for name, view in RESOURCES.items():
        resource: Any = view
        yield "API lists", f"{API}/{name}/"
        for row in resource.queryset.live(at).order_by("pk")[:EACH]:
            yield "API details", f"{API}/{name}/{row.public_id}/"


class Desk:
    """The newsroom's desk, which edits what it has at random."""

    def __init__(self, chance: Random) -> None:
        """Sit down a writer and a publisher."""
        self.chance, self.turn = chance, 0
        establish_roles()
        self.writer, self.publisher = User.objects.order_by("pk")[:2]
        for user in (self.writer, self.publisher):
            user.groups.add(Group.objects.get(name="publisher"))

    def edits(self) -> str:
        """Do one of the things that are done in a day, and commit it; return what it was.

        What is refused is not done: an edition that waits, an office that is held.
        """
        done: Sequence[tuple[int, Callable[[], object]]] = (
            (30, self.publish_edition),
            (15, self.publish_article),
            (10, self.update_status),
            (10, self.describe_official),
            (5, self.move_meeting),
            (5, self.begin_tenure),
            (5, self.retract_tenure),
            (5, self.describe_detainee),
            (5, self.describe_topic),
            (5, self.title_source),
            (3, self.rename_official),
            (2, self.rename_office),
        )
        while True:
            self.turn += 1
            [(_, act)] = self.chance.choices(done, [weight for weight, _ in done])
            with suppress(Refused, DatabaseError), transaction.atomic():
                act()
                connection.check_constraints()
                return act.__name__.replace("_", " ")

    def publish_edition(self) -> None:
        """Publish the next edition of an article, with another headline."""
        live = Article.objects.live(ledger.read_state().at)
        edition = start_edition(by=self.writer, article=self.one_of(live))
        edition.headline = f"{edition.headline.split(' (')[0]} ({self.turn})"
        edition.save()
        self.approved(edition)

    def publish_article(self) -> None:
        """Publish a new article."""
        words = {"headline": f"Talks, day {self.turn}", "body": "<p>They met again.</p>"}
        self.approved(create_article(by=self.writer, slug=f"talks-{self.turn}", **words))

    def approved(self, edition: Edition) -> None:
        """Have an edition approved by the other, and publish it."""
        submit(by=self.writer, edition=edition)
        publish_now(by=self.publisher, edition=approve(by=self.publisher, edition=edition))

    def update_status(self) -> None:
        """Say what became of a meeting."""
        on = PartialDate.of(date(2026, 11, 1))
        update_status(
            by=self.writer,
            of=self.one_of(Meeting.objects.live(ledger.read_state().at)),
            status="held",
            on=on,
        )

    def describe_official(self) -> None:
        """Edit a biography."""
        self.edit(Official, biography=f"Edited for the {self.turn}th time.")

    def rename_official(self) -> None:
        """Rename an official."""
        self.edit(Official, full_name=f"Ana Abara-{self.turn}")

    def rename_office(self) -> None:
        """Rename an office."""
        self.edit(Office, title=f"Office of {self.turn}")

    def move_meeting(self) -> None:
        """Move a meeting to another day."""
        self.edit(Meeting, on=PartialDate.of(date(2019, 1 + self.turn % 12, 5)))

    def begin_tenure(self) -> None:
        """Enter that an official holds an office."""
        who, what = self.one_of(Official.objects.all()), self.one_of(Office.objects.all())
        row = Tenure(official=who, office=what, started=PartialDate.parse("2026-11"))
        with acting(by=self.writer, action="add"):
            row.save()
        publish(by=self.publisher, row=row)

    def retract_tenure(self) -> None:
        """Retract a tenure."""
        live = Tenure.objects.live(ledger.read_state().at)
        retract(by=self.publisher, row=self.one_of(live), reason="wrong")

    def describe_detainee(self) -> None:
        """Edit what is told of a detainee."""
        self.edit(Detainee, description=f"A teacher, {self.turn}")

    def describe_topic(self) -> None:
        """Edit what is told of a topic."""
        self.edit(Topic, description=f"What is at stake, {self.turn}.")

    def title_source(self) -> None:
        """Edit the title of a source."""
        self.edit(Source, title=f"Dispatch, corrected {self.turn}")

    def edit(self, model: Any, **values: Any) -> None:
        """Save a live row with other values."""
        row = self.one_of(model.objects.live(ledger.read_state().at))
        with acting(by=self.writer, action="edit"):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()

    def one_of(self, rows: Any) -> Any:
        """Return one of the rows."""
        return self.chance.choice([*rows.order_by("pk")[: 2 * EACH]])
