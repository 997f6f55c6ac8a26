"""Pieces as lists show them: on the front page, in the list of articles, on a record's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from briefings.addresses import path_of, relative
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.naming import first_of
from briefings.models.triggers.naming import NEWEST
from briefings.pages.dates import moment
from briefings.pages.names import listed
from briefings.paging import Found

PIECES = NEWEST - 1  # on the page of a record


def story(article: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article, told as in a list, as `story` takes it."""
    topic = next(iter(article["topics"]), None)
    sources = article["source_count"]
    return {
        "headline": article["headline"],
        "url": relative(article["web_url"]),
        "kind": article["section_label"],
        "subject": topic["label"] if topic else None,
        "subject_url": relative(topic["web_url"]) if topic else None,
        "standfirst": article["standfirst"],
        "kept": [
            part
            for part in (
                listed([byline["name"] for byline in article["bylines"]]),
                published_on(article),
                f"{sources} source{'' if sources == 1 else 's'}" if sources else "",
            )
            if part
        ],
    }


def pieces(articles: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return articles, told as in a list, as the rows of a list of records."""
    return [
        {
            "name": article["headline"],
            "url": relative(article["web_url"]),
            "line": published_on(article),
        }
        for article in articles
    ]


def published_on(article: Mapping[str, Any]) -> str:
    """Return the day in words on which an article was published first."""
    return moment(datetime.fromisoformat(article["published_at"]))["day"]


def latest_that_name(record: Mapping[str, Any], at: datetime) -> Found:
    """Return what finds the latest pieces that name a record, one more than a page shows."""
    parameter, _ = _asked(record)
    return first_of(ArticleFilterSet, parameter, record["id"], PIECES, at)


def those_that_name(
    record: Mapping[str, Any], found: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return those pieces as a record's page shows them, and where the rest is listed."""
    parameter, name = _asked(record)
    return {
        "pieces": pieces(found[:PIECES]),
        "pieces_url": f"{path_of('articles')}?{parameter}={name}",
        "more_pieces": len(found) > PIECES,
    }


def _asked(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return by which parameter the list of pieces is asked for a record, and its value."""
    known = record["type"] in ArticleFilterSet.base_filters and record["slug"]
    return (record["type"], record["slug"]) if known else ("mentions", record["id"])
