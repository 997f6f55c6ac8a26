"""What is kept, or told to be unchanged, is what would be made anew, to the letter."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client, override_settings

from briefings.api.urls import RESOURCES
from briefings.models import Document, Image
from briefings.models.record_types import RECORD_TYPES
from tests.exploring import ASKED
from tests.ledger import database_now
from tests.lists.questions import candidates
from tests.lists.world import open_lists
from tests.stories.editing import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answers_kept")]

API = "/api/v1"
DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
# The ledger's head as an answer was made, which is no part of what is compared.
HEAD = re.compile(rb'"change_seq":\d+')
# What is edited at random: newsrooms, each with so many edits; in time too little of one is public.
NEWSROOMS, EDITS = (range(14, 18), 250) if ASKED else ([14], 50)
NEAR = 60  # addresses that are read for 50 edits, so that each is read often
ANSWERED = 4  # of them after each edit
QUESTIONS = 2  # for each parameter of a list


@pytest.mark.sampled
@pytest.mark.parametrize("seed", NEWSROOMS)
def test_5000_edits_and_reads_show_nothing_stale(
    seed: int, client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", 10**12)
    open_lists()
    reader, editor = Reader(client), Editor(seed)
    addresses: list[str] = []
    for turn in range(EDITS):
        if turn % 50 == 0:
            addresses = editor.random.sample([*every_address()], NEAR)
        editor.edit()
        also = pages_of_records() if ASKED else ()
        for address in (*editor.random.sample(addresses, ANSWERED), *also):
            assert reader.reads(address), (address, editor.did[-5:])
    assert reader.unchanged > reader.read / 10


class Reader:
    """A client that holds what it was sent, beside one for whom all is made anew."""

    def __init__(self, client: Client) -> None:
        """Hold nothing."""
        self.client = client
        self.held: dict[str, tuple[str, bytes]] = {}
        self.read = self.unchanged = 0

    def reads(self, address: str) -> bool:
        """Ask for an address, and return whether the answer is what it would be, made anew."""
        etag, held = self.held.pop(address, ("", b""))
        answer = self.client.get(address, headers={"If-None-Match": etag} if etag else {})
        kept = self.client.get(address)
        with nothing_made():
            anew = self.client.get(address)
        self.read += 1
        self.unchanged += answer.status_code == 304
        if anew.status_code != 200:
            return answer.status_code == kept.status_code == anew.status_code
        self.held[address] = (anew["ETag"], anew.content)
        body = held if answer.status_code == 304 else answer.content
        return told(body) == told(kept.content) == told(anew.content)


@contextmanager
def nothing_made() -> Iterator[None]:
    """Ask as if nothing was made before; what was stands afterwards."""
    caches_of_nothing = {**caches.settings, "answers": DUMMY, "parts": DUMMY}
    with transaction.atomic(), override_settings(CACHES=caches_of_nothing):
        Document.objects.all().delete()
        yield
        transaction.set_rollback(True)


def told(body: bytes) -> bytes:
    """Return an answer without the ledger's head as it was made."""
    return HEAD.sub(b"", body)


def every_address() -> Iterator[str]:
    """Yield every address of a page or an answer of the API, and questions that a list may take."""
    yield from (
        "/",
        "/search/?q=qin",
        "/visited/",
        f"{API}/",
        f"{API}/search/?q=qin",
        f"{API}/visited/",
    )
    at = database_now()
    yield from pages_of_records()
    for kind in RECORD_TYPES.values():
        if kind.has_page:
            yield f"/{kind.plural}/"
            yield from asked(kind.plural, f"/{kind.plural}/")
    for name, view in RESOURCES.items():
        resource: Any = view
        yield f"{API}/{name}/"
        rows = resource.queryset.live(at)
        yield from (f"{API}/{name}/{row.public_id}/" for row in rows)
        yield from asked(name, f"{API}/{name}/")
        names = [facet.name for facet in resource.filterset_class.facets]
        yield f"{API}/{name}/?facets={','.join(names)}"
    yield from (f"/images/{image.public_id}/" for image in Image.objects.live(at))


def pages_of_records() -> Iterator[str]:
    """Yield the address of the page of every record."""
    at = database_now()
    for kind in RECORD_TYPES.values():
        if kind.has_page:
            records: Any = kind.model._default_manager
            yield from (row.get_absolute_url() for row in records.live(at))


def asked(resource: str, address: str) -> Iterator[str]:
    """Yield some questions for each parameter of a list."""
    chance = Random(resource)
    for name, filter_ in RESOURCES[resource].filterset_class.base_filters.items():
        if name not in ("cursor", "ordering", "date_match"):
            found = [*islice(candidates(resource, name, filter_), 12)]
            for value in chance.sample(found, min(QUESTIONS, len(found))):
                yield f"{address}?{urlencode({name: value})}"
