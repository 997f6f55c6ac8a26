"""Reads of who met whom and who went where."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.models import Country, Participant, Stop, Visit
from briefings.models.visits import EARLIEST_DAY_DOWNWARDS, VisitQuerySet
from briefings.timelines.prepared import prepared
from briefings.timelines.statuses import with_statuses

VISITS = 9  # on a country's page, and one more


def visits_to(country: Country, at: datetime) -> list[Visit]:
    """Return the latest live visits that stop in a country, at most nine (one query)."""
    return _visits_to(at, country.pk)


def visits_by(country: Country, at: datetime) -> list[Visit]:
    """Return the latest live visits of its officials to other countries, at most nine (a query)."""
    return _visits_by(at, country.pk)


@prepared
def _visits_to(at: datetime, country: int) -> QuerySet[Visit]:
    stops = Stop.objects.filter(visit=OuterRef("pk"), country=country)
    return _latest(Visit.objects.live(at).filter(Exists(stops)), at)


@prepared
def _visits_by(at: datetime, country: int) -> QuerySet[Visit]:
    travellers = Participant.objects.live(at).filter(
        Q(country=country) | Q(country__isnull=True, official__country=country),
        visit=OuterRef("pk"),
        official__isnull=False,
    )
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    abroad = Exists(stops.exclude(country=country)) & ~Exists(stops.filter(country=country))
    return _latest(Visit.objects.live(at).filter(abroad, Exists(travellers)), at)


def _latest(visits: VisitQuerySet, at: datetime) -> QuerySet[Visit]:
    told = with_statuses(visits.with_zone(), at)
    return told.order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")[:VISITS]
