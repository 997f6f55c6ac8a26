"""Topics, and the pieces on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from briefings.addresses import path_of, relative
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.base import RecordFilterSet
from briefings.filters.naming import first_of
from briefings.filters.topics import TopicFilterSet
from briefings.pages.lists import ListPage
from briefings.pages.pieces import story
from briefings.pages.records import RecordPage

PIECES = 12


class TopicList(ListPage):
    """Topics by name."""

    filters = TopicFilterSet
    document = "topic"
    shows = frozenset({"topic"})
    moving = False
    plural = "topics"
    section = "topics"
    one, many = "topic", "topics"

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the topics with their descriptions."""
        return [
            {
                "name": topic["name"],
                "url": relative(topic["web_url"]),
                "line": topic["description"],
            }
            for topic in rows
        ]


class TopicPage(RecordPage):
    """One topic and the latest pieces on it."""

    type = "topic"
    moving = False
    section = "topics"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the topic's page (three queries with the validator's)."""
        first = first_of(ArticleFilterSet, "topic", document["id"], PIECES, self.at)
        found = self.documents("article", first, "item")
        return self.show(
            "topics/topic.html",
            {
                "topic": document,
                "stories": [story(article) for article in found[:PIECES]],
                "more_url": f"{path_of('articles')}?topic={document['slug']}"
                if len(found) > PIECES
                else None,
            },
        )
