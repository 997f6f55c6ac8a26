"""A record that was retracted: its address says so, as its reason allows."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import between
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom

PAGE = "/officials/qin-gang/"


def retract(newsroom: Newsroom, reason: str) -> None:
    """Take the record of Qin Gang back."""
    newsroom.qin.live_period = between(newsroom.qin.live_period.lower, timezone.now())
    newsroom.qin.retraction_reason = reason
    newsroom.qin.retraction_note = "He asked for it."
    newsroom.qin.save()


@pytest.mark.parametrize("reason", ["wrong", "hoax", "duplicate", "superseded"])
def test_a_record_is_named_where_it_may_be(reason: str, newsroom: Newsroom, read: Read) -> None:
    retract(newsroom, reason)

    page = read(PAGE, status=410)

    assert words(page, "//h1").startswith("The record of Qin Gang was withdrawn on")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("reason", ["safety", "privacy", "legal"])
def test_a_record_is_not_named_where_it_may_not_be(
    reason: str, newsroom: Newsroom, client: Client
) -> None:
    retract(newsroom, reason)

    answer = client.get(PAGE)

    told = answer.content.decode()
    assert answer.status_code == 410
    assert "Qin" not in told
    assert "qin-gang" not in told
    assert "He asked" not in told


def test_no_other_page_names_it_any_more(newsroom: Newsroom, client: Client) -> None:
    retract(newsroom, "legal")

    for name, url in newsroom.pages.items():
        if name not in ("official", "article", "edition", "search"):  # its own words stay
            assert "Qin Gang" not in client.get(url).content.decode(), name
