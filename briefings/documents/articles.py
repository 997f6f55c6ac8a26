"""What the public may see of articles: what each says in its live edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from briefings.documents import editions
from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.editions import Body, Byline, HeroImage, Reading
from briefings.documents.mentions import Mention, mentions
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.documents.values import Day, Moment, day, moment
from briefings.models import Article, Topic
from briefings.veil import Veil


class ArticleInList(Record):
    """An article in a list: what its live edition says, without the body."""

    section: Annotated[str, Article.Section]
    section_label: str
    published_at: Annotated[Moment, "First publication"]
    edition: int
    headline: str
    standfirst: str | None
    dateline_place: str | None
    dateline_on: Day | None
    word_count: int
    bylines: list[Byline]
    topics: list[Mention]
    about: Mention | None
    hero_image: HeroImage | None


class ArticleDocument(ArticleInList, WholeRecord):
    """An article with its body, what it names and what it rests on."""

    body: Body
    mentions: list[Mention]
    sources: list[Citation]


class Articles(Documents[Article]):
    """The documents of articles."""

    name = "article"
    model = Article
    in_list = ArticleInList
    whole = ArticleDocument

    def fetched(self, rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
        """Return the articles with their live editions' pictures."""
        return rows.select_related("live_edition__hero")

    def documents(self, rows: Sequence[Article], at: datetime) -> Iterator[ArticleDocument]:
        """Yield the documents of articles; at most eight queries, however many they are."""
        live = [article.live_edition for article in rows]
        topics = Prefetch("topics", Topic.objects.live(at))
        prefetch_related_objects(live, "bylines", topics, cited(at))
        reading = Reading.of(live, at)
        return (_document(article, reading, at) for article in rows)

    def veiled(self, row: Article, document: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
        """Return the document with names blank, but for the edition's own words."""
        return editions.veiled(document, row.live_edition, veil)


def _document(article: Article, reading: Reading, at: datetime) -> ArticleDocument:
    edition = article.live_edition
    first: Any = article.published_at
    return {
        **of_whole_record(article),
        "section": article.section,
        "section_label": article.get_section_display(),
        "published_at": moment(first),
        "edition": edition.number,
        "headline": edition.headline,
        "standfirst": edition.standfirst or None,
        "dateline_place": edition.dateline_place or None,
        "dateline_on": day(edition.dateline_on),
        "word_count": edition.word_count,
        "bylines": editions.bylines(edition),
        "topics": mentions(edition.topics.all(), at),
        "about": reading.about(edition),
        "hero_image": editions.hero_image(edition.hero, at),
        "body": reading.body(edition),
        "mentions": reading.mentions(edition),
        "sources": citations(edition.citations.all()),
    }
