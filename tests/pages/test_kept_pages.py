"""A page that was made stands for the next reader, for one query, and never a moment too long."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.freshness import Freshness, KeptAnswers
from briefings.ledger import LedgerState
from briefings.models import Edition
from tests.factories import approved, row_of, since
from tests.pages.newsroom import PAGES, Newsroom
from tests.pages.test_articles import withdrawn

NEVER = 10**12  # seconds, in which five minutes of the clock do not end between two requests


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> KeptAnswers:
    """Keep pages, as in earnest; other tests do without."""
    kept = KeptAnswers(10_000_000)
    monkeypatch.setattr("briefings.pages.base.KEPT", kept)
    return kept


def cost(client: Client, url: str) -> tuple[Any, int]:
    """Return a page and how many queries it cost."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return answer, len(queries)


@pytest.mark.parametrize("name", PAGES)
def test_the_next_reader_is_shown_the_same_page_for_one_query(
    name: str, newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", NEVER)
    ledger.read_state()
    first, _ = cost(client, newsroom.pages[name])
    second, queries = cost(client, newsroom.pages[name])

    assert queries == 1
    assert second.status_code == 200
    assert second.content == first.content
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Content-Type"] == first.headers["Content-Type"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_change_of_anything_makes_a_page_anew(
    newsroom: Newsroom, client: Client, at_commit: Callable[[], None]
) -> None:
    url = newsroom.qin.get_absolute_url()
    client.get(url)
    newsroom.qin.full_name = "Qin Gang of Tianjin"
    newsroom.qin.save()
    at_commit()

    assert b"Qin Gang of Tianjin" in client.get(url).content


def test_what_is_withdrawn_is_gone_at_once(newsroom: Newsroom, client: Client) -> None:
    url = newsroom.article.get_absolute_url()
    assert client.get(url).status_code == 200
    withdrawn(newsroom, "legal")
    connection.check_constraints()

    assert client.get(url).status_code == 410


def test_what_is_not_there_is_not_kept(newsroom: Newsroom, client: Client) -> None:
    client.get("/officials/nobody/")

    assert cost(client, "/officials/nobody/")[1] > 1


def test_another_question_is_another_page(newsroom: Newsroom, client: Client) -> None:
    client.get("/articles/")
    answer, queries = cost(client, "/articles/?section=analysis")

    assert queries > 1
    assert answer.content != client.get("/articles/").content


def freshness(*, head: int = 7, minutes: int = 0, due_in: timedelta | None = None) -> Freshness:
    """Return the freshness of the home page, some minutes after noon."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    at = noon + timedelta(minutes=minutes)
    due = None if due_in is None else at + due_in
    return Freshness.of(RequestFactory().get("/"), LedgerState(at, head, noon, due))


def test_an_answer_is_kept_while_the_ledger_stands_and_for_five_minutes(kept: KeptAnswers) -> None:
    kept.keep(freshness(), HttpResponse(b"as it was"))

    assert kept.find(freshness(minutes=4)) is not None
    assert kept.find(freshness(minutes=5)) is None
    assert kept.find(freshness(head=8)) is None
    assert kept.find(freshness(), "text/csv") is None


def test_while_a_change_is_put_off_nothing_is_kept_or_found(kept: KeptAnswers) -> None:
    waiting = freshness(due_in=timedelta(0))
    kept.keep(waiting, HttpResponse(b"as it was"))
    assert kept.find(freshness()) is None

    kept.keep(freshness(), HttpResponse(b"as it was"))
    assert kept.find(waiting) is None


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"", status=301),
        HttpResponse(b"", status=404),
        StreamingHttpResponse([b"a row"]),
    ],
)
def test_only_a_whole_answer_is_kept(answer: HttpResponse, kept: KeptAnswers) -> None:
    kept.keep(freshness(), answer)

    assert kept.find(freshness()) is None


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = KeptAnswers(3_200)
    for head in range(1, 33):
        kept.keep(freshness(head=head), HttpResponse(b"x" * 100))
    kept.find(freshness(head=1))
    kept.keep(freshness(head=33), HttpResponse(b"x" * 100))
    kept.keep(freshness(head=34), HttpResponse(b"x" * 101))

    lost = [head for head in range(1, 35) if not kept.find(freshness(head=head))]

    assert lost == [2, 34]


def test_a_scheduled_piece_is_there_when_its_hour_comes(
    newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.read_state()
    edition = row_of(Edition, headline="Soon at the summit")
    approved(edition, since(timezone.now() + timedelta(hours=1)))
    before = client.get("/articles/").content
    now = ledger.read_state()
    later = now.at + timedelta(hours=2)
    monkeypatch.setattr(
        "briefings.ledger.read_state", lambda: LedgerState(later, now.head + 1, later, None)
    )

    assert b"Soon at the summit" not in before
    assert b"Soon at the summit" in client.get("/articles/").content
