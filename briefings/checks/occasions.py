"""Doubts about meetings, visits and statements: days, statuses and people that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from briefings.checks.doubt import Doubt, first_day, is_before, last_day
from briefings.checks.future import is_future
from briefings.checks.twice import meetings_twice
from briefings.models import Meeting, PartialDate, Statement, StatusChange, Visit
from briefings.models.statuses import AHEAD, OFF, Attendance, Status


def meeting_doubts(meeting: Meeting, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts about a meeting (up to twelve queries)."""
    rows = [*meeting.statuses.filter(retraction_reason="").in_order()]
    yield from _statuses(rows, meeting.on)
    if rows and rows[-1].status == Status.HELD and is_future(meeting.on, meeting.today(at)):
        words = f"“Held” is said of a meeting whose day is still to come: {meeting.on}."
        yield Doubt(rows[-1], "status", words, certain=True)
    yield from _present(meeting, rows)
    for readout in meeting.readouts.filter(retraction_reason=""):
        if is_before(issued := readout.issued_on, meeting.on):
            # By the clocks of the place it may have been a day later.
            certain = last_day(issued) + timedelta(days=1) < first_day(meeting.on)
            words = f"A readout of {issued} tells of a meeting of {meeting.on}, which is later."
            yield Doubt(readout, "issued_on", words, certain=certain)
    if (visit := meeting.visit) is not None and not _within(meeting.on, visit):
        words = f"The meeting’s day, {meeting.on}, lies outside the visit, {_period(visit)}."
        yield Doubt(meeting, "on", words, certain=False)
    if (follows := meeting.follows) is not None and is_before(meeting.on, follows.on):
        words = f"It follows {follows}, which is later: {follows.on}."
        yield Doubt(meeting, "follows", words, certain=True)
    if (gathering := meeting.gathering) is not None and (
        is_before(meeting.on, gathering.on) or is_before(gathering.on, meeting.on)
    ):
        words = f"It is part of {gathering}, which has other days: {gathering.on}."
        yield Doubt(meeting, "gathering", words, certain=False)
    yield from _named_by_others(meeting, at)
    yield from meetings_twice(meeting)


def _named_by_others(meeting: Meeting, at: datetime) -> Iterator[Doubt]:
    """Yield what does not fit of meetings and statements that name this one (three queries)."""
    for later in _dated(meeting.followed_by.filter(retraction_reason="")):
        if is_before(later.on, meeting.on):
            words = f"{later} follows it, and is earlier: {later.on}."
            yield Doubt(meeting, "on", words, certain=True)
    for part in _dated(meeting.parts.filter(retraction_reason="")):
        if is_before(part.on, meeting.on) or is_before(meeting.on, part.on):
            words = f"{part} is part of it, and has other days: {part.on}."
            yield Doubt(meeting, "on", words, certain=False)
    statements = meeting.statements.filter(retraction_reason="")
    for statement in statements.select_related("official"):
        yield from statement_doubts(statement, at)


def _statuses(rows: list[StatusChange], on: PartialDate | None) -> Iterator[Doubt]:
    """Yield statuses in an impossible order, and statuses that `on`, the first day, excludes."""
    held: StatusChange | None = None
    for row in rows:
        if row.status == Status.HELD:
            held = row
            if is_before(row.on, on):
                words = f"It cannot have been held on {row.on}: it begins on {on}."
                yield Doubt(row, "on", words, certain=True)
        elif held is not None and row.status in {*AHEAD, *OFF, Status.POSTPONED}:
            status = row.get_status_display().lower()
            words = f"It was held on {held.on}, and “{status}” on {row.on} comes after that."
            yield Doubt(row, "status", words, certain=False)


def _present(meeting: Meeting, rows: list[StatusChange]) -> Iterator[Doubt]:
    """Yield who was present before the meeting, or at one that was not held (one query)."""
    present = StatusChange.objects.filter(
        participant__meeting=meeting,
        participant__retraction_reason="",
        retraction_reason="",
        status=Attendance.PRESENT,
    ).select_related("participant__official", "participant__organization")
    for row in present:
        if is_before(row.on, meeting.on):
            words = f"{row.participant} cannot have been present on {row.on}: it begins later."
            yield Doubt(row, "on", words, certain=True)
        elif rows and rows[-1].status in OFF:
            status = rows[-1].get_status_display().lower()
            words = f"{row.participant} was present, and the meeting is said to be: {status}."
            yield Doubt(row, "status", words, certain=False)


def _within(on: PartialDate | None, visit: Visit) -> bool:
    """Return whether a date is possibly a day of the visit."""
    return not (is_before(on, visit.starts) or is_before(visit.ends, on))


def _period(visit: Visit) -> str:
    return f"{visit.starts or 'of an unknown day'} to {visit.ends or 'an unknown day'}"


def visit_doubts(visit: Visit, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts about a visit (five queries)."""
    rows = [*visit.statuses.filter(retraction_reason="").in_order()]
    yield from _statuses(rows, visit.starts)
    if rows and rows[-1].status == Status.HELD and is_future(visit.starts, visit.today(at)):
        words = f"“Held” is said of a visit that is still to begin: {visit.starts}."
        yield Doubt(rows[-1], "status", words, certain=True)
    yield from _stops(visit)
    for readout in visit.readouts.filter(retraction_reason=""):
        if is_before(issued := readout.issued_on, visit.starts):
            certain = last_day(issued) + timedelta(days=1) < first_day(visit.starts)
            words = f"A readout of {issued} tells of a visit from {visit.starts}, which is later."
            yield Doubt(readout, "issued_on", words, certain=certain)
    for meeting in _dated(visit.meetings.filter(retraction_reason="")):
        if not _within(meeting.on, visit):
            words = f"{meeting}, {meeting.on}, lies outside the visit, {_period(visit)}."
            yield Doubt(visit, "starts", words, certain=False)


def _dated(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    return (meeting for meeting in meetings if meeting.on is not None)


def _stops(visit: Visit) -> Iterator[Doubt]:
    """Yield stops outside the visit and stops out of order (one query)."""
    stops = [*visit.stops.select_related("place", "country").order_by("order", "id")]
    for stop in stops:
        for field in ("arrives", "departs"):
            if not _within(on := getattr(stop, field), visit):
                words = f"{stop}: {on} lies outside the visit, {_period(visit)}."
                yield Doubt(stop, field, words, certain=True)
    for one, other in pairwise(stops):
        if is_before(other.departs or other.arrives, one.arrives or one.departs):
            words = f"{other} comes after {one}, and is earlier by its days."
            yield Doubt(other, "arrives", words, certain=False)


def statement_doubts(statement: Statement, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts that a statement has another day than its meeting, or outside a life.

    Two queries, unless meeting and speaker are fetched.
    """
    meeting, on = statement.meeting, statement.said_on
    if meeting is not None and (is_before(on, meeting.on) or is_before(meeting.on, on)):
        words = f"It was said on {on} at {meeting}, which was on {meeting.on}."
        yield Doubt(statement, "said_on", words, certain=False)
    if (speaker := statement.official) is not None:
        if is_before(on, speaker.born):
            words = f"It was said on {on}, before the birth of {speaker}, {speaker.born}."
            yield Doubt(statement, "said_on", words, certain=False)
        if is_before(speaker.died, on):
            words = f"It was said on {on}, after the death of {speaker}, {speaker.died}."
            yield Doubt(statement, "said_on", words, certain=False)
