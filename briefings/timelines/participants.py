"""Reads of who met whom and who went where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from briefings.addresses import path_of
from briefings.models import Country, Official, PartialDate, Participant, StatusChange, Stop, Visit
from briefings.models.expressions import among
from briefings.models.statuses import Attendance, Status
from briefings.models.visits import EARLIEST_DAY_DOWNWARDS, VisitQuerySet
from briefings.timelines.prepared import prepared
from briefings.timelines.statuses import with_statuses

VISITS = 9  # on a country's page, and one more


@dataclass(frozen=True)
class Counterpart:
    """An official whom another met: how often, and on which days, as far as they are known.

    A gathering and what was part of it are one time, on the day that is known best.
    """

    full_name: str
    url: str
    times: int
    days: list[PartialDate]


def counterparts_of(official: Official, day: date, at: datetime) -> list[Counterpart]:
    """Return whom an official had met by the end of a day, the most often met first (one query).

    Of live meetings that possibly were held by then, without those whom they were without, and
    without the official's own country.
    """
    people: dict[int, tuple[str, str]] = {}
    met: dict[int, dict[int, list[PartialDate]]] = {}
    for key, name, slug, on, meeting, gathering in _company(
        at, official.pk, official.country_id or 0, day
    ):
        people[key] = name, path_of("official", slug)
        days = met.setdefault(key, {}).setdefault(gathering or meeting, [])
        days += [on] if on else []
    found = [
        Counterpart(*people[key], len(times), _days(times.values())) for key, times in met.items()
    ]
    return sorted(found, key=lambda one: (-one.times, one.full_name))


def _days(times: Iterable[list[PartialDate]]) -> list[PartialDate]:
    """Return of each time the day that is known best, the earliest of those; in their order."""
    best = [
        min(days, key=lambda on: (on.earliest != on.latest, on.ordering_key))
        for days in times
        if days
    ]
    return sorted(best, key=lambda on: on.ordering_key)


@prepared
def _company(at: datetime, official: int, country: int, day: date) -> QuerySet[Any, Any]:
    def stood(status: str, of: str) -> Exists:
        changes = StatusChange.objects.at_end_of(day, "status", [status], of=of, at=at)
        return Exists(changes.filter(**{of: OuterRef(of if of == "meeting" else "pk")}))

    there = Participant.objects.live(at).exclude(stood(Attendance.ABSENT, "participant"))
    own = there.filter(official=official, meeting=OuterRef("meeting"))
    theirs = Participant.objects.filter(official=official, meeting__isnull=False).values("meeting")
    others = (
        there.filter(
            among(theirs, of="meeting"),
            Exists(own),
            stood(Status.HELD, "meeting"),
            official__isnull=False,
        )
        .exclude(official=official)
        .exclude(official__country=country)
    )
    return others.order_by(F("meeting__on_days").asc(nulls_first=True), "id").values_list(
        *("official", "official__full_name", "official__slug"),
        *("meeting__on", "meeting", "meeting__gathering"),
    )


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
