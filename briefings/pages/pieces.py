"""Pieces as lists show them: on the front page, in the list of articles, on a record's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from briefings.addresses import path_of, relative
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.naming import first_keys, first_rows
from briefings.models import Article, Record
from briefings.pages.base import Page
from briefings.pages.dates import moment
from briefings.pages.names import listed

PIECES = 8  # on the page of a record


def story(article: Article) -> dict[str, Any]:
    """Return a piece as `story.html` takes it; of an article read with its credits."""
    edition, topics = article.live_edition, article.filed_under  # type: ignore[attr-defined]
    sources = article.source_count  # type: ignore[attr-defined]
    return {
        "headline": edition.headline,
        "url": article.get_absolute_url(),
        "kind": article.get_section_display(),
        "subject": topics[0]["name"] if topics else None,
        "subject_url": topics[0]["url"] if topics else None,
        "standfirst": edition.standfirst,
        "kept": [
            part
            for part in (
                listed([credit["name"] for credit in article.credits]),  # type: ignore[attr-defined]
                moment(article.published_at)["day"],  # type: ignore[arg-type]
                f"{sources} source{'' if sources == 1 else 's'}" if sources else "",
            )
            if part
        ],
    }


def pieces(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Return live pieces as the rows of a list of records."""
    return [
        {
            "name": article.live_edition.headline,
            "url": article.get_absolute_url(),
            "line": moment(article.published_at)["day"],  # type: ignore[arg-type]
        }
        for article in articles
    ]


def pieces_that_name(page: Page, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the latest pieces that name a record, and where the rest is listed; two queries."""
    type_, public_id, slug = record["type"], record["id"], record["slug"]
    known = type_ in ArticleFilterSet.base_filters and slug
    parameter, name = (type_, slug) if known else ("mentions", public_id)
    found, more = first_keys(ArticleFilterSet, parameter, public_id, PIECES, page.at)
    return {
        "pieces": [
            {
                "name": article["headline"],
                "url": relative(article["web_url"]),
                "line": moment(datetime.fromisoformat(article["published_at"]))["day"],
            }
            for article in page.documents("article", found, "item")
        ],
        "pieces_url": f"{path_of('articles')}?{parameter}={name}",
        "more_pieces": more,
    }


def pieces_naming(type_: str, record: Record, at: datetime) -> dict[str, Any]:
    """Return the latest pieces that name a record, and where the rest is listed. One query."""
    known = type_ in ArticleFilterSet.base_filters
    parameter, name = (type_, record.slug) if known else ("mentions", str(record.public_id))
    found, more = first_rows(ArticleFilterSet, parameter, record, PIECES, at)
    return {
        "pieces": pieces(found),
        "pieces_url": f"{path_of('articles')}?{parameter}={name}",
        "more_pieces": more,
    }
