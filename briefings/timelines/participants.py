"""Reads of who met whom and went where: the meetings and visits of an official and of a country."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from briefings.models import Country, Meeting, Official, Participant, StatusChange, Stop, Visit
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS


@dataclass(frozen=True)
class Engagement:
    """A live meeting or visit with its live changes of status in order, and the other officials."""

    occasion: Meeting | Visit
    statuses: list[StatusChange]
    others: list[Official]


def meetings_of(official: Official, at: datetime, limit: int) -> list[Engagement]:
    """Return an official's live meetings, the latest first, with whom else was there.

    Three queries.
    """
    there = Participant.objects.live(at).filter(meeting=OuterRef("pk"), official=official)
    meetings = list(_latest(Meeting.objects.live(at).filter(Exists(there)))[:limit])
    others: dict[int, list[Official]] = {}
    company = (
        Participant.objects.live(at)
        .filter(meeting__in=[meeting.pk for meeting in meetings], official__isnull=False)
        .exclude(official=official)
        .select_related("official")
        .in_order()
    )
    for participant in company:
        if participant.meeting_id is not None and participant.official is not None:
            others.setdefault(participant.meeting_id, []).append(participant.official)
    return _with_statuses(meetings, others, "meeting", at)


def meetings_in(country: Country, at: datetime, limit: int) -> list[Engagement]:
    """Return the live meetings in a country, the latest first; two queries."""
    meetings = _latest(Meeting.objects.live(at).filter(country=country))[:limit]
    return _with_statuses(meetings, {}, "meeting", at)


def visits_to(country: Country, at: datetime, limit: int) -> list[Engagement]:
    """Return the live visits that stop in a country, the latest first; two queries."""
    stops = Stop.objects.filter(visit=OuterRef("pk"), country=country)
    return _visits(Visit.objects.live(at).filter(Exists(stops)), at, limit)


def visits_by(country: Country, at: datetime, limit: int) -> list[Engagement]:
    """Return the live visits on which officials of a country go elsewhere, the latest first.

    Two queries.
    """
    travellers = Participant.objects.live(at).filter(
        Q(country=country) | Q(country__isnull=True, official__country=country),
        visit=OuterRef("pk"),
        official__isnull=False,
    )
    elsewhere = Stop.objects.filter(visit=OuterRef("pk")).exclude(country=country)
    visits = Visit.objects.live(at).filter(Exists(travellers), Exists(elsewhere))
    return _visits(visits, at, limit)


def _visits(visits: QuerySet[Visit], at: datetime, limit: int) -> list[Engagement]:
    latest = visits.order_by(F("starts_days__startswith").desc(nulls_last=True), "-id")
    return _with_statuses(latest[:limit], {}, "visit", at)


def _latest(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.select_related("place").order_by(
        EARLIEST_DAY_DOWNWARDS.desc(), F("starts_at").desc(nulls_last=True), "-order", "-id"
    )


def _with_statuses(
    occasions: Iterable[Any], others: dict[int, list[Official]], of: str, at: datetime
) -> list[Engagement]:
    rows = list(occasions)
    statuses: dict[int, list[StatusChange]] = {}
    for change in _changes(of, [row.pk for row in rows], at):
        statuses.setdefault(getattr(change, f"{of}_id"), []).append(change)
    return [Engagement(row, statuses.get(row.pk, []), others.get(row.pk, [])) for row in rows]


def _changes(of: str, keys: Collection[int], at: datetime) -> QuerySet[StatusChange]:
    return StatusChange.objects.live(at).filter(**{f"{of}__in": keys}).in_order()
