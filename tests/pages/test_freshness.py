"""Pages are asked for again at the cost of one query, and never shown when they are old."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.models import Edition
from tests.factories import approved, row_of, since
from tests.pages.newsroom import PAGES, Newsroom


@pytest.mark.parametrize("name", PAGES)
def test_who_holds_a_page_is_told_so_in_one_query(
    name: str, newsroom: Newsroom, client: Client
) -> None:
    url = newsroom.pages[name]
    etag = client.get(url).headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, headers={"If-None-Match": etag})

    assert answer.status_code == 304
    assert not answer.content
    assert len(queries) == 1


def test_a_change_makes_every_page_new(newsroom: Newsroom, client: Client) -> None:
    etag = client.get("/").headers["ETag"]
    newsroom.qin.biography = "He was born in Tianjin."
    newsroom.qin.save()
    connection.check_constraints()

    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_a_scheduled_piece_ends_what_caches_keep(newsroom: Newsroom, client: Client) -> None:
    ledger.read_state()
    edition = row_of(Edition, headline="Soon")
    approved(edition, since(timezone.now() + timedelta(seconds=20)))

    age = client.get("/").headers["Cache-Control"].split("max-age=")[1].split(",")[0]

    assert 0 <= int(age) <= 20


def test_what_is_missing_is_kept_for_a_short_while(newsroom: Newsroom, client: Client) -> None:
    answer = client.get("/officials/nobody/")

    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert "ETag" not in answer.headers
