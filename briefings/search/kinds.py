"""The kinds of row that a search goes through, each by its own words and those of related rows.

Rows and related rows are those that are live at one moment, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Detention,
    EditionWords,
    Mention,
    Nationality,
    Office,
    Official,
    OfficialName,
    Organization,
    Participant,
    Place,
    Statement,
    Stop,
    Visit,
)
from briefings.models.date_questions import possibly_between
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS as MEETING_LATEST
from briefings.models.meetings import Meeting
from briefings.models.statements import SAID_ON_DOWNWARDS
from briefings.models.topics import Topic
from briefings.models.visits import EARLIEST_DAY_DOWNWARDS as VISIT_LATEST
from briefings.search import related
from briefings.search.related import RelatedRows, Rows


@dataclass(frozen=True)
class SearchedKind:
    """How one kind of row is searched.

    - `weight`: how much a match counts.
    - `title`: the column that may be asked for exactly; None if titles are sentences.
    - `of`: the condition for countries.
    - `key`: the column that identifies a hit; `latest` and `key` sort the newest first, by an
      index.
    - `related`: finds rows by the words of related rows; None without any.
    - `names`: a person's other names.
    - `day`: a hit's first day; `dated`: the condition for days from one to another (None is open).
      Both are None for rows without a day.
    """

    model: type[models.Model]
    weight: float
    title: str | None
    of: Callable[[Rows, datetime], Q]
    key: str = "pk"
    latest: F | Func[Any] = field(default_factory=lambda: F("pk"))
    related: RelatedRows | None = None
    names: Callable[[], Rows] | None = None
    day: Combinable | None = None
    dated: Callable[[date | None, date | None], Q] | None = None

    def live(self, at: datetime) -> Rows:
        """Return the rows that the public sees at `at`."""
        rows: Rows = self.model._default_manager.live(at)  # type: ignore[attr-defined]
        return rows

    def newest_first(self, rows: Rows) -> Rows:
        """Sort by day or entry, the latest first."""
        return rows.order_by(self.latest.desc(), f"-{self.key}")


def _published_between(first: date | None, last: date | None) -> Q:
    """Match articles first published from `first` to `last`, in the newsroom's time zone."""
    asked = Q()
    if first is not None:
        asked &= Q(published_at__gte=timezone.make_aware(datetime.combine(first, time())))
    if last is not None and last < date.max:
        after = datetime.combine(last + timedelta(days=1), time())
        asked &= Q(published_at__lt=timezone.make_aware(after))
    return asked


def _mentioning(countries: Rows, _: datetime) -> Q:
    named = Mention.objects.filter(identity__in=countries.values("identity"))
    return Q(edition__in=named.values("edition"))


def _citizens(countries: Rows, at: datetime) -> Q:
    held = Detention.objects.live(at).filter(country__in=countries)
    citizens = Nationality.objects.filter(country__in=countries)
    return Q(pk__in=citizens.values("detainee")) | Q(pk__in=held.values("detainee"))


def _in_or_from(occasion: str) -> Callable[[Rows, datetime], Q]:
    """Match occasions in the countries, or with a participant from them."""

    def of(countries: Rows, at: datetime) -> Q:
        without_own = Q(country__isnull=True)
        participants = Participant.objects.live(at).filter(
            Q(country__in=countries)
            | without_own & Q(official__country__in=countries)
            | without_own & Q(organization__country__in=countries)
        )
        there = (
            Q(country__in=countries)
            if occasion == "meeting"
            else Q(pk__in=Stop.objects.filter(country__in=countries).values("visit"))
        )
        return there | Q(pk__in=participants.values(occasion))

    return of


def _of_speaker(countries: Rows, at: datetime) -> Q:
    return (
        Q(side__in=countries)
        | Q(official__country__in=countries)
        | Q(organization__country__in=countries)
    )


def _in_country(countries: Rows, at: datetime) -> Q:
    return Q(country__in=countries)


KINDS: dict[str, SearchedKind] = {
    "article": SearchedKind(
        EditionWords,
        1.2,
        None,
        _mentioning,
        key="article_id",
        latest=F("published_at"),
        day=Func("published_at", function="date", output_field=models.DateField()),
        dated=_published_between,
    ),
    "official": SearchedKind(
        Official,
        2.0,
        "full_name",
        _in_country,
        related=related.of_official,
        names=lambda: OfficialName.objects.filter(official=models.OuterRef("pk")),
    ),
    "detainee": SearchedKind(
        Detainee,
        2.0,
        "public_name",
        _citizens,
        related=related.of_detainee,
        names=lambda: DetaineeName.objects.filter(
            detainee=models.OuterRef("pk"), detainee__name_withheld=False
        ),
    ),
    "visit": SearchedKind(
        Visit,
        1.1,
        None,
        _in_or_from("visit"),
        latest=VISIT_LATEST,
        related=related.of_visit,
        day=Func("possible_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("possible", first, last),
    ),
    "meeting": SearchedKind(
        Meeting,
        1.0,
        None,
        _in_or_from("meeting"),
        latest=MEETING_LATEST,
        related=related.of_meeting,
        day=Func("on_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("on", first, last),
    ),
    "statement": SearchedKind(
        Statement,
        0.8,
        None,
        _of_speaker,
        latest=SAID_ON_DOWNWARDS,
        related=related.of_statement,
        day=Func("said_on_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("said_on", first, last),
    ),
    "office": SearchedKind(Office, 1.5, "title", _in_country, related=related.of_office),
    "organization": SearchedKind(
        Organization, 1.5, "name", _in_country, related=related.country_of(Organization)
    ),
    "place": SearchedKind(Place, 1.5, "name", _in_country, related=related.country_of(Place)),
    "country": SearchedKind(Country, 2.0, "name", lambda countries, _: Q(pk__in=countries)),
    "topic": SearchedKind(Topic, 1.5, "name", lambda *_: Q(pk__in=[])),
}
