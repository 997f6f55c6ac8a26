"""What to read next: the pieces that are related to one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from briefings.composed import composed
from briefings.models import Article, EditionTopic, EditionWords, Identity, Mention
from briefings.models.expressions import among
from briefings.paging import Found

CONSIDERED = 500  # pieces among which related ones are looked for, so that age costs nothing
AFTERWARDS = timedelta(days=30)
READ_NEXT = 4
EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


def related(
    article: UUID,
    number: int,
    published_at: datetime,
    at: datetime,
    named: Collection[str] | None = None,
) -> Found:
    """Return what finds the latest pieces that share a topic or a named record with an edition.

    At most four; no query yet. Topics and names are those noted at approval; of a draft `named` are
    the ids of the records that it names. Pieces are looked at from a month after this one
    backwards, 500 at most, until four are found.
    """
    asked = at, article, number, published_at + AFTERWARDS
    if named is None:
        return _related(*asked)
    own = Identity.objects.filter(public_id__in=named).values("pk")
    return Found.by(_sharing(*asked, own))


# A `Value`, as of a number itself it is asked whether the column may hold what stands for it.
@composed
def _related(at: datetime, article: UUID, number: int, until: datetime) -> QuerySet[Any, Any]:
    noted = Mention.objects.filter(edition__number=Value(number), article__public_id=article)
    return _sharing(at, article, number, until, noted.values("identity"))


def _sharing(
    at: datetime, article: UUID, number: int, until: datetime, identities: Any
) -> QuerySet[Any, Any]:
    itself = Article.objects.filter(public_id=article).values("pk")
    others = (
        EditionWords.objects.live(at)
        .exclude(article=Subquery(itself))
        .filter(published_at__lte=until)
        .order_by("-published_at", "-article")
    )
    # A day and no number of rows: so the walk ends as soon as four are found.
    oldest = Subquery(others.values("published_at")[CONSIDERED - 1 : CONSIDERED])
    topics = EditionTopic.objects.filter(
        edition__number=Value(number), edition__article__public_id=article
    ).values("topic")
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
    told = Article.objects.filter(among(nearest)).newest_first()
    return told.values_list("public_id")
