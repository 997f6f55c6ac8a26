"""What the page of a visit shows of rows: before and after, provenance, its meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from briefings.models import Citation, Meeting, PartialDate, Tenure, Visit
from briefings.models.base import if_live
from briefings.pages import sources as sources_pages
from briefings.pages.base import RecordPage, linked_data
from briefings.pages.dates import (
    Span,
    day_in_words,
    iso,
    minutes_in_words,
    period_in_words,
    strip,
    weekday_in_words,
)
from briefings.pages.names import Say, beside
from briefings.pages.occasions import cited_as
from briefings.pages.participants import offices_of, sides
from briefings.pages.pieces import pieces_naming
from briefings.pages.provenance import confidences, verified
from briefings.pages.readouts import grouped, headed
from briefings.pages.sources import Notes
from briefings.pages.statements import quoted
from briefings.pages.statuses import as_it_stands, before, begins, days_of, history, local_day
from briefings.timelines import Engagements, nameless_in, rows_of

EVENT_STATUS = {"Postponed": "EventPostponed", "Cancelled": "EventCancelled"}


def framed(
    page: RecordPage,
    record: Meeting | Visit,
    known: Engagements,
    citations: Sequence[Citation],
    notes: Notes,
    *,
    asked: date,
    occasions: Sequence[Meeting | Visit],
    stands: dict[str, Any],
    days: Iterable[date],
    places: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what `occasion_frame` takes of a meeting and of a visit alike (a query).

    `occasions` are those whose readouts are told, `days` the ticks of the ruler beside those of
    the statuses, `places` the names of where it is.
    """
    api_url = page.api_url(record)
    statuses = rows_of(known.statuses, record)
    day = local_day(asked, page.today, page.at, record.zone)
    ticks = [*days_of(statuses), *days]
    say = told_beside(known)
    differing = sources_pages.who_says_which(citations, say)
    return {
        "api_url": api_url,
        "as_of_text": f"As of {day_in_words(asked)}",
        "provenance": provenance(record, known, citations, stands, page.today)
        | {"actions": [("JSON", api_url), ("Cite", "#cite")]},
        "begins": begins(statuses, day, page.type),
        "sources_differ": differing.get((page.type, record.pk), ""),
        "history": history(statuses, day, notes, differing),
        "readouts": grouped(occasions, known.readouts, notes, page.at),
        "readouts_title": headed(known.readouts),
        "quotes": quoted(known.statements, known.tenures, notes, differing, page.at),
        "sources": sources_pages.discreet(citations, say),
        "strip": strip(
            asked,
            page.today,
            span=Span.over([*ticks, page.today], default=asked),
            events=ticks,
            days=useful_days(record, page.today),
        ),
        "styles": cited_as(record.label, asked, page.canonical),
        "linked_data": linked_data(described(record, stands["status"], page.canonical, places)),
        **pieces_naming(page.type, record, page.at),
    }


def told_beside(known: Engagements) -> Say:
    """Return what the page may say of its sources: nothing that tells a withheld name."""
    raised = [item.detainee for item in known.agenda if item.detainee]
    return beside([*raised, *nameless_in(known.statements)])


