"""The diary of the front page: the engagements of the coming days, by their places' clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate

from briefings.admin.base import desk_url
from briefings.admin.occasions import AHEAD, standing, status_today
from briefings.admin.statuses import with_statuses
from briefings.admin.visits import days_of
from briefings.models import Meeting, PartialDate, Visit
from briefings.models.statuses import AHEAD as PLANNED
from briefings.models.statuses import Status
from briefings.models.visits import EARLIEST_DAY

MOST = 40  # meetings, and visits
FULL, HALF, EMPTY, STRUCK = "full", "half", "empty", "struck"
# The box beside a status: full of what was held, half of what is agreed, struck of what is off.
SIGNS: dict[str, str] = {
    **{str(status.label): STRUCK for status in Status if status not in PLANNED},
    str(Status.HELD.label): FULL,
    **{str(status.label): HALF for status in (Status.AGREED, Status.EXPECTED, Status.CONFIRMED)},
}


class Entry(NamedTuple):
    """An engagement: when on its day, what and where, its status in words and as a sign."""

    hour: str
    title: str
    url: str
    where: str
    status: str
    sign: str


class Day(NamedTuple):
    """A day of the diary. Engagements whose day is not known come last, under what is."""

    title: str
    entries: list[Entry]


def coming(at: datetime) -> list[Day]:
    """Return the days of the coming two weeks with an engagement, in order (four queries).

    A day is that of the engagement's place. A visit stands on its first day, or today if it has
    begun.
    """
    today = localdate(at)
    window = PartialDate.parse(f"{today}/{today + AHEAD}")
    meetings = standing(Meeting.objects.during(window)).in_order()
    visits = standing(Visit.objects.during(window)).order_by(EARLIEST_DAY, "id")
    days: dict[tuple[bool, date, str], list[Entry]] = {}
    for visit in with_statuses(visits.with_zone())[:MOST]:
        days.setdefault(_key(visit.starts, today), []).append(_of_visit(visit, at))
    for meeting in with_statuses(meetings.select_related("place"))[:MOST]:
        days.setdefault(_key(meeting.on, today), []).append(_of_meeting(meeting, at))
    return [Day(key[-1], days[key]) for key in sorted(days)]


def _key(on: PartialDate | None, today: date) -> tuple[bool, date, str]:
    """Return the key of a day: whether it is not known for sure, the day, its title."""
    earliest = (on and on.earliest) or today
    if on is None or on.earliest != on.latest:
        return True, earliest, f"Some day: {on or 'not known'}"
    day = max(earliest, today)
    return False, day, date_format(day, "l j F") + (", today" if day == today else "")


def _of_meeting(row: Meeting, at: datetime) -> Entry:
    hour = row.get_part_of_day_display()
    if row.starts_at is not None:
        here, there = row.starts_at.astimezone(UTC), row.starts_at.astimezone(row.zone)
        hour = f"{there:%H:%M} ({here:%H:%M} UTC)"
    return _entry(row, hour, str(row.place or ""), at)


def _of_visit(row: Visit, at: datetime) -> Entry:
    return _entry(row, "", days_of(row), at)


def _entry(row: Meeting | Visit, hour: str, where: str, at: datetime) -> Entry:
    status = status_today(row, at) or "No status"
    sign = SIGNS.get(status.partition(" (")[0], EMPTY)
    return Entry(hour, str(row), desk_url(row), where, status, sign)
