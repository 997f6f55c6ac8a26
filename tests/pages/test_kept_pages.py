"""A page that was made stands for the next reader, for one query, and never a moment too long."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.freshness import Freshness, remembered
from briefings.ledger import LedgerState
from briefings.models import Edition
from tests.factories import approved, row_of, since
from tests.pages.newsroom import PAGES, Newsroom
from tests.pages.test_articles import withdrawn

NEVER = 10**12  # seconds, in which five minutes of the clock do not end between two requests


pytestmark = pytest.mark.usefixtures("answers_kept")


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


def freshness(
    *, head: int = 7, minutes: int = 0, due_in: timedelta | None = None, moving: bool = True
) -> Freshness:
    """Return the freshness of the home page, some minutes after noon."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    at = noon + timedelta(minutes=minutes)
    due = None if due_in is None else at + due_in
    return Freshness.of(RequestFactory().get("/"), LedgerState(at, head, noon, due), moving=moving)


def test_an_answer_is_kept_while_the_ledger_stands_and_for_five_minutes() -> None:
    freshness().keep(HttpResponse(b"as it was"))

    assert freshness(minutes=4).kept() is not None
    assert freshness(minutes=5).kept() is None
    assert freshness(head=8).kept() is None
    assert freshness().kept("text/csv; charset=utf-8") is None


def test_what_no_clock_moves_is_kept_for_the_day() -> None:
    freshness(moving=False).keep(HttpResponse(b"as it was"))

    assert freshness(moving=False, minutes=11 * 60).kept() is not None
    assert freshness(moving=False, minutes=12 * 60).kept() is None


def test_while_a_change_is_put_off_nothing_is_kept_or_found() -> None:
    waiting = freshness(due_in=timedelta(0))
    waiting.keep(HttpResponse(b"as it was"))
    assert freshness().kept() is None

    freshness().keep(HttpResponse(b"as it was"))
    assert waiting.kept() is None


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"", status=301),
        HttpResponse(b"", status=404),
        HttpResponse(b"x" * (settings.LARGEST_KEPT_BYTES + 1)),
        StreamingHttpResponse([b"a row"]),
    ],
)
def test_only_a_whole_answer_of_a_usual_size_is_kept(answer: HttpResponse) -> None:
    freshness().keep(answer)

    assert freshness().kept() is None


def test_what_a_form_offers_is_read_once_while_the_ledger_stands() -> None:
    now = timezone.now()
    countries = iter(["China", "China and Japan"])

    def offered(head: int, due: datetime | None = None) -> str:
        return remembered(LedgerState(now, head, now, due), "countries", lambda: next(countries))

    assert [offered(7), offered(7), offered(8), offered(8)] == [
        *["China"] * 2,
        *["China and Japan"] * 2,
    ]
    with pytest.raises(StopIteration):
        offered(8, due=now)


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
        "briefings.ledger.read_state", lambda _: LedgerState(later, now.head + 1, later, None)
    )

    assert b"Soon at the summit" not in before
    assert b"Soon at the summit" in client.get("/articles/").content
