"""Reads of what changed in the world by a day, whatever it is a change of."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from briefings.models import CustodyEvent, StatusChange, Tenure
from briefings.models.tenures import EARLIEST_START_DOWNWARDS
from briefings.timelines.prepared import prepared
from briefings.timelines.tenures import with_live_countries

MOST = 12  # of a kind


class Latest(NamedTuple):
    """The latest changes of three kinds, each kind newest first."""

    statuses: list[StatusChange]
    custody: list[CustodyEvent]
    tenures: list[Tenure]


def latest_by(day: date, at: datetime) -> Latest:
    """Return what may have changed by the end of a day, at most twelve of a kind; three queries.

    Statuses of meetings and visits, custody events that are more than a remark, and who took an
    office that readers are shown.
    """
    taken = with_live_countries(_offices_taken(at, day), at)
    return Latest(_statuses(at, day), _custody(at, day), taken)


@prepared
def _offices_taken(at: datetime, day: date) -> QuerySet[Tenure]:
    return (
        Tenure.objects.live(at)
        .alias(begins=EARLIEST_START_DOWNWARDS)
        .filter(begins__lte=day, held_possibly__isnull=False)
        .select_related("official", "office__country")
        .order_by("-begins", "-id")[:MOST]
    )


@prepared
def _statuses(at: datetime, day: date) -> QuerySet[StatusChange]:
    return (
        StatusChange.objects.live(at)
        .filter(participant__isnull=True, first_day__lte=day)
        .select_related("meeting", "visit")
        .order_by("-first_day", "-id")[:MOST]
    )


@prepared
def _custody(at: datetime, day: date) -> QuerySet[CustodyEvent]:
    told = Q(status__gt="") | ~Q(kind=CustodyEvent.Kind.OTHER)
    return (
        CustodyEvent.objects.live(at)
        .filter(told, first_day__lte=day)
        .select_related("detention__detainee")
        .order_by("-first_day", "-id")[:MOST]
    )
