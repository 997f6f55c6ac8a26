"""Meetings and visits whose days, statuses and people contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from briefings.checks.ahead import is_ahead
from briefings.checks.doubt import Doubt, before, first, last
from briefings.models import Meeting, PartialDate, Statement, StatusChange, Visit
from briefings.models.statuses import AHEAD, Attendance, Status

OFF = frozenset((Status.CANCELLED, Status.DECLINED, Status.DID_NOT_TAKE_PLACE))


def of_meeting(meeting: Meeting, at: datetime) -> Iterator[Doubt]:
    """Yield what contradicts itself in a meeting (up to six queries)."""
    rows = [*meeting.statuses.filter(retraction_reason="").in_order()]
    yield from _statuses(rows, meeting.on)
    if rows and rows[-1].status == Status.HELD and is_ahead(meeting.on, meeting.today(at)):
        words = f"“Held” is said of a meeting whose day is still to come: {meeting.on}."
        yield Doubt(rows[-1], "status", words, certain=True)
    yield from _present(meeting, rows)
    for readout in meeting.readouts.filter(retraction_reason=""):
        if before(issued := readout.issued_on, meeting.on):
            # Where they met it may have been the day after already.
            certain = last(issued) + timedelta(days=1) < first(meeting.on)
            words = f"A readout of {issued} tells of a meeting of {meeting.on}, which is later."
            yield Doubt(readout, "issued_on", words, certain=certain)
    if (visit := meeting.visit) is not None and not _within(meeting.on, visit):
        words = f"The meeting’s day, {meeting.on}, lies outside the visit, {_period(visit)}."
        yield Doubt(meeting, "on", words, certain=False)
    if (follows := meeting.follows) is not None and before(meeting.on, follows.on):
        words = f"It follows {follows}, which is later: {follows.on}."
        yield Doubt(meeting, "follows", words, certain=True)
    if (gathering := meeting.gathering) is not None and (
        before(meeting.on, gathering.on) or before(gathering.on, meeting.on)
    ):
        words = f"It is part of {gathering}, which has other days: {gathering.on}."
        yield Doubt(meeting, "gathering", words, certain=False)


def _statuses(rows: list[StatusChange], on: PartialDate | None) -> Iterator[Doubt]:
    """Yield statuses that cannot follow one another, or the day that they are of."""
    held: StatusChange | None = None
    for row in rows:
        if row.status == Status.HELD:
            held = row
            if before(row.on, on):
                words = f"It cannot have been held on {row.on}: it begins on {on}."
                yield Doubt(row, "on", words, certain=True)
        elif held is not None and row.status in {*AHEAD, *OFF, Status.POSTPONED}:
            said = row.get_status_display().lower()
            words = f"It was held on {held.on}, and “{said}” on {row.on} comes after that."
            yield Doubt(row, "status", words, certain=False)


def _present(meeting: Meeting, rows: list[StatusChange]) -> Iterator[Doubt]:
    """Yield those who were present at a meeting that was not held, or before it."""
    present = StatusChange.objects.filter(
        participant__meeting=meeting,
        participant__retraction_reason="",
        retraction_reason="",
        status=Attendance.PRESENT,
    ).select_related("participant__official", "participant__organization")
    for row in present:
        if before(row.on, meeting.on):
            words = f"{row.participant} cannot have been present on {row.on}: it begins later."
            yield Doubt(row, "on", words, certain=True)
        elif rows and rows[-1].status in OFF:
            said = rows[-1].get_status_display().lower()
            words = f"{row.participant} was present, and the meeting is said to be: {said}."
            yield Doubt(row, "status", words, certain=False)


def _within(on: PartialDate | None, visit: Visit) -> bool:
    """Return whether a date may be a day of the visit."""
    return not (before(on, visit.starts) or before(visit.ends, on))


def _period(visit: Visit) -> str:
    return f"{visit.starts or 'of an unknown day'} to {visit.ends or 'an unknown day'}"


def of_visit(visit: Visit, at: datetime) -> Iterator[Doubt]:
    """Yield what contradicts itself in a visit (five queries)."""
    rows = [*visit.statuses.filter(retraction_reason="").in_order()]
    yield from _statuses(rows, visit.starts)
    if rows and rows[-1].status == Status.HELD and is_ahead(visit.starts, visit.today(at)):
        words = f"“Held” is said of a visit that is still to begin: {visit.starts}."
        yield Doubt(rows[-1], "status", words, certain=True)
    yield from _stops(visit)
    for readout in visit.readouts.filter(retraction_reason=""):
        if before(issued := readout.issued_on, visit.starts):
            certain = last(issued) + timedelta(days=1) < first(visit.starts)
            words = f"A readout of {issued} tells of a visit from {visit.starts}, which is later."
            yield Doubt(readout, "issued_on", words, certain=certain)
    for meeting in _dated(visit.meetings.filter(retraction_reason="")):
        if not _within(meeting.on, visit):
            words = f"{meeting}, {meeting.on}, lies outside the visit, {_period(visit)}."
            yield Doubt(visit, "starts", words, certain=False)


def _dated(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    return (meeting for meeting in meetings if meeting.on is not None)


def _stops(visit: Visit) -> Iterator[Doubt]:
    """Yield stops outside the visit, and those that are out of order."""
    stops = [*visit.stops.select_related("place", "country").order_by("order", "id")]
    for stop in stops:
        for field in ("arrives", "departs"):
            if not _within(on := getattr(stop, field), visit):
                words = f"{stop}: {on} lies outside the visit, {_period(visit)}."
                yield Doubt(stop, field, words, certain=True)
    for one, other in pairwise(stops):
        if before(other.departs or other.arrives, one.arrives or one.departs):
            words = f"{other} comes after {one}, and is earlier by its days."
            yield Doubt(other, "arrives", words, certain=False)


def of_statement(statement: Statement, at: datetime) -> Iterator[Doubt]:
    """Yield a statement that was not said on the day of its meeting (one query)."""
    meeting, on = statement.meeting, statement.said_on
    if meeting is not None and (before(on, meeting.on) or before(meeting.on, on)):
        words = f"It was said on {on} at {meeting}, which was on {meeting.on}."
        yield Doubt(statement, "said_on", words, certain=False)
