"""Reads across records: what a page or an answer tells that no one record holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, JSONObject
from django.utils import timezone

from briefings.models import (
    Article,
    Byline,
    Change,
    Citation,
    Correction,
    Country,
    Edition,
    EditionTopic,
    Identity,
    Mention,
    Office,
    Official,
    OfficialName,
    PartialDate,
    Published,
    Record,
    Slug,
    Succession,
    Tenure,
)
from briefings.models.base import if_live

M = TypeVar("M", bound=Model)

CONSIDERED = 500  # pieces among which related ones are looked for, so that age costs nothing
AFTERWARDS = timedelta(days=30)
CHANGES_READ = 200


@dataclass(frozen=True)
class Withdrawn:
    """What may be told of a record that was public and is not; `what` names it where it may."""

    what: str
    reason: str
    note: str
    began_on: date
    ended_on: date


def last_known(type_: str, slug: str, at: datetime) -> Withdrawn | None:
    """Return what became of the record that has or had a slug; None if it never was public.

    One query. Reasons of safety, privacy and law let no name and no note through.
    """
    try:
        found = Slug.objects.select_related(f"identity__{type_}").get(type=type_, slug=slug)
    except Slug.DoesNotExist:
        return None
    record: Any = getattr(found.identity, type_)
    article = isinstance(record, Article)
    reason = record.withdrawal_reason if article else record.retraction_reason
    note = record.withdrawal_note if article else record.retraction_note
    periods = found.identity.live_periods or ()
    past = [period for period in periods if period.upper and period.upper <= at]
    if not reason or not past:
        return None
    nameless = reason in Published.NAMELESS_REASONS
    kind = record.get_section_display().lower() if article else type_
    what = f"This {kind}" if article or nameless else f"The record of {record}"
    return Withdrawn(
        what="This page" if nameless else what,
        reason=reason,
        note="" if nameless else note,
        began_on=timezone.localdate(past[0].lower),
        ended_on=timezone.localdate(past[-1].upper),
    )


def with_credits(rows: QuerySet[M], at: datetime, *, edition: str) -> QuerySet[M]:
    """Return the rows with what heads a piece, taken from the edition at the path `edition`.

    `credits` are the bylines (`name`, `place`), `filed_under` the live topics (`name`, `url`),
    each in its order; `source_count` is how many live sources it cites. No query more.
    """
    bylines = Byline.objects.filter(edition=OuterRef(edition)).order_by("position", "id")
    topics = EditionTopic.objects.filter(
        edition=OuterRef(edition), topic__live_period__contains=at
    ).order_by("id")
    cited = (
        Citation.objects.filter(edition=OuterRef(edition), source__live_period__contains=at)
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


def wording(articles: QuerySet[Article], at: datetime, number: int | None = None) -> Edition | None:
    """Return what the live article among `articles` says, or said in its edition `number`.

    None where it has no such edition that the public sees or has seen. One query.
    """
    editions = Edition.objects.filter(article__in=articles.values("pk"))
    if number is None:
        editions = editions.live(at)
    else:
        editions = editions.filter(number=number, live_period__startswith__lte=at)
    return with_credits(editions.select_related("article", "about"), at, edition="pk").first()


def editions_told(article: Article, at: datetime) -> QuerySet[Edition]:
    """Return the editions that the public sees or has seen, the latest first (one query)."""
    return (
        Edition.objects.filter(article=article, live_period__startswith__lte=at)
        .only("number", "live_period")
        .order_by("-live_period")
    )


def corrections_of(identity_id: int, at: datetime) -> QuerySet[Correction]:
    """Return the corrections of a record that readers have been told, the latest first."""
    return (
        Correction.objects.filter(identity=identity_id)
        .live(at)
        .select_related("edition")
        .newest_first()
    )


def latest_corrections(at: datetime) -> QuerySet[Correction]:
    """Return what readers were told was wrong in records that are live, the latest first."""
    return (
        Correction.objects.filter(kind=Correction.Kind.CORRECTION)
        .filter(identity__in=Identity.objects.live(at))
        .live(at)
        .select_related("identity")
        .newest_first()
    )


def named_in(edition: Edition, at: datetime) -> QuerySet[Identity]:
    """Return the live records that an edition names, with labels, in the order of its text.

    The record that it is about comes along, named or not.
    """
    mentioned = Q(pk__in=Mention.objects.filter(edition=edition).values("identity"))
    named = Mention.objects.filter(edition=edition, identity=OuterRef("pk")).values("position")
    return (
        Identity.objects.live(at)
        .labelled(at)
        .filter(mentioned | Q(pk=edition.about_id))
        .annotate(named_at=Subquery(named))
        .order_by(F("named_at").asc(nulls_first=True))
    )


def tenures_of(identities: Collection[int], at: datetime) -> list[Tenure]:
    """Return the live tenures of the officials with these identities, the earliest first."""
    tenures = (
        Tenure.objects.live(at)
        .filter(official__identity__in=identities)
        .select_related("official__identity", "office__country")
        .in_order()
    )
    return _with_live_countries(tenures, at)


def in_office(kinds: Collection[str], day: date, *, at: datetime, today: date) -> list[Tenure]:
    """Return who possibly held an office of these kinds on a day, by country."""
    tenures = (
        Tenure.objects.live(at)
        .as_of(day, today=today)
        .filter(office__kind__in=kinds)
        .select_related("official", "office__country")
        .order_by("office__country__name", "office__kind", "id")
    )
    return _with_live_countries(tenures, at)


def _with_live_countries(tenures: QuerySet[Tenure], at: datetime) -> list[Tenure]:
    for tenure in tenures:
        tenure.office.country = if_live(tenure.office.country, at)
    return list(tenures)


def sources_of(edition: Edition, at: datetime) -> QuerySet[Citation]:
    """Return an edition's citations of live sources, in the order of its notes."""
    return Citation.objects.filter(edition=edition, source__live_period__contains=at).in_order()


