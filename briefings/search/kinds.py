"""What is searched: each kind of row by its own words and those of what stands beside it.

Whatever is read here starts from what is live at one moment, as everywhere: what stands beside a
row as well.
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
from briefings.search import beside
from briefings.search.beside import Beside, Rows


@dataclass(frozen=True)
class SearchedKind:
    """How one kind of row is searched.

    `called` is the column of what it is called, where somebody may ask by just that; None of what
    has a sentence for a title. `key` is the column by which a hit is known; `latest` and `key` sort
    the newest first, by an index. `beside` finds rows by what stands beside them; None: nothing
    does. `names` are a person's other names. `day` is the hit's first day, `dated` the condition
    for days from one to another (None is no bound); None: such rows have no day. `of` is the
    condition for countries. `weight` is how much a match counts.
    """

    model: type[models.Model]
    weight: float
    called: str | None
    of: Callable[[Rows, datetime], Q]
    key: str = "pk"
    latest: F | Func[Any] = field(default_factory=lambda: F("pk"))
    beside: Beside | None = None
    names: Callable[[], Rows] | None = None
    day: Combinable | None = None
    dated: Callable[[date | None, date | None], Q] | None = None

    def live(self, at: datetime) -> Rows:
        """Return what the public sees at the moment."""
        rows: Rows = self.model._default_manager.live(at)  # type: ignore[attr-defined]
        return rows

    def newest_first(self, rows: Rows) -> Rows:
        """Sort by the latest day, or entry, downwards."""
        return rows.order_by(self.latest.desc(), f"-{self.key}")


def _published_between(first: date | None, last: date | None) -> Q:
    """Match articles first published from one day to another, in the newsroom's time zone."""
    asked = Q()
    if first is not None:
        asked &= Q(published_at__gte=timezone.make_aware(datetime.combine(first, time())))
    if last is not None and last < date.max:
        after = datetime.combine(last + timedelta(days=1), time())
        asked &= Q(published_at__lt=timezone.make_aware(after))
    return asked


def _naming(countries: Rows, _: datetime) -> Q:
    named = Mention.objects.filter(identity__in=countries.values("identity"))
    return Q(edition__in=named.values("edition"))


def _citizens(countries: Rows, at: datetime) -> Q:
    held = Detention.objects.live(at).filter(country__in=countries)
    citizens = Nationality.objects.filter(country__in=countries)
    return Q(pk__in=citizens.values("detainee")) | Q(pk__in=held.values("detainee"))


def _with_side(occasion: str) -> Callable[[Rows, datetime], Q]:
    """Match occasions where somebody of the countries takes part, or that are there."""

    def of(countries: Rows, at: datetime) -> Q:
        silent = Q(country__isnull=True)
        coming = Participant.objects.live(at).filter(
            Q(country__in=countries)
            | silent & Q(official__country__in=countries)
            | silent & Q(organization__country__in=countries)
        )
        there = (
            Q(country__in=countries)
            if occasion == "meeting"
            else Q(pk__in=Stop.objects.filter(country__in=countries).values("visit"))
        )
        return there | Q(pk__in=coming.values(occasion))

    return of


def _of_speaker(countries: Rows, at: datetime) -> Q:
    return (
        Q(side__in=countries)
        | Q(official__country__in=countries)
        | Q(organization__country__in=countries)
    )


def _there(countries: Rows, at: datetime) -> Q:
    return Q(country__in=countries)


KINDS: dict[str, SearchedKind] = {
    "article": SearchedKind(
        EditionWords,
        1.2,
        None,
        _naming,
        key="article_id",
        latest=F("published_at"),
        day=Func("published_at", function="date", output_field=models.DateField()),
        dated=_published_between,
    ),
    "official": SearchedKind(
        Official,
        2.0,
        "full_name",
        _there,
        beside=beside.of_official,
        names=lambda: OfficialName.objects.filter(official=models.OuterRef("pk")),
    ),
    "detainee": SearchedKind(
        Detainee,
        2.0,
        "public_name",
        _citizens,
        beside=beside.of_detainee,
        names=lambda: DetaineeName.objects.filter(
            detainee=models.OuterRef("pk"), detainee__name_withheld=False
        ),
    ),
    "visit": SearchedKind(
        Visit,
        1.1,
        None,
        _with_side("visit"),
        latest=VISIT_LATEST,
        beside=beside.of_visit,
        day=Func("possible_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("possible", first, last),
    ),
    "meeting": SearchedKind(
        Meeting,
        1.0,
        None,
        _with_side("meeting"),
        latest=MEETING_LATEST,
        beside=beside.of_meeting,
        day=Func("on_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("on", first, last),
    ),
    "statement": SearchedKind(
        Statement,
        0.8,
        None,
        _of_speaker,
        latest=SAID_ON_DOWNWARDS,
        beside=beside.of_statement,
        day=Func("said_on_days", function="lower", output_field=models.DateField()),
        dated=lambda first, last: possibly_between("said_on", first, last),
    ),
    "office": SearchedKind(Office, 1.5, "title", _there, beside=beside.of_office),
    "organization": SearchedKind(
        Organization, 1.5, "name", _there, beside=beside.country_of(Organization)
    ),
    "place": SearchedKind(Place, 1.5, "name", _there, beside=beside.country_of(Place)),
    "country": SearchedKind(Country, 2.0, "name", lambda countries, _: Q(pk__in=countries)),
    "topic": SearchedKind(Topic, 1.5, "name", lambda *_: Q(pk__in=[])),
}
