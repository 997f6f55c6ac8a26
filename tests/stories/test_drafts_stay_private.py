"""No public address shows what is not public: every one is read, for a mark.

Drafts, editions in review, on hold and ahead of their time, withdrawn and retracted content,
embargoes and unpublished sources carry the mark. New addresses join by themselves.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client

from briefings.actions.publishing import publish_now
from briefings.documents import DOCUMENTS
from briefings.models import Article, Document
from tests.databases import analyse
from tests.ledger import Reader
from tests.standing import standing
from tests.stories.addresses import filled, links, patterns, questions
from tests.stories.desk import approved, next_draft, person
from tests.stories.planting import MARK, SUPERSEDED, TOLD, Plant, plant

MOST = 12_000


@standing
def planted() -> Plant:
    """Return what was planted, once the ledger has numbered it.

    How best to join a handful of rows would take the planner most of the time: they are joined as
    they are asked for.
    """
    planted = plant(person("Ana Petrović", "reporter"), person("Cleo Marsh", "publisher"))
    Reader().changes()
    analyse()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 1; SET LOCAL from_collapse_limit = 1")
    return planted


def addresses(planted: Plant) -> Iterator[tuple[str, bool]]:
    """Yield every address that the routes know, with every question that can be asked there.

    Beside each, whether it asks the API for what only private rows have. A page's list is the
    API's, from one FilterSet: there each parameter is asked once, and for all that is private.
    """
    for route, pattern in patterns():
        yield from ((address, False) for address in filled(route, planted))
        api, asked = route.startswith("/api/"), set()
        for question, private in questions(pattern, planted) if "<" not in route else ():
            name = question.partition("=")[0]
            if api or private or name not in asked:
                yield f"{route}?{question}", api and private
            asked.add(name)


def reading(
    client: Client, waiting: list[str], read_elsewhere: Iterable[str] = ()
) -> Iterator[tuple[str, Any]]:
    """Yield each address with its response, and then those that the responses lead to.

    Of those that ask the same of one page with other values, the first: boxes to tick multiply.
    """
    known = {shape(address) for address in (*waiting, *read_elsewhere)}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        yield address, response
        for new in sorted(set(links(text(response), address))):
            if shape(new) not in known:
                known.add(shape(new))
                waiting.append(new)
        assert len(known) < MOST, f"The pages lead on without end: {address}."


def shape(address: str) -> tuple[str, frozenset[str]]:
    """Return the path of an address and what it asks, without the values."""
    path, _, query = address.partition("?")
    return path, frozenset(parse_qs(query, keep_blank_values=True))


def text(response: Any) -> str:
    """Return everything that a response says, headers included, as a reader would see it."""
    body = b"".join(response) if response.streaming else response.content
    said = body.decode("utf-8", "replace")
    if said and "json" in response.headers.get("Content-Type", ""):
        said = json.dumps(json.loads(said), ensure_ascii=False)
    return "\n".join([said, *(f"{name}: {value}" for name, value in response.headers.items())])


def leaks(address: str, response: Any, planted: Plant) -> Iterator[str]:
    """Yield what is wrong with a response."""
    said = text(response)
    if MARK in said:
        yield f"{address} says {said[max(0, said.index(MARK) - 80) :][:160]!r}"
    if TOLD in said and response.status_code != 410:
        yield f"{address} names what was retracted"
    if SUPERSEDED in said and "/editions/1/" not in address and "/versions/" not in address:
        yield f"{address} shows the superseded edition"
    for secret in planted.never_public:
        if secret in said and secret not in address:
            yield f"{address} knows of {secret}"
    private = {*map(str, planted.private_ids), *set().union(*planted.private_slugs.values())}
    *_, last = [part for part in address.partition("?")[0].split("/") if part] or [""]
    if last in private and response.status_code not in (404, 410):
        yield f"{address} answers {response.status_code}"


def finds(address: str, answer: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with an answer that should be empty, down to its count."""
    if answer.get("results") or answer.get("count"):
        yield f"{address} finds {answer.get('count')}"


