"""What the public may see of articles: what each says in its live edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from briefings.documents import editions
from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.editions import Body, Byline, EditionInShort, HeroImage, Reading
from briefings.documents.mentions import Mention, mentions
from briefings.documents.rows import Record, WholeRecord, of_whole_record, with_record
from briefings.documents.values import Day, Moment, day, moment
from briefings.ledger import LedgerState, with_last_change
from briefings.models import Article, Edition, EditionTopic
from briefings.models import Citation as Cited
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
    source_count: Annotated[int, "How many sources it rests on"]


class SourceOfArticle(Citation):
    """A source of an article; its number is that of the notes in the body that lead to it."""

    number: int | None


class ArticleDocument(ArticleInList, WholeRecord):
    """An article with its body, what it names and what it rests on."""

    live_from: Annotated[Moment, "When this edition replaced the one before"]
    editions: Annotated[list[EditionInShort], "This one and all before it, the latest first"]
    body: Body
    mentions: list[Mention]
    sources: list[SourceOfArticle]


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
        """Yield the documents of articles; at most nine queries, however many they are."""
        return told_in([(article, article.live_edition) for article in rows], at, cited(at))

    def veiled(self, row: Article, document: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
        """Return the document with names blank, but for the edition's own words."""
        return editions.veiled(document, row.live_edition, veil)


def told_in(
    wordings: Sequence[tuple[Article, Edition]],
    at: datetime,
    sources: Prefetch[Any],
    coming: Collection[UUID] = (),
) -> Iterator[ArticleDocument]:
    """Yield the documents of articles, read `with_record`, each in one of its editions.

    Statements with the ids `coming` count as public. What was fetched along already is told as it
    is: so is an edition that is not live, as it would be.
    """
    editions = [edition for _, edition in wordings]
    topics = EditionTopic.objects.filter(topic__live_period__holds=at).select_related("topic")
    in_order = Prefetch("edition_topics", topics.order_by("id"))
    prefetch_related_objects(editions, "bylines", in_order, sources)
    told = Prefetch("editions", begun(at).only("article", "number", "live_period"))
    prefetch_related_objects([article for article, _ in wordings], told)
    reading = Reading.of(editions, at, coming)
    return (_document(article, edition, reading, at) for article, edition in wordings)


def begun(at: datetime) -> QuerySet[Edition]:
    """Return the editions that the public sees or has seen, the latest first."""
    return Edition.objects.filter(live_period__startswith__lte=at).order_by("-live_period")


def whole(articles: QuerySet[Article], at: datetime) -> QuerySet[Article]:
    """Return articles, public or not, with what their documents say of any record."""
    return with_record(with_last_change(articles), at)


def past_edition(public_id: UUID, number: int, state: LedgerState) -> dict[str, Any] | None:
    """Return an article's document in an edition that was live before; None without such a one.

    It is made each time: few ask for it. Names are veiled.
    """
    articles = Article.objects.filter(public_id=public_id)
    article = whole(articles, state.at).get()
    edition = article.editions.superseded(state.at).filter(number=number).first()
    if edition is None:
        return None
    return in_edition(article, edition, state)


def in_edition(
    article: Article, edition: Edition, state: LedgerState, coming: Collection[UUID] = ()
) -> dict[str, Any]:
    """Return an article's document in any of its editions; `live_until` where that has ended."""
    sources = Cited.objects.filter(source__live_period__holds=state.at).in_order()
    cited = Prefetch("citations", sources)
    [document] = told_in([(article, edition)], state.at, cited, coming)
    until: Any = edition.live_period.upper
    ended = {"live_until": moment(until)} if until and until <= state.at else {}
    return editions.veiled({**document, **ended}, edition, Veil.of(state.withheld))


def _document(
    article: Article, edition: Edition, reading: Reading, at: datetime
) -> ArticleDocument:
    first: Any = article.published_at
    cited = edition.citations.all()
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
        "topics": mentions((each.topic for each in edition.edition_topics.all()), at),
        "about": reading.about(edition),
        "hero_image": editions.hero_image(edition.hero, at),
        "source_count": len(cited),
        "live_from": moment(edition.live_period.lower),
        "editions": [editions.in_short(each) for each in article.editions.all()],
        "body": reading.body(edition),
        "mentions": reading.mentions(edition),
        "sources": [
            {**told, "number": citation.place}
            for told, citation in zip(citations(cited), cited, strict=True)
        ],
    }
