"""Reads of who met whom and who went where: an official's meetings, a country's visits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from briefings.models import Country, Meeting, Official, Participant, Stop, Visit
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS


def meetings_with(official: Official, at: datetime) -> QuerySet[Meeting]:
    """Return an official's live meetings, the latest first."""
    there = Participant.objects.live(at).filter(meeting=OuterRef("pk"), official=official)
    return _meetings(Meeting.objects.live(at).filter(Exists(there)))


def company_of(
    official: Official, meetings: Collection[Meeting], at: datetime
) -> list[Participant]:
    """Return the other officials who take part in the meetings, as they are seated (one query)."""
    return list(
        Participant.objects.live(at)
        .filter(meeting__in=[meeting.pk for meeting in meetings], official__isnull=False)
        .exclude(official=official)
        .select_related("official")
        .in_order()
    )


def meetings_in(country: Country, at: datetime) -> QuerySet[Meeting]:
    """Return the live meetings in a country, the latest first."""
    return _meetings(Meeting.objects.live(at).filter(country=country))


def visits_to(country: Country, at: datetime) -> QuerySet[Visit]:
    """Return the live visits that stop in a country, the latest first."""
    stops = Stop.objects.filter(visit=OuterRef("pk"), country=country)
    return _visits(Visit.objects.live(at).filter(Exists(stops)))


def visits_by(country: Country, at: datetime) -> QuerySet[Visit]:
    """Return the live visits of a country's officials to other countries, the latest first."""
    travellers = Participant.objects.live(at).filter(
        Q(country=country) | Q(country__isnull=True, official__country=country),
        visit=OuterRef("pk"),
        official__isnull=False,
    )
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    abroad = Exists(stops.exclude(country=country)) & ~Exists(stops.filter(country=country))
    return _visits(Visit.objects.live(at).filter(abroad, Exists(travellers)))


def _meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.order_by(
        EARLIEST_DAY_DOWNWARDS.desc(), F("starts_at").desc(nulls_last=True), "-order", "-id"
    )


def _visits(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.order_by(F("starts_days__startswith").desc(nulls_last=True), "-id")
