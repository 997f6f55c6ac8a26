"""A name that is withheld is blank wherever readers are told of it, until each place is settled."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from briefings.actions import records
from briefings.actions.withholding import withhold_name
from briefings.api.urls import RESOURCES
from briefings.models import Article, Detainee, Published
from briefings.models.spellings import BLANK
from tests.factories import FACTORIES, DetaineeFactory, DetaineeNameFactory
from tests.ledger import Reader
from tests.stories.addresses import patterns
from tests.stories.desk import drafted, next_draft, published
from tests.stories.planting.marks import PROBE, has, marked
from tests.stories.planting.records import ALONE
from tests.stories.test_drafts_stay_private import text

NAMES = ("Tobin Marrel", "Marrel, Tobin", "Тобина Маррела", "Tobin\u00a0Ma\u00adrrel")
SAID = re.compile("marrel|маррел|托宾", re.IGNORECASE)
TOLD = "A Canadian surveyor"


@pytest.fixture
def tobin(cleo: User) -> Detainee:
    """Return a public detainee who is called so in three scripts."""
    row = DetaineeFactory(
        full_name="Tobin Marrel", short_name="Marrel", sort_name="Marrel, Tobin", slug="marrel"
    )
    DetaineeNameFactory(detainee=row, name="Тобин Маррел", kind="native")
    DetaineeNameFactory(detainee=row, name="托宾马雷尔")
    return records.publish(by=cleo, row=row)


@pytest.fixture
def rows(tobin: Detainee, cleo: User) -> list[Any]:
    """Return a public row of each kind that is published by itself, every text of it with a name."""
    return [
        records.publish(by=cleo, row=row)
        for number, model in enumerate(ALONE)
        for row in [FACTORIES[model](**named(model, NAMES[number % len(NAMES)]))]
    ]


@pytest.fixture
def article(tobin: Detainee, ana: User, cleo: User) -> Article:
    """Return an article whose live edition and the one before say the name."""
    first = drafted(
        ana,
        slug="tobin-marrel-is-held",
        headline=f"Tobin Marrel is held in {PROBE}",
        standfirst="托宾马雷尔",
        body=f"<p>Where is <em>Tobin</em> Marrel? In {PROBE}. Marrel’s family asks.</p>",
    )
    article = published(first, cleo).article
    second = next_draft(article, ana, headline=f"Marrel, Tobin, and {PROBE}")
    return published(second, cleo).article


def named(model: type[models.Model], name: str) -> dict[str, Any]:
    """Return words that say a name for every text of a model, and an address."""
    slug = {"slug": f"of-tobin-marrel-{model._meta.model_name}"} if has(model, "slug") else {}
    private = {"retraction_note": ""} if issubclass(model, Published) else {}
    return {**marked(model, name), **slug, **private}


def told(client: Client, rows: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield everything that readers are told but for an article's own address, each with where."""
    addresses = [route for route, _ in patterns() if "<" not in route]
    addresses += [f"{each}?q={PROBE}" for each in addresses if each.count("/") in (2, 4)]
    addresses += [f"/api/v1/{name}/?format=csv" for name in RESOURCES]
    for row in rows:
        plural = next(n for n, each in RESOURCES.items() if each.queryset.model is type(row))
        addresses.append(f"/api/v1/{plural}/{row.public_id}/")
        if hasattr(row, "get_absolute_url") and has(type(row), "slug"):
            addresses.append(row.get_absolute_url())
    for address in addresses:
        yield address, unescape(text(client.get(address)))


def test_readers_are_told_it_nowhere_but_in_an_articles_own_words(
    client: Client, cleo: User, tobin: Detainee, rows: list[Any], article: Article
) -> None:
    Reader().changes()
    before = {address for address, said in told(client, rows) if SAID.search(said)}
    assert {f"/search/?q={PROBE}", f"/api/v1/search/?q={PROBE}", "/", "/articles/"} <= before
    assert len(before) > 40

    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")
    Reader().changes()

    found = {
        a: said[:40] + SAID.search(said).string[max(0, SAID.search(said).start() - 150) :][:300]
        for a, said in told(client, rows)
        if SAID.search(said)
    }
    found = {a: s for a, s in found.items() if not own_address(a, rows)}
    assert found == {}
    search = client.get("/search/", {"q": PROBE}).content.decode()
    assert BLANK in search


def own_address(address: str, rows: list[Any]) -> bool:
    """Return whether an address is that of a row whose slug says the name still."""
    return any(
        has(type(row), "slug") and address == row.get_absolute_url()
        for row in rows
        if hasattr(row, "get_absolute_url")
    )