def stored() -> Iterator[tuple[str, str]]:
    """Yield each document that is stored, and its text."""
    for document in Document.objects.all():
        yield f"the document of {document}", document.body + document.item


def leaks_in_store(planted: Plant) -> Iterator[str]:
    """Yield what is wrong with documents that are stored, and with answers that are kept."""
    for where, said in stored():
        if MARK in said or TOLD in said:
            yield f"{where} says what is marked"
        for secret in planted.never_public:
            if secret in said:
                yield f"{where} knows of {secret}"
    for document in Document.objects.filter(public_id__in=planted.private_ids):
        yield f"the document of {document} is stored"
    answers: Any = caches["answers"]
    for kept in answers._cache.values():
        if MARK.encode() in kept:
            yield f"an answer is kept: {kept!r}"


@pytest.mark.usefixtures("answers_kept")
@pytest.mark.parametrize("face", ["pages", "API"])
def test_no_address_shows_or_finds_what_is_private(
    face: str, client: Client, planted: Plant
) -> None:
    """Each face is read by itself, with what only it leads to: in parallel that is faster."""
    known = dict(addresses(planted))
    waiting = [address for address in known if address.startswith("/api/") == (face == "API")]
    answered: set[str] = set()
    found: list[str] = []
    for address, response in reading(client, waiting, known):
        found += leaks(address, response, planted)
        if known.get(address):
            found += finds(address, response.json())
        if response.status_code == 200:
            answered.add(address.partition("?")[0])

    found += leaks_in_store(planted)
    assert not found, "\n".join(found)
    if face == "API":
        assert {*Document.objects.values_list("type", flat=True)} == {*DOCUMENTS}
        assert any(known.values())
        assert {"/api/v1/", "/api/v1/changes/", "/api/v1/schema/", "/api/v1/docs/"} <= answered
    else:
        pages = [row for row in planted.public.values() if hasattr(row, "get_absolute_url")]
        article = planted.public[Article].get_absolute_url()
        assert {"/", f"{article}editions/1/"} <= answered
        assert {row.get_absolute_url() for row in pages} <= answered


def test_what_a_reader_holds_already_is_confirmed_without_a_word(
    client: Client, planted: Plant
) -> None:
    """HEAD and 304 carry headers alone; neither says more than the page.

    Of the addresses of a route that are answered alike with no page, one is asked.
    """
    answered: set[tuple[str, int]] = set()
    for route, address in [(each, to) for each, _ in patterns() for to in filled(each, planted)]:
        response = client.get(address)
        answer = (route, response.status_code)
        if response.status_code != 200 and answer in answered:
            continue
        answered.add(answer)
        head = client.head(address)
        assert (head.status_code, head.content) == (response.status_code, b"")
        assert [*leaks(address, head, planted)] == []
        if etag := response.headers.get("ETag"):
            confirmed = client.get(address, headers={"If-None-Match": etag})
            assert (confirmed.status_code, confirmed.content) == (304, b"")
            assert [*leaks(address, confirmed, planted)] == []


def test_a_leak_is_seen(client: Client, planted: Plant) -> None:
    """The sweep is worth what it finds: words with the mark that are public are found."""
    ana, cleo = (User.objects.get(last_name=name) for name in ("Petrović", "Marsh"))
    article = planted.public[Article]
    edition = next_draft(article, ana, headline=f"{MARK} in Beijing")
    without = dict.fromkeys(range(1, edition.number), "without")
    publish_now(by=cleo, edition=approved(edition, cleo), choices=without)

    found = {
        address
        for address, response in reading(client, ["/", "/api/v1/"])
        if [*leaks(address, response, planted)]
    }

    assert {"/", "/articles/", article.get_absolute_url(), "/api/v1/articles/"} <= found
