"""Topics, and the pieces on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict

from briefings.addresses import path_of
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.base import RecordFilterSet
from briefings.filters.topics import TopicFilterSet
from briefings.models import Topic
from briefings.pages.base import RecordPage
from briefings.pages.lists import ListPage
from briefings.pages.pieces import story
from briefings.timelines import with_credits

PIECES = 12


class TopicList(ListPage):
    """Topics by name."""

    filters = TopicFilterSet
    shows = frozenset({"topic"})
    moving = False
    plural = "topics"
    section = "topics"
    one, many = "topic", "topics"

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the topics with their descriptions."""
        return [
            {"name": topic.name, "url": topic.get_absolute_url(), "line": topic.description}
            for topic in rows
        ]


class TopicPage(RecordPage):
    """One topic and the latest pieces on it."""

    type = "topic"
    shows = frozenset({"article"})
    moving = False
    section = "topics"

    def page_of(self, record: Topic) -> HttpResponse:
        """Return the topic's page (three queries with the validator's)."""
        listing = ArticleFilterSet(QueryDict(f"topic={record.public_id}"), at=self.at)
        page = listing.page(PIECES, with_credits(listing.qs, self.at, edition="live_edition__pk"))
        return self.show(
            "topics/topic.html",
            {
                "topic": record,
                "api_url": self.api_url(record),
                "stories": [story(article) for article in page.rows],
                "more_url": f"{path_of('articles')}?topic={record.slug}" if page.next else None,
            },
        )
