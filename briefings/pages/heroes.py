"""What the record draws over a piece that has no picture: a programme, a table, a bar.

All of it as of the day of the piece: words and drawing do not change with the day they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from briefings.documents.detentions import begun_by
from briefings.models import CustodyEvent, Detainee, Meeting, StatusChange, Tenure, Visit
from briefings.models.base import if_live
from briefings.pages import custody as custody_pages
from briefings.pages import detentions
from briefings.pages.dates import Span, day_in_words
from briefings.pages.participants import SEATS, sides
from briefings.pages.statuses import status_on
from briefings.pages.subjects import Told, cases
from briefings.timelines import Engagements, rows_of, statuses_of

DAYS = 7  # the longest programme that is drawn
ROWS = 8
NARROWEST = 1.5  # percent of the width: what a moment takes
FIRST, LAST = 8, 92  # percent: beyond these the label of the wedge stands at its side
HOURS = {
    Meeting.PartOfDay.MORNING: (6, 12),
    Meeting.PartOfDay.AFTERNOON: (12, 18),
    Meeting.PartOfDay.EVENING: (18, 24),
    Meeting.PartOfDay.NIGHT: (21, 24),
}


def drawn(
    told: Told, tenures: Sequence[Tenure], day: date, published: datetime, at: datetime
) -> dict[str, Any] | None:
    """Return the drawing of what a piece is about, None where the record has none; a query at most.

    `programme` of a visit, `table` of a meeting, `bars` of a detainee.
    """
    record = told.subject.record if told.subject else None
    if isinstance(record, Visit):
        found = programme(record, told.statuses, day, published, localdate(at))
        return {"programme": found} if found else None
    if isinstance(record, Meeting) and told.subject and told.subject.participants:
        return {"table": table(record, told, tenures, day, at)}
    if isinstance(record, Detainee):
        bars = list(custody_bars(record, told.custody, day, localdate(at)))
        return {"bars": bars} if bars else None
    return None


def programme(
    visit: Visit, statuses: Iterable[StatusChange], day: date, published: datetime, today: date
) -> dict[str, Any] | None:
    """Return the meetings of a visit on its days, each as it stood; None where no day is known.

    What lay ahead at the moment of publication is as the record had it the day before: the record
    knows the day of a change, not the hour. What it did not have by then is left out, and so is
    what is known to the month: it has no place on the days.
    """
    own = [row for row in statuses if row.meeting and row.meeting.visit_id == visit.pk]
    chains = {row.meeting.pk: row.meeting for row in own if row.meeting}
    meetings = sorted(filter(day_of, chains.values()), key=when)
    shown = [
        (meeting, status)
        for meeting in meetings
        if (status := status_on(rows_of(own, meeting), seen(meeting, day, published), today))
    ]
    if not shown:
        return None
    first, last = (day_of(shown[place][0]) or date.max for place in (0, -1))
    count = (last - first).days + 1
    if count > DAYS:
        return None
    return {
        "days": [
            {"label": f"{each:%A} {each.day} {each:%B}", "x": round(100 * place / count, 3)}
            for place in range(count)
            if (each := first + timedelta(days=place))
        ],
        "rows": [
            {
                "name": meeting.label.removesuffix(f", {meeting.on}"),
                "url": meeting.get_absolute_url(),
                "status": status,
                **stretch(meeting, first, count),
            }
            for meeting, status in shown[:ROWS]
        ],
        "more": len(shown) - len(shown[:ROWS]),
        "url": visit.get_absolute_url(),
        "day_text": day_in_words(day),
        "wedge": wedge(published.astimezone(shown[0][0].zone), first, count),
    }


def seen(meeting: Meeting, day: date, published: datetime) -> date:
    """Return the day as of which the status of a meeting is told in a piece of that day."""
    moment = published.astimezone(meeting.zone)
    ahead = day_of(meeting) == day == moment.date() and hours(meeting)[1] > hour_of(moment)
    return day - timedelta(days=1) if ahead else day


def hour_of(local: datetime) -> float:
    """Return the time of day in hours."""
    return local.hour + local.minute / 60


def day_of(meeting: Meeting) -> date | None:
    """Return the day of a meeting, None where it is not known exactly."""
    on = meeting.on
    return on.earliest if on and on.precision == "day" and not on.about else None


def when(meeting: Meeting) -> tuple[date, float, int, int]:
    """Return what the meetings of a programme are sorted by: day, hour, and the desk's order."""
    return day_of(meeting) or date.max, hours(meeting)[0], meeting.order, meeting.pk


def hours(meeting: Meeting) -> tuple[float, float]:
    """Return from which hour to which a meeting takes place on its day, as far as is known."""
    if meeting.starts_at is None:
        part = meeting.part_of_day
        return HOURS[Meeting.PartOfDay(part)] if part else (0, 24)
    begins = hour_of(meeting.starts_at.astimezone(meeting.zone))
    return begins, min(begins + (meeting.minutes or 0) / 60, 24)


def stretch(meeting: Meeting, first: date, count: int) -> dict[str, Any]:
    """Return where a meeting lies on the days, in percent, and how well that is known."""
    day = day_of(meeting) or first
    begins, ends = (100 * ((day - first).days + hour / 24) / count for hour in hours(meeting))
    kind = "held" if meeting.starts_at else "possible" if meeting.part_of_day else "day"
    return {
        "kind": kind,
        "x": round(begins, 3),
        "width": round(max(ends - begins, NARROWEST), 3),
    }


def wedge(local: datetime, first: date, count: int) -> dict[str, Any] | None:
    """Return the mark of the moment of publication, None where that is on none of the days."""
    days = (local.date() - first).days
    if not 0 <= days < count:
        return None
    x = round(100 * (days + hour_of(local) / 24) / count, 3)
    return {
        "x": x,
        "label": f"{local:%H:%M}",
        "anchor": "start" if x < FIRST else "end" if x > LAST else "middle",
    }


def table(
    meeting: Meeting, told: Told, tenures: Sequence[Tenure], day: date, at: datetime
) -> dict[str, Any]:
    """Return who sits at the table, offices as of the meeting's day; a query."""
    people = told.subject.participants if told.subject else []
    statuses = [*told.statuses, *statuses_of([], people, at)]
    known = Engagements(people, statuses, [], [], [], [], list(tenures))
    place, on = if_live(meeting.place, at), meeting.on
    return {
        "sides": sides(
            people,
            known,
            host=meeting.country_id,
            days=meeting.partial_period,
            day=day,
            today=localdate(at),
            at=at,
            notes={},
            seats=SEATS,
        ),
        "url": meeting.get_absolute_url(),
        "status": status_on(rows_of(statuses, meeting), day, localdate(at)),
        "where": ", ".join(str(part) for part in (place, on) if part),
        "day_text": day_in_words(day),
    }


def custody_bars(
    detainee: Detainee, events: Iterable[CustodyEvent], day: date, today: date
) -> Iterable[dict[str, Any]]:
    """Yield the bar of each detention that had begun by the day; drawn up to that, or `today`."""
    for case in cases(event for event in events if event.detention.detainee_id == detainee.pk):
        known = begun_by(case, day)
        if known["course"]:
            yield detentions.bar(
                known,
                span=Span.over(detentions.known_days([known]), default=day),
                day=day,
                today=min(day, today),
                statement=custody_pages.statement(known, day, today),
            )
