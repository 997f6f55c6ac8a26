"""What an article's JSON holds, and by what articles are found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from briefings.filters.articles import ArticleFilterSet
from briefings.models import Article, Correction, Edition, Mention, Official
from tests.api.conftest import Get, World
from tests.factories import approved, between, row_of, since

Ids = Callable[..., list[str]]


def test_an_article_says_what_its_live_edition_says(world: World, get: Get) -> None:
    article = get(f"articles/{world.article.public_id}/").json()

    qin = f"http://testserver/officials/{world.qin.slug}/"
    assert article["headline"] == "Blinken meets Qin in Beijing"
    assert article["bylines"] == [{"name": "Martha Gellhorn", "place": "Beijing"}]
    assert [topic["label"] for topic in article["topics"]] == ["Taiwan"]
    assert article["about"]["label"] == "Qin Gang"
    assert [mention["label"] for mention in article["mentions"]] == ["Qin Gang", "China"]
    assert article["body"]["text"] == "Qin Gang received him."
    assert f'<a class="record" href="{qin}">Qin Gang</a>' in article["body"]["html"]
    assert article["word_count"] == 4
    assert [source["publisher"] for source in article["sources"]] == ["Xinhua"]
    assert article["sources"][0]["published_on"] == {
        "value": "2022-12",
        "precision": "month",
        "earliest": "2022-12-01",
        "latest": "2022-12-31",
        "about": False,
    }


def test_a_record_that_is_no_longer_public_is_plain_words(world: World, get: Get) -> None:
    world.qin.live_period = between(world.published, timezone.now())
    world.qin.retraction_reason = "privacy"
    world.qin.save()

    article = get(f"articles/{world.article.public_id}/").json()

    assert article["body"]["html"] == "<p>Qin Gang received him.</p>"
    assert [mention["label"] for mention in article["mentions"]] == ["China"]
    assert article["about"] is None


def test_superseded_editions_stand_beside_the_live_one(world: World, get: Get) -> None:
    now = timezone.now()
    approved(world.edition, between(world.published, now))
    approved(row_of(Edition, article=world.article, headline="Blinken in Beijing"), since(now))

    article = get(f"articles/{world.article.public_id}/").json()
    [earlier] = get(f"articles/{world.article.public_id}/versions/").json()

    assert article["headline"] == "Blinken in Beijing"
    assert earlier["number"] == 1
    assert earlier["headline"] == "Blinken meets Qin in Beijing"
    assert earlier["web_url"] == "http://testserver/articles/blinken-in-beijing/editions/1/"
    assert 'class="record"' in earlier["body"]["html"]


def test_drafts_and_what_is_scheduled_are_not_there(world: World, get: Get, ids: Ids) -> None:
    draft = row_of(Edition, headline="A draft")
    tomorrow = timezone.now() + timedelta(days=1)
    ahead = approved(row_of(Edition, headline="An embargo"), since(tomorrow))

    assert ids("articles/") == [str(world.article.public_id)]
    for edition in (draft, ahead):
        assert get(f"articles/{edition.article.public_id}/").status_code == 404


def test_corrections_are_told(world: World, get: Get) -> None:
    row_of(Correction, record=world.qin, words="The year was wrong.")

    [correction] = get(f"officials/{world.qin.public_id}/").json()["corrections"]

    assert (correction["kind"], correction["words"]) == ("correction", "The year was wrong.")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("section", "briefing"),
        ("section__in", "analysis,briefing"),
        ("topic", "taiwan"),
        ("official", "qin-gang"),
        ("official", "{qin}"),
        ("country", "CN"),
        ("mentions", "{qin}"),
        ("about", "{qin}"),
        ("published_at__lte", "2100-01-01T00:00:00Z"),
        ("updated_since", "2020-01-01T00:00:00Z"),
    ],
)
def test_an_article_is_found_by(parameter: str, value: str, world: World, ids: Ids) -> None:
    asked = {parameter: value.format(qin=world.qin.public_id)}

    assert ids("articles/", **asked) == [str(world.article.public_id)]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("section", "interview"),
        ("topic", "fentanyl"),
        ("official", "wang-yi"),
        ("mentions", "{party}"),
        ("about", "{china}"),
        ("published_at__gt", "2100-01-01T00:00:00Z"),
        ("updated_since", "2100-01-01T00:00:00Z"),
    ],
)
def test_an_article_is_not_found_by(parameter: str, value: str, world: World, ids: Ids) -> None:
    asked = {parameter: value.format(party=world.party.public_id, china=world.china.public_id)}

    assert ids("articles/", **asked) == []


def test_a_filter_over_many_multiplies_no_row(world: World, get: Get) -> None:
    for name in ("Wang Yi", "Annalena Baerbock"):
        edition = row_of(Edition, headline=f"{name} speaks")
        record = row_of(Official, full_name=name, live_period=since(world.published))
        row_of(Mention, edition=edition, record=record)
        row_of(Mention, edition=edition, record=world.qin, position=1)
        approved(edition, since(world.published))

    envelope = get("articles/", official="qin-gang").json()

    assert envelope["count"] == len(envelope["results"]) == 3
    assert Article.objects.count() == 3


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"count": "exact"},
        {"official": "qin-gang"},
        {"mentions": "{qin}"},
        {"country": "CN"},
        {"official": "qin-gang", "country": "CN"},
        {"official": "qin-gang", "section": "briefing"},
        {"official": "qin-gang", "q": "record"},
        {"official": "qin-gang", "about": "{qin}"},
        {"section": "briefing", "topic": "taiwan"},
        {"q": "record"},
        {"about": "{qin}"},
        {"published_at__lte": "2100-01-01T00:00:00Z", "updated_since": "2020-01-01T00:00:00Z"},
    ],
)
def test_as_many_are_counted_as_are_listed(asked: dict[str, str], world: World, get: Get) -> None:
    """They are counted by another table than they are read from."""
    now = timezone.now()

    def piece(period: Any, *records: Any, **columns: Any) -> Edition:
        edition = row_of(Edition, headline="On the record", **columns)
        for position, record in enumerate(records, 1):
            row_of(Mention, edition=edition, record=record, position=position)
        approved(edition, period)
        return edition

    piece(since(world.published), world.qin, world.china)
    piece(between(world.published, now), world.qin, world.china)
    piece(since(now + timedelta(days=1)), world.qin, world.china)
    named_once = piece(between(world.published, now), world.qin)
    piece(since(now), world.china, article=named_once.article)

    envelope = get(
        "articles/", **{name: each.format(qin=world.qin.public_id) for name, each in asked.items()}
    ).json()

    assert envelope["count"] == len(envelope["results"])
    assert 1 <= envelope["count"] <= 3


@pytest.mark.parametrize(
    "asked", [{}, {"official": "qin-gang"}, {"section": "briefing"}, {"q": "talks"}]
)
def test_no_edition_is_read_to_be_counted(asked: dict[str, str], world: World) -> None:
    """With their texts they are most of what the database holds."""
    data = QueryDict(mutable=True)
    data.update(asked)

    sql = str(ArticleFilterSet(data, at=timezone.now()).keys.query)

    assert '"briefings_edition"' not in sql