def sources_shown(record: Record, tenures: Collection[Tenure], at: datetime) -> QuerySet[Citation]:
    """Return the citations of a record's page: those of itself and of the tenures shown on it."""
    own = Q(record=record.identity_id, tenure__isnull=True)
    return Citation.objects.filter(
        own | Q(tenure__in=[tenure.pk for tenure in tenures]), source__live_period__contains=at
    ).in_order()


def related(edition: Edition, at: datetime, limit: int) -> list[Article]:
    """Return pieces that share a topic or a named record, the latest first; one query.

    They are looked for among the 500 pieces before the piece and in the month after it.
    """
    near = (
        Article.objects.live(at)
        .exclude(pk=edition.article_id)
        .filter(published_at__lte=edition.article.published_at + AFTERWARDS)  # type: ignore[operator]
        .newest_first()
    )
    topics = EditionTopic.objects.filter(edition=edition).values("topic")
    named = Mention.objects.filter(edition=edition).values("identity")
    shared = Q(
        Exists(EditionTopic.objects.filter(edition=OuterRef("live_edition__pk"), topic__in=topics))
    ) | Q(Exists(Mention.objects.filter(edition=OuterRef("live_edition__pk"), identity__in=named)))
    return list(
        Article.objects.live(at)
        .filter(pk__in=near.values("pk")[:CONSIDERED])
        .filter(shared)
        .newest_first()[:limit]
    )


def latest_changes(head: int, at: datetime, limit: int) -> list[tuple[Change, Identity]]:
    """Return the last change of each record that changed lately, with the record; two queries.

    Only records that are live; the last 200 changes are read.
    """
    latest: dict[int, Change] = {}
    told = Change.objects.numbered().filter(
        seq__gt=head - CHANGES_READ, seq__lte=head, identity__isnull=False
    )
    for change in told.order_by("-seq"):
        latest.setdefault(change.identity_id, change)  # type: ignore[arg-type]
    records = Identity.objects.live(at).labelled(at).in_bulk(latest)
    return [(change, records[key]) for key, change in latest.items() if key in records][:limit]


def predecessors_and_successors(country: Country, at: datetime) -> QuerySet[Succession]:
    """Return the successions that a country is part of, if both are live (one query)."""
    return (
        Succession.objects.filter(Q(predecessor=country) | Q(successor=country))
        .filter(predecessor__live_period__contains=at, successor__live_period__contains=at)
        .select_related("predecessor", "successor")
        .order_by("id")
    )


def holders(office: Office, at: datetime) -> QuerySet[Tenure]:
    """Return the live tenures of an office, with the officials, the earliest first."""
    return Tenure.objects.live(at).filter(office=office).select_related("official").in_order()


def holders_of(
    offices: Collection[int], day: date | PartialDate, *, at: datetime, today: date
) -> QuerySet[Tenure]:
    """Return who possibly held one of the offices with these keys on a day."""
    return (
        Tenure.objects.live(at)
        .as_of(day, today=today)
        .filter(office__in=offices)
        .select_related("official")
        .in_order()
    )


def names_shown(official: Official) -> QuerySet[OfficialName]:
    """Return the official's other names that readers see, native script first."""
    native = Case(When(kind=OfficialName.Kind.NATIVE, then=0), default=1)
    return OfficialName.objects.filter(official=official, shown=True).order_by(native, "id")
