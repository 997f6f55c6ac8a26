"""A page costs as many queries as its budget says, however many rows it holds."""

import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.models import (
    Article,
    Citation,
    Country,
    Detainee,
    Nationality,
    Office,
    Official,
    Source,
)
from tests.databases import analyse
from tests.factories import approved, between, row_of, since
from tests.pages.detained import case, detention, event, exchange, journey, met, said
from tests.pages.engagements import fill_rooms
from tests.pages.newsroom import RECORDED, WITH_PAGES, Newsroom, held, official, wording
from tests.pages.test_articles import withdrawn

BUDGETS = tomllib.loads(
    (Path(__file__).parents[1] / "repository" / "query_budgets.toml").read_text(encoding="utf-8")
)


def fill(newsroom: Newsroom, rows: int) -> None:
    """Bring every page to so many rows, each with the relations that it shows."""
    live = {"live_period": since(RECORDED)}
    now = timezone.now()
    third = wording(
        newsroom.article,
        "Blinken leaves Beijing",
        newsroom.qin,
        newsroom.china,
        newsroom.taiwan,
        newsroom.source,
    )
    fill_rooms(newsroom.others, rows, newsroom, live)
    for number in range(rows):
        for model in {*WITH_PAGES} - {Article, Office, Official}:
            row_of(model, **live)
        ministry = row_of(Office, kind=Office.Kind.FOREIGN_MINISTER, country=newsroom.china, **live)
        person = official(f"Li Wei {number}", "李伟", newsroom.china)
        held(person, ministry, "2013", None, newsroom.source)
        held(person, newsroom.ministry, "1950", "1951", newsroom.source)
        held(newsroom.qin, ministry, "1990", "1991", newsroom.source)
        article = row_of(type(newsroom.article))
        edition = wording(
            article, f"Visit {number}", person, newsroom.china, newsroom.taiwan, newsroom.source
        )
        edition.mentions.create(article=article, identity=newsroom.qin.identity, position=3)
        approved(edition, since(now))
        third.mentions.create(
            article=newsroom.article, identity=person.identity, position=number + 3
        )
        row_of(Citation, source=row_of(Source, **live), official=None, edition=third)
        fill_case(newsroom, person, number)
    newsroom.second.live_period = between(newsroom.second.live_period.lower, now)
    newsroom.second.save()
    approved(third, since(now))
    ledger.read_state()
    call_command("make_documents", stdout=StringIO())
    analyse()


def fill_case(newsroom: Newsroom, person: Official, number: int) -> None:
    """Bring the case that the newsroom knows a row of everything that a case shows."""
    live = {"live_period": since(RECORDED)}
    china, nora = newsroom.china, Detainee.objects.get(slug="nora-vane")
    one = case(f"Jo Doe {number}", china, [("detained", "2022-05")], live)
    row_of(Nationality, detainee=one, country=china)
    swap = exchange(china, [one], live)
    again = detention(nora, china, [("detained", "2020-01-01")], live)
    event(again, "exchanged", "2024-07-01", live, exchange=swap)
    met(china, newsroom.qin, person, live).agendaitems.create(detainee=nora)
    said(newsroom.qin, nora, newsroom.source, live)
    said(person, nora, newsroom.source, live)
    journey(china, person, live)
    journey(row_of(Country, **live), newsroom.qin, live)


def cost(client: Client, url: str, status: int = 200) -> int:
    """Return how many queries a page costs."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == status
    return len(queries)


@pytest.mark.usefixtures("answers_kept")
@pytest.mark.parametrize("rows", [10, 100])
def test_pages_keep_their_budgets(rows: int, newsroom: Newsroom, client: Client) -> None:
    fill(newsroom, rows)
    client.get("/search/")  # reads the countries of its form, and keeps them

    assert {name: cost(client, url) for name, url in newsroom.pages.items()} == BUDGETS["pages"]


def test_what_is_not_there_costs_little(newsroom: Newsroom, client: Client) -> None:
    old = newsroom.wang.get_absolute_url()
    newsroom.wang.slug = "wang-yi-of-china"
    newsroom.wang.save()
    withdrawn(newsroom, "wrong")
    ledger.read_state()
    client.get(newsroom.wang.get_absolute_url())  # has the document made

    assert {
        "unknown_address": cost(client, "/nothing/", 404),
        "unknown_slug": cost(client, "/officials/nobody/", 404),
        "old_slug": cost(client, old, 301),
        "withdrawn": cost(client, newsroom.article.get_absolute_url(), 410),
    } == BUDGETS["absences"]
