"""Reads of articles: what heads a piece, its editions, what is related to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat, JSONObject

from briefings.models import (
    Article,
    Byline,
    Citation,
    Edition,
    EditionTopic,
    EditionWords,
    Mention,
)
from briefings.models.expressions import among
from briefings.timelines.prepared import prepared
from briefings.timelines.records import with_corrections

M = TypeVar("M", bound=Model)

CONSIDERED = 500  # pieces among which related ones are looked for, so that age costs nothing
AFTERWARDS = timedelta(days=30)
READ_NEXT = 4
EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


def with_credits(rows: QuerySet[M], at: datetime, *, edition: str) -> QuerySet[M]:
    """Return the rows with what heads a piece, taken from the edition at the path `edition`.

    `credits` are the bylines (`name`, `place`), `filed_under` the live topics (`name`, `url`),
    each in its order; `source_count` is how many live sources it cites. No query more.
    """
    bylines = Byline.objects.filter(edition=OuterRef(edition)).order_by("position", "id")
    topics = EditionTopic.objects.filter(
        edition=OuterRef(edition), topic__live_period__holds=at
    ).order_by("id")
    cited = (
        Citation.objects.filter(edition=OuterRef(edition), source__live_period__holds=at)
        .order_by()
        .values("edition")
    )
    topic_url = Concat(Value("/topics/"), "topic__slug", Value("/"))
    headed = rows.annotate(
        credits=ArraySubquery(bylines.values(json=JSONObject(name="name", place="place"))),
        filed_under=ArraySubquery(
            topics.values(json=JSONObject(name="topic__name", url=topic_url))
        ),
        source_count=Coalesce(Subquery(cited.values(count=Count("pk"))), 0),
    )
    return cast("QuerySet[M]", headed)


def wording(
    articles: QuerySet[Article], at: datetime, number: int | None = None
) -> QuerySet[Edition]:
    """Return what the live article among `articles` says, or said in its edition `number`.

    None where it has no such edition that the public sees or has seen.
    """
    editions = Edition.objects.filter(article__in=articles.values("pk"))
    if number is None:
        editions = editions.live(at)
    else:
        editions = editions.filter(number=number, live_period__startswith__lte=at)
    return _headed(editions, at)


def editions_told(article: Article, at: datetime) -> list[Edition]:
    """Return the editions that the public sees or has seen, the latest first (one query)."""
    return _editions_told(at, article.pk)


@prepared
def _editions_told(at: datetime, article: int) -> QuerySet[Edition]:
    return (
        Edition.objects.filter(article=article, live_period__startswith__lte=at)
        .only("number", "live_period")
        .order_by("-live_period")
    )


def edition_read(key: int, at: datetime) -> Edition | None:
    """Return any edition by its key, published or not, with what heads it; None without one.

    For the desk alone. One query.
    """
    return _headed(Edition.objects.filter(pk=key), at).first()


def _headed(editions: QuerySet[Edition], at: datetime) -> QuerySet[Edition]:
    """Return the editions with what heads a piece, and what was corrected in it by `at`."""
    headed = with_credits(editions.select_related("article", "about", "hero"), at, edition="pk")
    return with_corrections(headed, at, of="article__identity")


def related(edition: Edition, at: datetime, named: Collection[int] | None = None) -> list[Article]:
    """Return the latest pieces that share a topic or a named record, at most four; one query.

    Topics and names are those noted at approval; of a draft `named` are the keys of the records
    that it names. Pieces are looked at from a month after this one backwards, 500 at most, until
    four are found.
    """
    until: datetime = edition.article.published_at + AFTERWARDS  # type: ignore[operator, assignment]
    asked = at, edition.pk, edition.article_id, until
    return _related(*asked) if named is None else list(_sharing(*asked, [*named]))


@prepared
def _related(at: datetime, edition: int, article: int, until: datetime) -> QuerySet[Article]:
    noted = Mention.objects.filter(edition=edition).values("identity")
    return _sharing(at, edition, article, until, noted)


def _sharing(
    at: datetime, edition: int, article: int, until: datetime, identities: Any
) -> QuerySet[Article]:
    others = (
        EditionWords.objects.live(at)
        .exclude(article=article)
        .filter(published_at__lte=until)
        .order_by("-published_at", "-article")
    )
    # A day and no number of rows: so the walk ends as soon as four are found.
    oldest = Subquery(others.values("published_at")[CONSIDERED - 1 : CONSIDERED])
    topics = EditionTopic.objects.filter(edition=edition).values("topic")
    own = {"edition": OuterRef("pk")}
    # The first that is shared, not whether one is: for that all pieces on a busy record are read.
    shared = Coalesce(
        Subquery(EditionTopic.objects.filter(topic__in=topics, **own).values("pk")[:1]),
        Subquery(Mention.objects.filter(identity__in=identities, **own).values("pk")[:1]),
    )
    nearest = (
        others.filter(published_at__gte=Coalesce(oldest, EARLIEST))
        .alias(shared=shared)
        .filter(shared__isnull=False)
        .values("article")[:READ_NEXT]
    )
    told = Article.objects.live(at)
    return told.filter(among(nearest)).newest_first()
