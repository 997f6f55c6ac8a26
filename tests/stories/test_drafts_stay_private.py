"""No public address shows what is not public: every one is read, for a mark.

Drafts, editions in review, on hold and ahead of their time, withdrawn and retracted content,
embargoes and unpublished sources carry the mark. New addresses join by themselves.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from briefings.actions.publishing import publish_now
from briefings.models import Article
from tests.ledger import Reader
from tests.stories.addresses import filled, links, patterns, questions
from tests.stories.desk import approved, next_draft
from tests.stories.planting import MARK, SUPERSEDED, TOLD, Plant, plant

MOST = 6000


@pytest.fixture
def planted(ana: User, cleo: User) -> Plant:
    """Return what was planted, told to the ledger."""
    planted = plant(ana, cleo)
    Reader().changes()
    return planted


def reading(client: Client, planted: Plant) -> Iterator[tuple[str, Any]]:
    """Yield every public address with its response: those that the routes and the pages know."""
    waiting = [address for route, _ in patterns() for address in filled(route, planted)]
    waiting += [
        f"{route}?{question}"
        for route, pattern in patterns()
        if "<" not in route
        for question, _ in questions(pattern, planted)
    ]
    known = set(waiting)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        yield address, response
        new = set(links(text(response), address)) - known
        known |= new
        waiting += sorted(new)
        assert len(known) < MOST, f"The pages lead on without end: {sorted(new)[:3]}."


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


def test_no_address_shows_what_is_private(client: Client, planted: Plant) -> None:
    found = [
        leak
        for address, response in reading(client, planted)
        for leak in leaks(address, response, planted)
    ]

    assert not found, "\n".join(found)


def test_what_a_reader_holds_already_is_confirmed_without_a_word(
    client: Client, planted: Plant
) -> None:
    """HEAD and 304 carry headers alone; neither says more than the page."""
    addresses = [a for route, _ in patterns() for a in filled(route, planted)]
    for address in addresses:
        response = client.get(address)
        head = client.head(address)
        assert (head.status_code, head.content) == (response.status_code, b"")
        assert [*leaks(address, head, planted)] == []
        if etag := response.headers.get("ETag"):
            confirmed = client.get(address, headers={"If-None-Match": etag})
            assert (confirmed.status_code, confirmed.content) == (304, b"")
            assert [*leaks(address, confirmed, planted)] == []


def test_no_question_finds_what_is_private(client: Client, planted: Plant) -> None:
    """Not even by a count: asked for by what only private rows have, a list is empty."""
    for route, pattern in patterns():
        for question, private in questions(pattern, planted):
            if private and route.startswith("/api/"):
                answer = client.get(f"{route}?{question}").json()
                assert answer.get("results", []) == [], f"{route}?{question}"
                assert answer.get("count", 0) == 0, f"{route}?{question}"


def test_the_sweep_reads_what_there_is(client: Client, planted: Plant) -> None:
    answered = {
        address.partition("?")[0]
        for address, response in reading(client, planted)
        if response.status_code == 200
    }

    for record in planted.public.values():
        if hasattr(record, "get_absolute_url"):
            assert record.get_absolute_url() in answered
    assert {"/", "/api/v1/", "/api/v1/changes/", "/api/v1/schema/", "/api/v1/docs/"} <= answered
    assert f"{planted.public[Article].get_absolute_url()}editions/1/" in answered


def test_a_leak_is_seen(client: Client, planted: Plant, ana: User, cleo: User) -> None:
    """The sweep is worth what it finds: words with the mark that are public are found."""
    article = planted.public[Article]
    edition = next_draft(article, ana, headline=f"{MARK} in Beijing")
    publish_now(by=cleo, edition=approved(edition, cleo))

    found = {
        address
        for address, response in reading(client, planted)
        if [*leaks(address, response, planted)]
    }

    assert {"/", "/articles/", article.get_absolute_url(), "/api/v1/articles/"} <= found
