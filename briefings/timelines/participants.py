"""Reads of who met whom and who went where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from briefings.models import Country, Official, PartialDate, Participant, StatusChange, Stop, Visit
from briefings.models.expressions import among
from briefings.models.statuses import Attendance, Status
from briefings.timelines.prepared import prepared


@dataclass(frozen=True)
class Counterpart:
    """An official whom another met: how often, and on which days, as far as they are known."""

    full_name: str
    url: str
    times: int
    days: list[PartialDate]


def counterparts_of(official: Official, day: date, at: datetime) -> list[Counterpart]:
    """Return whom an official had met by the end of a day, the most often met first (one query).

    Of live meetings that possibly were held by then, without those whom they were without, and
    without the official's own country.
    """
    met: dict[int, Counterpart] = {}
    own_country = official.country_id or 0
    for key, name, slug, on in _company(at, official.pk, own_country, day):
        known = met.get(key) or Counterpart(name, f"/officials/{slug}/", 0, [])
        days = [*known.days, on] if on else known.days
        met[key] = Counterpart(name, known.url, known.times + 1, days)
    return sorted(met.values(), key=lambda one: (-one.times, one.full_name))


@prepared
def _company(at: datetime, official: int, country: int, day: date) -> QuerySet[Any, Any]:
    def stood(status: str, of: str) -> Exists:
        changes = StatusChange.objects.holding("status", [status], day, of=of, at=at)
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
        "official", "official__full_name", "official__slug", "meeting__on"
    )


def visits_by(country: Country, at: datetime) -> QuerySet[Visit]:
    """Return the live visits of a country's officials to other countries, the latest first."""
    travellers = Participant.objects.live(at).filter(
        Q(country=country) | Q(country__isnull=True, official__country=country),
        visit=OuterRef("pk"),
        official__isnull=False,
    )
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    abroad = Exists(stops.exclude(country=country)) & ~Exists(stops.filter(country=country))
    visits = Visit.objects.live(at).with_zone().filter(abroad, Exists(travellers))
    return visits.order_by(F("starts_days__startswith").desc(nulls_last=True), "-id")