def dates_of(occasion: Meeting | Visit) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the first and the last day of a visit, twice the day of a meeting."""
    if isinstance(occasion, Meeting):
        return occasion.on, occasion.on
    return occasion.starts, occasion.ends


def around(
    occasions: Iterable[Meeting | Visit],
    known: Engagements,
    asked: date,
    today: date,
    at: datetime,
    *,
    here: Meeting | Visit | None,
) -> list[dict[str, Any]]:
    """Return other meetings and visits, with the page's own among them, by their days.

    Each has the status on the day; [] where there is no other.
    """
    rows = list(occasions)
    if not rows:
        return []
    found = []
    for row in sorted([*rows, *([here] if here else [])], key=lambda row: place_in_time(row, here)):
        day = local_day(asked, today, at, row.zone)
        stands = as_it_stands(row, rows_of(known.statuses, row), day, at)
        found.append(
            {
                "name": row.label,
                "url": None if row is here else row.get_absolute_url(),
                "here": row is here,
                "what": "This visit" if isinstance(row, Visit) else "This meeting",
                "date_text": period_in_words(*dates_of(row)),
                "iso": iso(dates_of(row)[0]) if dates_of(row)[0] == dates_of(row)[1] else None,
                "status": stands["status"],
            }
        )
    return found


def place_in_time(
    occasion: Meeting | Visit, here: Meeting | Visit | None
) -> tuple[date, int, date]:
    """Return what occasions are sorted by: the day each begins; what follows comes after.

    What has no day comes last.
    """
    follows = here is not None and getattr(occasion, "follows_id", None) == here.pk
    rank = 2 if follows else 1 if occasion is here else 0
    day = dates_of(occasion)[0]
    if day is None:
        return (date.max, rank, date.max)
    return (day.earliest or date.min, rank, day.latest or date.max)


def provenance(
    record: Meeting | Visit,
    known: Engagements,
    citations: Iterable[Citation],
    shown: dict[str, Any],
    today: date,
) -> dict[str, Any]:
    """Return the provenance line: status, sources, confidence, and when it was last verified."""
    return {
        "status": shown["status"],
        "remark": shown["remark"],
        "sources": len({citation.source_id for citation in citations}),
        **confidences([*known.participants, *rows_of(known.statuses, record), *known.statements]),
        **verified([record], today, going_on=[record]),
    }


def offices_shown(
    occasions: Iterable[Meeting | Visit], known: Engagements, today: date
) -> list[Tenure]:
    """Return the tenures whose offices are shown under the names of who takes part."""
    return [
        tenure
        for occasion in occasions
        for participant in rows_of(known.participants, occasion)
        for tenure in offices_of(participant, known.tenures, occasion.partial_period, today)
    ]


def useful_days(occasion: Meeting | Visit, today: date) -> list[tuple[str, date]]:
    """Return the days that the strip offers: its first and its last one, where past, and today.

    Only days that are known exactly.
    """
    known = [
        day.earliest
        for day in dates_of(occasion)
        if day is not None and day.earliest is not None and day.earliest == day.latest
    ]
    labels = ("Its first day", "Its last day") if len(set(known)) == 2 else ("Its day",)
    return [
        *(
            (f"{label}, {day_in_words(day)}", day)
            for label, day in zip(labels, known, strict=False)
            if day < today
        ),
        ("Today", today),
    ]


def described(
    record: Meeting | Visit, status: dict[str, str] | None, url: str, places: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the visit or meeting in the words of schema.org; dates only where they are known."""
    standing = EVENT_STATUS.get(status["word"] if status else "", "EventScheduled")
    event: dict[str, Any] = {
        "@type": "Event",
        "name": record.label,
        "description": record.summary,
        "url": url,
        "eventStatus": f"https://schema.org/{standing}",
        "location": [{"@type": "Place", "name": name} for name in places],
    }
    starts, ends = dates_of(record)
    for field, day in (("startDate", starts), ("endDate", ends)):
        if day is not None and (known := iso(day)):
            event[field] = known
    return event


def bounds(meeting: Meeting) -> list[date]:
    """Return the days that bound the day of a meeting, as far as they are known."""
    return [day for day in (meeting.on.earliest, meeting.on.latest) if day] if meeting.on else []


def engagement(
    meeting: Meeting,
    known: Engagements,
    notes: Notes,
    asked: date,
    today: date,
    at: datetime,
    seats: int | None,
) -> dict[str, Any]:
    """Return a meeting as `engagement` takes it: when, where, how it stood, who was there."""
    day = local_day(asked, today, at, meeting.zone)
    statuses = rows_of(known.statuses, meeting)
    place = if_live(meeting.place, at)
    return {
        "name": meeting.label,
        "url": meeting.get_absolute_url(),
        "kind": meeting.get_kind_display(),
        "date_text": weekday_in_words(meeting.on) if meeting.on else "Day not known",
        "iso": iso(meeting.on),
        "time_text": time_of_day(meeting),
        "place": place.name if place else "",
        "place_url": place.get_absolute_url() if place else None,
        "length": minutes_in_words(meeting.minutes) if meeting.minutes else "",
        "before": before(statuses, day),
        "sides": sides(
            rows_of(known.participants, meeting),
            known,
            host=meeting.country_id,
            days=meeting.partial_period,
            day=day,
            today=meeting.today(at),
            at=at,
            notes=notes,
            seats=seats,
        ),
        "sources": notes_of(meeting, known, notes),
        "readouts": len(rows_of(known.readouts, meeting)),
        **as_it_stands(meeting, statuses, day, at),
    }


def time_of_day(meeting: Meeting) -> str:
    """Return "14:30 (06:30 UTC)" by the clocks there, the part of the day, or what is not known."""
    if meeting.starts_at is not None:
        local = meeting.starts_at.astimezone(meeting.zone)
        utc = meeting.starts_at.astimezone(UTC)
        return f"{local:%H:%M}" + (f" ({utc:%H:%M} UTC)" if local.utcoffset() else " UTC")
    if meeting.part_of_day:
        return meeting.get_part_of_day_display()
    if meeting.on is not None and meeting.on.precision != "day":
        return "The day is not known"
    return "Time not known"


def notes_of(meeting: Meeting, known: Engagements, notes: Notes) -> list[int]:
    """Return the numbers of the sources of a meeting, its statuses and its participants."""
    facts = [meeting, *rows_of(known.statuses, meeting), *rows_of(known.participants, meeting)]
    keys = [(str(fact._meta.model_name), fact.pk) for fact in facts]
    return sorted({number for key in keys for number in notes.get(key, [])})
