"""Meetings: who sat across from whom, on what, and how it stood on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.filters.base import RecordFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.models import Meeting, StatusChange, Visit
from briefings.models.base import if_live
from briefings.pages import sources as sources_pages
from briefings.pages.agendas import agenda_rows
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage
from briefings.pages.charts import by_month
from briefings.pages.dates import iso, minutes_in_words, weekday_in_words
from briefings.pages.days import as_asked
from briefings.pages.drawn_lists import ChartFile, DrawnList
from briefings.pages.engagements import (
    around,
    framed,
    offices_shown,
    question,
)
from briefings.pages.names import in_sentence
from briefings.pages.participants import sides
from briefings.pages.sources import Notes
from briefings.pages.statuses import as_it_stands, before, local_day
from briefings.timelines import (
    Engagements,
    engagements,
    meetings_around,
    rows_of,
    sources_shown,
    statuses_of,
    with_outcomes,
)

PLURALS = {
    Meeting.Kind.BILATERAL: "Bilateral meetings",
    Meeting.Kind.MULTILATERAL: "Multilateral meetings",
    Meeting.Kind.SUMMIT: "Summits",
    Meeting.Kind.GATHERING: "Gatherings",
    Meeting.Kind.WORKING_DINNER: "Working dinners",
    Meeting.Kind.BANQUET: "Banquets",
    Meeting.Kind.ROUND_TABLE: "Round tables",
    Meeting.Kind.CALL: "Telephone calls",
    Meeting.Kind.PRESS_CONFERENCE: "Press conferences",
    Meeting.Kind.BRIEFING: "Briefings",
    Meeting.Kind.OTHER: "Other meetings",
}


class MeetingList(DrawnList):
    """Meetings, and how each stood on the day that is asked about."""

    filters = MeetingFilterSet
    shows = frozenset({"meeting"})
    plural = "meetings"
    template = "meetings/list.html"
    section = "meetings"
    one, many = "meeting", "meetings"
    standfirst = "Who met whom, where, and how it stood on any day."
    takes_day = True
    day_words = "Status on"
    orders = [("-on", "Latest first"), ("on", "Earliest first")]

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the meetings with their places and countries."""
        rows: QuerySet[Any] = listing.qs.select_related("place", "country")
        return rows

    def heading(self, asked: Asked) -> str:
        """Return "Summits in China with Xi Jinping: held on 18 June 2023"."""
        return question(asked.kinds("kind", PLURALS, "Meetings"), "in", asked)

    def items(self, rows: Sequence[Any], listing: Any) -> list[dict[str, Any]]:
        """Return the meetings with their statuses on the day, else today (a query)."""
        statuses = statuses_of(rows, [], self.at)
        return [self.item(meeting, rows_of(statuses, meeting), listing) for meeting in rows]

    def item(
        self, meeting: Meeting, statuses: list[StatusChange], listing: MeetingFilterSet
    ) -> dict[str, Any]:
        """Return one meeting's row, in the status that is asked for."""
        there = local_day(self.day_shown(listing), self.today, self.at, meeting.zone)
        place = if_live(meeting.place, self.at) or if_live(meeting.country, self.at)
        return {
            "name": meeting.label,
            "url": meeting.get_absolute_url(),
            "date_text": str(meeting.on) if meeting.on else "Day not known",
            "iso": iso(meeting.on),
            "kind": meeting.get_kind_display(),
            "places": [place] if place else [],
            **as_asked(meeting, statuses, listing, there, self.at),
        }

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the chart of the whole list by month and kind."""
        return self.charted(listing)

    def drawing(self, listing: RecordFilterSet) -> tuple[dict[str, Any], str]:
        """Return the meetings by month and kind, up to the day that is asked about."""
        return by_month(self.tallies["month.kind"], PLURALS, self.day_shown(listing))


class MeetingChart(ChartFile, MeetingList):
    """The chart of the list as a file: the same meetings, by month and kind."""


class MeetingPage(RecordPage):
    """One meeting, as of a day; of a gathering, the meetings that are part of it."""

    type = "meeting"
    shows = frozenset({"article", "meeting", "statement", "tenure", "visit"})
    relations = ("place", "country", "visit", "gathering")
    section = "meetings"

    @classmethod
    def records(cls, at: datetime, name: str) -> QuerySet[Any]:
        """Return the live meeting that a slug or an id names, with what came of it."""
        return with_outcomes(super().records(at, name))

    def page_of(self, record: Meeting) -> HttpResponse:
        """Return the meeting's page (eleven queries with the validator's)."""
        asked = self.day()
        beside = meetings_around(record, self.at)
        visit, country = if_live(record.visit, self.at), if_live(record.country, self.at)
        known = engagements([record], [], self.at, beside=beside)
        held = offices_shown([record], known, self.today)
        citations = sources_shown(record, [*known.facts([record]), *held], self.at)
        notes = sources_pages.numbers(citations)
        parts = [row for row in beside if row.gathering_id == record.pk]
        others = [row for row in beside if row not in parts]
        shown = engagement(record, known, notes, asked, self.today, self.at, seats=None)
        shown["url"] = None
        return self.show(
            "meetings/meeting.html",
            {
                "meeting": record,
                "box": "The meeting",
                "where": in_sentence(country or ""),
                "country_url": country.get_absolute_url() if country else None,
                "engagement": shown,
                "facts": facts(record, visit, known, self.at),
                "parts": around(parts, known, asked, self.today, self.at, here=None),
                "around": around(others, known, asked, self.today, self.at, here=record),
                **framed(
                    self,
                    record,
                    known,
                    citations,
                    notes,
                    asked=asked,
                    occasions=[record],
                    stands=shown,
                    days=bounds(record),
                ),
            },
        )


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
    """Return a meeting as `engagement.html` takes it: when, where, how it stood, who was there."""
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


def facts(
    meeting: Meeting, visit: Visit | None, known: Engagements, at: datetime
) -> list[dict[str, Any]]:
    """Return the rows of the box beside a meeting: what it is part of, what about, what came."""
    country, place = if_live(meeting.country, at), if_live(meeting.place, at)
    gathering = if_live(meeting.gathering, at)
    return [
        {"term": "Kind", "values": [{"text": meeting.get_kind_display()}]},
        {
            "term": "Place",
            "values": [
                {"text": row.name, "url": row.get_absolute_url()} for row in (place, country) if row
            ]
            or [{"text": "Not known"}],
        },
        {
            "term": "Clocks there",
            "values": [{"text": meeting.time_zone}] if meeting.time_zone else [],
        },
        {
            "term": "On the visit",
            "values": [{"text": visit.label, "url": visit.get_absolute_url()}] if visit else [],
        },
        {
            "term": "Part of",
            "values": [{"text": gathering.label, "url": gathering.get_absolute_url()}]
            if gathering
            else [],
        },
        *agenda_rows(known.agenda, at),
        {"term": "Outcomes", "values": [{"text": row.words} for row in known.outcomes]},
    ]
