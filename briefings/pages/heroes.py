"""What the record draws over a piece that has no picture: a programme, a table, a bar.

All of it as of the day of the piece: words and drawing do not change with the day they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from briefings.addresses import relative
from briefings.documents.days import day_of as first_day
from briefings.models import Meeting, PartialDate
from briefings.pages import custody, detentions
from briefings.pages.dates import Span, date_in_words, day_in_words, partial
from briefings.pages.links import label
from briefings.pages.participants import SEATS, Table
from briefings.pages.statuses import then
from briefings.pages.subjects import Told

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


Document = Mapping[str, Any]


def drawn(told: Told, published: datetime) -> dict[str, Any] | None:
    """Return the drawing of what a piece is about, None where the record has none.

    `programme` of a visit, `table` of a meeting, `bars` of a detainee.
    """
    record = told.subject
    match record and record["type"]:
        case "visit" if record:
            found = programme(record, told, published)
            return {"programme": found} if found else None
        case "meeting" if record and record["participants"]:
            return {"table": table(record, told)}
        case "detainee" if record:
            bars = [*custody_bars(record, told)]
            return {"bars": bars} if bars else None
    return None


def programme(visit: Document, told: Told, published: datetime) -> dict[str, Any] | None:
    """Return the meetings of a visit on its days, each as it stood; None where no day is known.

    What lay ahead at the moment of publication is as the record had it the day before: the record
    knows the day of a change, not the hour. What it did not have by then is left out, and so is
    what is known to the month: it has no place on the days.
    """
    ids = {each["id"] for each in visit["meetings"]}
    dated = [each for each in told.occasions if each["id"] in ids and day_of(each)]
    shown = [
        (meeting, status)
        for meeting in sorted(dated, key=when)
        if (status := then(meeting, replace(told.asked, as_of=seen(meeting, told.day, published))))
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
                "name": untimed(meeting),
                "url": relative(meeting["web_url"]),
                "status": status,
                **stretch(meeting, first, count),
            }
            for meeting, status in shown[:ROWS]
        ],
        "more": len(shown) - len(shown[:ROWS]),
        "url": relative(visit["web_url"]),
        "day_text": day_in_words(told.day),
        "wedge": wedge(published.astimezone(zone_of(shown[0][0])), first, count),
    }


def untimed(meeting: Document) -> str:
    """Return what a meeting is called, without the day with which its label may end."""
    name: str = meeting["label"]
    return name.removesuffix(f", {date_in_words(meeting['on'])}")


def seen(meeting: Document, day: date, published: datetime) -> PartialDate:
    """Return the day as of which the status of a meeting is told in a piece of that day."""
    moment = published.astimezone(zone_of(meeting))
    ahead = day_of(meeting) == day == moment.date() and hours(meeting)[1] > hour_of(moment)
    return PartialDate.of(day - timedelta(days=1) if ahead else day)


def zone_of(meeting: Document) -> ZoneInfo:
    """Return the time zone by whose clocks a meeting goes."""
    return ZoneInfo(meeting["days"]["time_zone"])


def hour_of(local: datetime) -> float:
    """Return the time of day in hours."""
    return local.hour + local.minute / 60


def day_of(meeting: Document) -> date | None:
    """Return the day of a meeting, None where it is not known exactly."""
    on = partial(meeting["on"])
    return on.earliest if on and on.precision == "day" and not on.about else None


def when(meeting: Document) -> tuple[date, float]:
    """Return what the meetings of a programme, given in order, are sorted by: day and hour."""
    return day_of(meeting) or date.max, hours(meeting)[0]


def hours(meeting: Document) -> tuple[float, float]:
    """Return from which hour to which a meeting takes place on its day, as far as is known."""
    starts_at, part = meeting["starts_at"], meeting["part_of_day"]
    if starts_at is None:
        return HOURS[Meeting.PartOfDay(part)] if part else (0, 24)
    begins = hour_of(datetime.fromisoformat(starts_at).astimezone(zone_of(meeting)))
    return begins, min(begins + (meeting["minutes"] or 0) / 60, 24)


def stretch(meeting: Document, first: date, count: int) -> dict[str, Any]:
    """Return where a meeting lies on the days, in percent, and how well that is known."""
    day = day_of(meeting) or first
    begins, ends = (100 * ((day - first).days + hour / 24) / count for hour in hours(meeting))
    kind = "held" if meeting["starts_at"] else "possible" if meeting["part_of_day"] else "day"
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


def table(meeting: Document, told: Told) -> dict[str, Any]:
    """Return who sits at the table, offices as of the meeting's day."""
    tenures = {each["id"]: each for each in told.tenures}
    where = (label(meeting["place"]), date_in_words(meeting["on"]))
    return {
        "sides": Table(meeting, meeting["participants"], tenures, told.asked).sides(SEATS),
        "url": relative(meeting["web_url"]),
        "status": then(meeting, told.asked),
        "where": ", ".join(part for part in where if part),
        "day_text": day_in_words(told.day),
    }


def custody_bars(detainee: Document, told: Told) -> Iterator[dict[str, Any]]:
    """Yield the bar of each detention that had begun by the day; drawn up to that, or today."""
    day, today = told.day, told.today
    for case in detainee["detentions"]:
        course = [
            each
            for each in case["course"]
            if (first_day(each["on"]["earliest"]) or date.min) <= day
        ]
        if course:
            known = {**case, "course": course}
            yield detentions.bar(
                known,
                span=Span.over(detentions.known_days([known]), default=day),
                day=day,
                today=min(day, today),
                statement=custody.statement(known, day, today),
            )
