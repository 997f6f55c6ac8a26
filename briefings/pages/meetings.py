"""Meetings: who sat across from whom, on what, and how it stood on any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from briefings.addresses import relative
from briefings.filters.base import RecordFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.models import Meeting
from briefings.pages.agendas import on_agenda
from briefings.pages.asked import Asked
from briefings.pages.charts import by_month
from briefings.pages.dates import iso, minutes_in_words, partial, weekday_in_words
from briefings.pages.days import standing_asked
from briefings.pages.drawn_lists import ChartFile, DrawnList
from briefings.pages.engaged import Engaged, sets_of
from briefings.pages.links import Linked, label, path
from briefings.pages.names import in_sentence
from briefings.pages.occasions import OccasionPage, around, beside, dates_told, question
from briefings.pages.participants import Table
from briefings.pages.pieces import latest_that_name
from briefings.pages.statuses import earlier, standing

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
    document = "meeting"
    shows = frozenset({"meeting"})
    plural = "meetings"
    template = "meetings/list.html"
    section = "meetings"
    one, many = "meeting", "meetings"
    standfirst = "Who met whom, where, and how it stood on any day."
    takes_day = True
    day_words = "Status on"
    orders = [("-on", "Latest first"), ("on", "Earliest first")]

    def heading(self, asked: Asked) -> str:
        """Return "Summits in China with Xi Jinping: held on 18 June 2023"."""
        return question(asked.kinds("kind", PLURALS, "Meetings"), "in", asked)

    def items(self, documents: Sequence[Mapping[str, Any]], listing: Any) -> list[dict[str, Any]]:
        """Return the meetings with their statuses on the day, in the one that is asked for."""
        asked = self.asked_of(self.day_shown(listing))
        return [
            {
                "name": meeting["label"],
                "url": relative(meeting["web_url"]),
                **day_told(meeting),
                "kind": meeting["kind_label"],
                "places": [Linked(label(place), path(place)) for place in places_of(meeting)[:1]],
                **standing_asked(meeting, listing, asked),
            }
            for meeting in documents
        ]

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the chart of the whole list by month and kind."""
        return self.charted(listing)

    def drawing(self, listing: RecordFilterSet) -> tuple[dict[str, Any], str]:
        """Return the meetings by month and kind, up to the day that is asked about."""
        return by_month(self.tallies["month.kind"], PLURALS, self.day_shown(listing))


class MeetingChart(ChartFile, MeetingList):
    """The chart of the list as a file: the same meetings, by month and kind."""


class MeetingPage(OccasionPage):
    """One meeting, as of a day; of a gathering, the meetings that are part of it."""

    type = "meeting"
    section = "meetings"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the meeting's page."""
        day = self.day()
        asked = self.asked_of(day)
        *others, meetings, pieces = self.together(
            *sets_of(self.at, [document]),
            ("meeting", beside(self.at, [UUID(document["id"])]), "item"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        company = Engaged([document], asked, *others)
        parts = [each for each in meetings if is_part(each, document)]
        near = [each for each in meetings if each not in parts]
        on = partial(document["on"])
        bounds = [each for each in (on.earliest, on.latest) if each] if on else []
        return self.show(
            "meetings/meeting.html",
            {
                "meeting": document,
                "box": "The meeting",
                "where": in_sentence(label(document["country"])),
                "country_url": path(document["country"]),
                "engagement": engagement(document, company.table(document)) | {"url": None},
                "facts": facts(document),
                "parts": around(parts, asked, here=None),
                "around": around(near, asked, here=document),
                **self.frame(company, pieces, day, bounds),
            },
        )


def is_part(meeting: Mapping[str, Any], gathering: Mapping[str, Any]) -> bool:
    """Return whether a meeting is part of a gathering."""
    of = meeting["gathering"]
    return of is not None and of["id"] == gathering["id"]


def engagement(meeting: Mapping[str, Any], table: Table, most: int | None = None) -> dict[str, Any]:
    """Return a meeting as `engagement` takes it: when, where, how it stood, who was there.

    Of each side at most so many people, None for all.
    """
    place, on = meeting["place"], partial(meeting["on"])
    facts = [meeting, *meeting["status_history"], *table.people]
    return {
        "name": meeting["label"],
        "url": relative(meeting["web_url"]),
        "kind": meeting["kind_label"],
        "date_text": weekday_in_words(on) if on else "Day not known",
        "iso": iso(on),
        "time_text": time_there(meeting),
        "place": label(place),
        "place_url": path(place),
        "length": minutes_in_words(meeting["minutes"]) if meeting["minutes"] else "",
        "before": earlier(meeting, table.asked),
        "sides": table.sides(most),
        "sources": table.notes.of(*facts) if table.notes else [],
        "readouts": len(meeting["readouts"]),
        **standing(meeting, table.asked),
    }


def day_told(meeting: Mapping[str, Any]) -> dict[str, Any]:
    """Return the day of a meeting in a list: `date_text`, and `iso` where it is one."""
    told = dates_told(meeting)
    return {**told, "date_text": told["date_text"] or "Day not known"}


def time_there(meeting: Mapping[str, Any]) -> str:
    """Return "14:30 (06:30 UTC)" by the clocks there, the part of the day, or what is not known."""
    if meeting["starts_at"]:
        moment = datetime.fromisoformat(meeting["starts_at"])
        local = moment.astimezone(ZoneInfo(meeting["days"]["time_zone"]))
        utc = moment.astimezone(UTC)
        return f"{local:%H:%M}" + (f" ({utc:%H:%M} UTC)" if local.utcoffset() else " UTC")
    if meeting["part_of_day"]:
        return str(meeting["part_of_day_label"])
    if meeting["on"] and meeting["on"]["precision"] != "day":
        return "The day is not known"
    return "Time not known"


def places_of(meeting: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return where a meeting is: the place, then its country, as far as they are known."""
    return [each for each in (meeting["place"], meeting["country"]) if each]


def facts(meeting: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the box beside a meeting: what it is part of, what about, what came."""
    places = [in_facts(each) for each in places_of(meeting)]
    visit, gathering = meeting["visit"], meeting["gathering"]
    clocks = meeting["time_zone"]
    return [
        {"term": "Kind", "values": [{"text": meeting["kind_label"]}]},
        {"term": "Place", "values": places or [{"text": "Not known"}]},
        {"term": "Clocks there", "values": [{"text": clocks}] if clocks else []},
        {"term": "On the visit", "values": [in_facts(visit)] if visit else []},
        {"term": "Part of", "values": [in_facts(gathering)] if gathering else []},
        *on_agenda(meeting["agenda"]),
        {"term": "Outcomes", "values": [{"text": each["words"]} for each in meeting["outcomes"]]},
    ]


def in_facts(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a value of the key facts."""
    return {"text": label(record), "url": path(record)}
