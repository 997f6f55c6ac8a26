"""A name that is withheld is blank wherever readers are told of it, until each place is settled."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from pghistory.models import Event

from briefings import ledger
from briefings.actions import records
from briefings.actions.withholding import disclose_name, mark_place, withhold_name
from briefings.api.urls import RESOURCES
from briefings.documents import DOCUMENTS, store
from briefings.documents.mentions import TYPES
from briefings.models import Article, Detainee, Edition, Official, Published, Source
from briefings.models.spellings import BLANK
from briefings.withheld import NOT_SEARCHED, still_said, texts, withheld, words_of
from tests.factories import FACTORIES, DetaineeFactory, DetaineeNameFactory
from tests.ledger import Reader
from tests.stories.addresses import patterns
from tests.stories.desk import drafted, next_draft, published
from tests.stories.planting.marks import PROBE, has, marked
from tests.stories.planting.records import ALONE
from tests.stories.test_drafts_stay_private import text

LISTS: dict[str, str] = {resource.row_type: name for name, resource in RESOURCES.items()}
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
    """Return a public row of each kind that is published by itself, its texts with the name."""
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
    """Yield what readers get at every address but an article's, each with the address.

    The address of a record holds the name until it is changed: of its own page that is taken out.
    """
    addresses = [route for route, _ in patterns() if "<" not in route]
    addresses += [f"{each}?q={PROBE}" for each in addresses if each.count("/") in (2, 4)]
    for name, resource in RESOURCES.items():
        facets = ",".join(each.name for each in resource.filterset_class.facets)
        addresses += [f"/api/v1/{name}/?format=csv", f"/api/v1/{name}/?facets={facets}"]
    for row in rows:
        addresses.append(f"/api/v1/{LISTS[TYPES[type(row)]]}/{row.public_id}/")
        if getattr(row, "slug", None) and hasattr(row, "get_absolute_url"):
            addresses.append(row.get_absolute_url())
    for address in addresses:
        said = unescape(text(client.get(address)))
        yield (
            address,
            said.replace(address.partition("?")[0], "") if "/api/" not in address else said,
        )


def saying(client: Client, rows: list[Any]) -> dict[str, str]:
    """Return the addresses that say the name, each with the words around it."""
    return {
        address: said[max(0, found.start() - 120) : found.end() + 60]
        for address, said in told(client, rows)
        if (found := SAID.search(said))
    }


def test_readers_are_told_it_nowhere_but_in_an_articles_own_words(
    client: Client, cleo: User, tobin: Detainee, rows: list[Any], article: Article
) -> None:
    Reader().changes()
    before = saying(client, rows)
    assert {f"/search/?q={PROBE}", f"/api/v1/search/?q={PROBE}", "/", "/articles/"} <= {*before}
    assert len(before) > 40

    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")
    Reader().changes()

    assert saying(client, rows) == {}
    search = client.get("/search/", {"q": PROBE}).content.decode()
    assert search.count(BLANK) > 5
    # What somebody types is given back: a blank would tell that it was guessed.
    assert "Tobin Marrel" in client.get("/search/", {"q": "Tobin Marrel"}).content.decode()
    assert "marrel" in client.get("/articles/", {"q": "marrel"}).content.decode()

    disclose_name(by=cleo, detainee=tobin)
    Reader().changes()
    assert {*before} - {*saying(client, rows)} == set()


def test_it_stands_in_no_document_that_readers_are_given(
    cleo: User, tobin: Detainee, rows: list[Any], article: Article
) -> None:
    """Those that were made before stay where they are, and nobody is given one."""
    before = [type_ for type_, said in stored() if SAID.search(said)]
    assert len({*before}) >= 10

    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")

    given = stored()
    assert {type_ for type_, _ in given} >= {*before}
    assert [said for _, said in given if SAID.search(said)] == []


def stored() -> list[tuple[str, str]]:
    """Return the types and texts of the documents that readers are given.

    The body of an article is as it was written.
    """
    state = ledger.read_state()
    found = []
    for name, documents in DOCUMENTS.items():
        live = documents.model.objects.live(state.at).values_list("public_id", flat=True)
        parts: tuple[store.Part, ...] = ("item",) if name == "article" else ("body", "item")
        for part in parts:
            found += [(name, said) for said in store.read(documents, [*live], state, part)]
    return found


def test_an_articles_own_words_are_as_they_were_until_it_is_marked(
    client: Client, cleo: User, tobin: Detainee, article: Article
) -> None:
    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")
    api = f"/api/v1/articles/{article.public_id}/"
    own = [article.get_absolute_url(), f"{article.get_absolute_url()}editions/1/"]
    for address in (*own, api, f"{api}versions/"):
        assert SAID.search(client.get(address).content.decode()), address

    etag = client.get(own[0]).headers["ETag"]
    for edition in article.editions.all():
        mark_place(by=cleo, detainee=tobin, row=edition, reason="The family asks for it.")

    for address in own:
        said = unescape(text(client.get(address)))
        assert not SAID.search(said.replace(article.slug, "")), address
        assert BLANK in said
    for address in (api, f"{api}versions/"):
        said = unescape(text(client.get(address)))
        assert not SAID.search(said.replace(article.slug, "")), address
    assert client.get(own[0], headers={"If-None-Match": etag}).status_code == 200
    assert {place.kind for place in still_said(withheld())} == {"article"}


def test_the_next_edition_settles_nothing_of_those_before(
    ana: User, cleo: User, tobin: Detainee, article: Article
) -> None:
    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")
    draft = next_draft(article, ana, headline="A surveyor", standfirst="", body="<p>No name.</p>")
    third = published(draft, cleo)

    said = {place.row for place in still_said(withheld()) if isinstance(place.row, Edition)}

    assert said == {*article.editions.exclude(pk=third.pk)}


def test_every_place_is_a_task(rows: list[Any], tobin: Detainee, cleo: User) -> None:
    """Each row of each kind that has words of its own says the name, and each is found."""
    withhold_name(by=cleo, detainee=tobin, description=TOLD, blanked="alone")

    tasks = {(place.kind, place.row.pk) for place in still_said(withheld())}

    expected = {
        (str(row._meta.model_name), row.pk)
        for row in rows
        if any(named(type(row), NAMES[0]).values())
    }
    assert tasks >= expected
    assert len(expected) > 10


def test_a_name_that_nobody_decided_about_blanks_nothing(client: Client, cleo: User) -> None:
    """Whoever may enter a person cannot blank a name in everything that the newsroom says."""
    DetaineeFactory(full_name="Joe Marrel", name_withheld=True, description=TOLD, slug="a-surveyor")
    records.publish(by=cleo, row=FACTORIES[Source](title="Joe Marrel in Geneva"))
    Reader().changes()

    assert "Joe Marrel" in client.get("/api/v1/sources/", {"q": "Marrel"}).content.decode()


def test_another_who_is_public_and_of_that_name_is_not_blanked(client: Client, cleo: User) -> None:
    records.publish(by=cleo, row=FACTORIES[Official](full_name="Tobin Marrel", slug="t-m"))
    detained = DetaineeFactory(full_name="Tobin Marrel", short_name="Marrel")

    withhold_name(by=cleo, detainee=detained, description=TOLD)

    Reader().changes()
    assert "Tobin Marrel" in client.get("/api/v1/officials/", {"q": "Tobin"}).content.decode()
    assert [place.kind for place in still_said(withheld())] == ["official"]


def test_every_column_of_words_is_looked_through_or_it_is_said_why_not() -> None:
    """A new column joins by itself; what is listed is there still."""
    columns = {
        f"{model._meta.model_name}.{each.name}"
        for model in apps.get_app_config("briefings").get_models()
        if not issubclass(model, Event)
        for each in words_of(model)
    }
    looked_through = {
        f"{model._meta.model_name}.{each.name}" for model, all_ in texts().items() for each in all_
    }
    models_left = {name.removesuffix("*") for name in NOT_SEARCHED if name.endswith("*")}
    left = {each for each in columns if each.startswith(tuple(models_left))}

    named_one_by_one = {name for name in NOT_SEARCHED if not name.endswith("*")}
    assert named_one_by_one <= columns
    assert columns == looked_through | left | named_one_by_one
    assert not looked_through & named_one_by_one
    assert all(NOT_SEARCHED.values())
