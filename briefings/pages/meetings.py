"""Meetings: who sat across from whom, on what, and how it stood on any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.filters.base import RecordFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.models import Meeting, StatusChange, Visit
from briefings.models.base import if_live
from briefings.pages import corrections as corrections_pages
from briefings.pages import sources as sources_pages
from briefings.pages.agendas import agenda_rows
from briefings.pages.articles import pieces_naming
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage, linked_data
from briefings.pages.charts import by_month
from briefings.pages.dates import (
    Span,
    day_in_words,
    iso,
    minutes_in_words,
    strip,
    weekday_in_words,
)
from briefings.pages.engagements import (
    around,
    cited_as,
    described,
    offices_shown,
    provenance,
    question,
    sources_told,
    useful_days,
)
from briefings.pages.lists import ChartFile, ListPage
from briefings.pages.participants import sides
from briefings.pages.readouts import grouped, headed
from briefings.pages.statements import quoted
from briefings.pages.statuses import as_it_stands, before, begins, days_of, history, local_day
from briefings.timelines import (
    Engagements,
    corrections_of,
    engagements,
    meetings_around,
    rows_of,
    sources_shown,
    statuses_of,
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
Notes = Mapping[tuple[str, int], list[int]]


class MeetingList(ListPage):
    """Meetings, and how each stood on the day that is asked about."""

    filters = MeetingFilterSet
    plural = "meetings"
    template = "meetings/list.html"
    section = "/meetings/"
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

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the meetings with their statuses on the day, else today (a query)."""
        day = self.day_shown(listing)
        statuses = statuses_of(rows, [], self.at)
        return [self.item(meeting, rows_of(statuses, meeting), day) for meeting in rows]

    def item(self, meeting: Meeting, statuses: list[StatusChange], day: date) -> dict[str, Any]:
        """Return one meeting's row."""
        zone = meeting.zone
        place = if_live(meeting.place, self.at) or if_live(meeting.country, self.at)
        return {
            "name": meeting.label,
            "url": meeting.get_absolute_url(),
            "date_text": str(meeting.on) if meeting.on else "Day not known",
            "iso": iso(meeting.on),
            "kind": meeting.get_kind_display(),
            "places": [place] if place else [],
            **as_it_stands(
                meeting, statuses, local_day(day, self.today, self.at, zone), self.at, zone
            ),
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
    relations = ("place", "country", "visit", "gathering", "follows")
    section = "/meetings/"

    def page_of(self, record: Meeting) -> HttpResponse:
        """Return the meeting's page (14 queries with the validator's)."""
        asked = self.day()
        beside = meetings_around([record], self.at)
        visit, country = if_live(record.visit, self.at), if_live(record.country, self.at)
        known = engagements([record], [], self.at, beside=beside)
        held = offices_shown([record], known)
        citations = list(sources_shown(record, [*known.facts([record]), *held], self.at))
        notes = sources_pages.numbers(citations)
        day = local_day(asked, self.today, self.at, record.zone)
        statuses = rows_of(known.statuses, record)
        days = [*days_of(statuses), *bounds(record)]
        parts = [row for row in beside if row.gathering_id == record.pk]
        shown = engagement(record, known, notes, asked, self.today, self.at, seats=None)
        shown["url"] = None
        return self.show(
            "meetings/meeting.html",
            {
                "meeting": record,
                "api_url": self.api_url(record),
                "box": "The meeting",
                "country": country,
                "country_url": country.get_absolute_url() if country else None,
                "provenance": provenance(record, known, citations, shown, self.today)
                | {"actions": [("JSON", self.api_url(record)), ("Cite", "#cite")]},
                "begins": begins(statuses, day, "meeting"),
                "history": history(statuses, day, notes),
                "engagement": shown,
                "facts": facts(record, visit, known, self.at),
                "as_of_text": f"As of {day_in_words(asked)}",
                "parts": around(parts, known, asked, self.today, self.at, here=None),
                "around": around(
                    [row for row in beside if row not in parts],
                    known,
                    asked,
                    self.today,
                    self.at,
                    here=record,
                ),
                "readouts": grouped([record], known.readouts, notes, self.at),
                "readouts_title": headed(known.readouts),
                "quotes": quoted(known.statements, known.tenures, notes, self.at),
                "sources": sources_told(citations, known),
                "corrections": [
                    corrections_pages.shown(correction)
                    for correction in corrections_of(record.identity_id, self.at)
                ],
                "strip": strip(
                    asked,
                    self.today,
                    span=Span.over([*days, self.today], default=asked),
                    events=days,
                    days=useful_days(record, self.today),
                ),
                "styles": cited_as(record.label, asked, self.canonical),
                "linked_data": linked_data(described(record, shown["status"], self.canonical)),
                **pieces_naming(self.type, record, self.at),
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
    zone = meeting.zone
    day = local_day(asked, today, at, zone)
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
            held_on=meeting.on,
            day=day,
            at=at,
            seats=seats,
        ),
        "sources": notes_of(meeting, known, notes),
        "readouts": len(rows_of(known.readouts, meeting)),
        **as_it_stands(meeting, statuses, day, at, zone),
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
