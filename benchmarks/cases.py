"""The cases of the benchmark: each is an address and how it is requested.

To add one: a line in `CASES`, and its limits in `limits.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from benchmarks.loading.articles import COMMON, RARE, USUAL
from briefings import ledger
from briefings.filters.articles import ArticleFilterSet
from briefings.models import Article, Detainee, Meeting, Official, Record
from briefings.models.base import PublishedQuerySet
from briefings.paging import Cursor

API = "/api/v1"
ROWS = "page_size=20"
AS_OF = "2019-06-18"
DEEP = 0.9  # the share of the list that is before a deep page
DUMMY = "django.core.cache.backends.dummy.DummyCache"
NOTHING_KEPT = {**settings.CACHES, "answers": {"BACKEND": DUMMY}}
WARM = 3  # requests before the one whose queries are counted


class Newsroom:
    """The records in the cases: from the middle of their lists, and the most linked one."""

    def __init__(self) -> None:
        """Take the present moment."""
        self.at = ledger.read_state().at

    @cached_property
    def article(self) -> Article:
        """The article in the middle of the list."""
        articles = Article.objects.live(self.at)
        return articles.newest_first()[articles.count() // 2]

    @property
    def official(self) -> Official:
        """A typical official."""
        return _middle(Official.objects.live(self.at))

    @property
    def busiest(self) -> Official:
        """The official named by the most articles."""
        return Official.objects.live(self.at).order_by("pk")[0]

    @property
    def meeting(self) -> Meeting:
        """A typical meeting."""
        return _middle(Meeting.objects.live(self.at))

    @property
    def detainee(self) -> Detainee:
        """A typical detainee."""
        return _middle(Detainee.objects.live(self.at))

    @cached_property
    def deep(self) -> str:
        """The query string of the page with nine tenths of the articles before it."""
        articles = Article.objects.live(self.at).newest_first()
        before = articles[int(articles.count() * DEEP)]
        key = before.published_at
        assert key is not None
        listing = ArticleFilterSet(QueryDict(""), at=self.at)
        cursor = Cursor(listing.name, timezone.localdate(self.at), key.isoformat(), before.pk)
        return urlencode({"cursor": cursor.token()})


R = TypeVar("R", Official, Meeting, Detainee)


def _middle(records: PublishedQuerySet[R]) -> R:
    return records.order_by("pk")[records.count() // 2]


def _page(record: Any) -> str:
    return str(record.get_absolute_url())


def _api(record: Record, plural: str) -> str:
    return f"{API}/{plural}/{record.public_id}/"


@dataclass(frozen=True)
class Case:
    """One request.

    `held`: with the ETag of an answer that the client has, so the answer is 304. `kept`: to a
    server that keeps its answers; all others go to one that does not.
    """

    name: str
    path: Callable[[Newsroom], str]
    held: bool = False
    kept: bool = False


CASES = [
    Case("article page", lambda room: _page(room.article)),
    Case("article page, kept", lambda room: _page(room.article), kept=True),
    Case("article page, held", lambda room: _page(room.article), held=True),
    Case("official page", lambda room: _page(room.official)),
    Case("official page, busiest", lambda room: _page(room.busiest)),
    Case("meeting page", lambda room: _page(room.meeting)),
    Case("detainee page", lambda room: _page(room.detainee)),
    Case("home", lambda _: "/"),
    Case("list, first page", lambda _: "/articles/"),
    Case("list, deep", lambda room: f"/articles/?{room.deep}"),
    Case("search, rare word", lambda _: f"/search/?q={RARE[0]}"),
    Case("search, common word", lambda _: f"/search/?q={COMMON[0]}"),
    Case("search, word of most", lambda _: f"/search/?q={USUAL[0]}"),
    Case("list by a rare word", lambda _: f"/articles/?q={RARE[0]}"),
    Case("list by a common word", lambda _: f"/articles/?q={COMMON[0]}"),
    Case("list by a word of most", lambda _: f"/articles/?q={USUAL[0]}"),
    Case("detainees held on a day", lambda _: f"/detainees/?status=held&as_of={AS_OF}"),
    Case("meetings held by a day", lambda _: f"/meetings/?status=held&as_of={AS_OF}"),
    Case("officials of a day", lambda _: f"/officials/?as_of={AS_OF}"),
    Case("API list", lambda _: f"{API}/articles/?{ROWS}"),
    Case("API list, kept", lambda _: f"{API}/articles/?{ROWS}", kept=True),
    Case("API list, held", lambda _: f"{API}/articles/?{ROWS}", held=True),
    Case("API list, deep", lambda room: f"{API}/articles/?{ROWS}&{room.deep}"),
    Case("API detail", lambda room: _api(room.article, "articles")),
    Case("API by official", lambda room: f"{API}/articles/?{ROWS}&official={room.official.slug}"),
    Case(
        "API by busiest official",
        lambda room: f"{API}/articles/?{ROWS}&official={room.busiest.slug}",
    ),
    Case("API search, word of most", lambda _: f"{API}/search/?{ROWS}&q={USUAL[0]}"),
    Case("API list by a word of most", lambda _: f"{API}/articles/?{ROWS}&q={USUAL[0]}"),
]


def asked(words: str) -> list[dict[str, Any]]:
    """Return the cases with the words in their names: address and number of queries."""
    room = Newsroom()
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    found = []
    for case in CASES:
        if words in case.name:
            with nullcontext() if case.kept else override_settings(CACHES=NOTHING_KEPT):
                found.append(_asked(case, case.path(room), client))
    return found


def _asked(case: Case, path: str, client: Client) -> dict[str, Any]:
    headers = {"if-none-match": client.get(path).headers["ETag"]} if case.held else {}
    for _ in range(WARM):
        response = client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers=headers)
    expected = 304 if case.held else 200
    if response.status_code != expected:
        raise SystemExit(f"{case.name}: {path} answers {response.status_code}, not {expected}.")
    return {
        "name": case.name,
        "path": path,
        "held": case.held,
        "kept": case.kept,
        "queries": len(queries),
    }
