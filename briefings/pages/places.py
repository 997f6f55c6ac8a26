"""Places: who met here, and who was held here on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.filters.base import RecordFilterSet
from briefings.filters.places import PlaceFilterSet
from briefings.models import CustodyEvent, Meeting, Place, StatusChange
from briefings.models.base import if_live
from briefings.pages import sources as sources_pages
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage
from briefings.pages.dates import Span, day_in_words, iso, strip
from briefings.pages.lists import ListPage
from briefings.pages.names import beside, in_sentence
from briefings.pages.pieces import pieces_naming
from briefings.pages.sources import Notes
from briefings.pages.statuses import as_it_stands, local_day
from briefings.timelines import (
    detentions_at,
    held_at,
    meetings_at,
    rows_of,
    sources_beside,
    statuses_of,
)

MEETINGS, HELD = 30, 100  # on the page
PLURALS = {
    Place.Kind.CITY: "Cities",
    Place.Kind.VENUE: "Venues",
    Place.Kind.PRISON: "Prisons",
    Place.Kind.AIRPORT: "Airports",
    Place.Kind.OTHER: "Other places",
}
BACK = 20  # years that the ruler of a place shows


class PlaceList(ListPage):
    """Places by kind and country."""

    filters = PlaceFilterSet
    shows = frozenset({"place"})
    moving = False
    plural = "places"
    section = "places"
    one, many = "place", "places"
    standfirst = "Where people met, and where people were held."

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the places with their countries."""
        rows: QuerySet[Any] = listing.qs.select_related("country")
        return rows

    def heading(self, asked: Asked) -> str:
        """Return "Prisons in China"."""
        words = asked.kinds("kind", PLURALS, "Places")
        country = in_sentence(asked.label("country"))
        return f"{words} in {country}" if country else words

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the places with what each is and where."""
        return [
            {
                "name": place.name,
                "url": place.get_absolute_url(),
                "line": kind_and_country(place, self.at),
            }
            for place in rows
        ]


def kind_and_country(place: Place, at: datetime) -> str:
    """Return "Prison, China"."""
    country = if_live(place.country, at)
    kind = place.get_kind_display()
    return f"{kind}, {country.name}" if country else kind


class PlacePage(RecordPage):
    """One place, as of a day."""

    type = "place"
    shows = frozenset({"article", "custody-event", "detainee", "detention", "exchange", "meeting"})
    relations = ("country",)
    section = "places"

    def page_of(self, record: Place) -> HttpResponse:
        """Return the place's page (eight queries with the validator's)."""
        asked = self.day()
        day = local_day(asked, self.today, self.at, record.zone)
        country = if_live(record.country, self.at)
        met = meetings_at(record, self.at, MEETINGS + 1)
        held = list(held_at(record, day, self.at)[: HELD + 1])
        shown = met[:MEETINGS]
        statuses = statuses_of(shown, [], self.at)
        say = beside(event.detention.detainee for event in held)
        citations = sources_beside([*held[:HELD], *shown, *statuses], self.at)
        notes = sources_pages.numbers(citations)
        days = [meeting.on.earliest for meeting in met if meeting.on and meeting.on.earliest]
        years = [asked.year, self.today.year, self.today.year - BACK]
        return self.show(
            "places/place.html",
            {
                "place": record,
                "api_url": self.api_url(record),
                "actions": [("JSON", self.api_url(record))],
                "country": country,
                "where": in_sentence(country or ""),
                "country_url": country.get_absolute_url() if country else None,
                "coordinates": coordinates(record),
                "as_of_text": f"On {day_in_words(asked)}",
                "meetings": [
                    meeting_row(meeting, statuses, asked, self.today, self.at, notes)
                    for meeting in shown
                ],
                "more_meetings": f"{path_of('meetings')}?place={record.slug}"
                if len(met) > MEETINGS
                else None,
                "held": [held_row(event, self.at, notes) for event in held[:HELD]],
                "more_held": len(held) > HELD,
                "detentions": detentions_at(record, self.at),
                "strip": strip(
                    asked,
                    self.today,
                    span=Span(min(years), max(years)),
                    events=days,
                    days=[("Today", self.today)],
                ),
                "sources": sources_pages.discreet(citations, say),
                **pieces_naming(self.type, record, self.at),
            },
        )


def coordinates(place: Place) -> str:
    """Return "39.92° N, 116.33° E", as exactly as they are known; "" where they are not."""
    if place.latitude is None or place.longitude is None:
        return ""
    north = f"{abs(place.latitude).normalize():f}° {'N' if place.latitude >= 0 else 'S'}"
    return f"{north}, {abs(place.longitude).normalize():f}° {'E' if place.longitude >= 0 else 'W'}"


def meeting_row(
    meeting: Meeting,
    statuses: Sequence[StatusChange],
    asked: date,
    today: date,
    at: datetime,
    notes: Notes,
) -> dict[str, Any]:
    """Return a meeting as `dated_list` takes it, with its status on the day."""
    day = local_day(asked, today, at, meeting.zone)
    own = rows_of(statuses, meeting)
    stands = as_it_stands(meeting, own, day, at)
    return {
        "name": meeting.label,
        "url": meeting.get_absolute_url(),
        "date_text": str(meeting.on) if meeting.on else "Day not known",
        "iso": iso(meeting.on),
        "status": stands["status"],
        "line": stands["remark"],
        "sources": sources_pages.cited_for([meeting, *own], notes),
    }


def held_row(event: CustodyEvent, at: datetime, notes: Notes) -> dict[str, Any]:
    """Return who is held here by an event: the public name, by whom, since when."""
    detention = event.detention
    country = if_live(detention.country, at)
    by = in_sentence(country or detention.organization or "")
    sure: bool = event.sure  # type: ignore[attr-defined]
    words = [f"by {by}" if by else "", f"here since {event.on}", "" if sure else "possibly"]
    return {
        "name": detention.detainee.public_name,
        "url": detention.detainee.get_absolute_url(),
        "line": ", ".join(word for word in words if word),
        "confidence": event.confidence,
        "cited": sources_pages.cited_for([event], notes),
    }
