"""Places: who met here, and who was held here on any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse

from briefings.addresses import path_of, relative
from briefings.documents.builder import Asked as DayAsked
from briefings.documents.detentions import chain_in
from briefings.documents.local_days import day_there
from briefings.filters.base import RecordFilterSet
from briefings.filters.detentions import count_ever_held_at, in_custody_at
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_of
from briefings.filters.places import PlaceFilterSet
from briefings.models import Place
from briefings.models.custody import IN_CUSTODY
from briefings.models.days import Match, during, rows_during
from briefings.pages.asked import Asked
from briefings.pages.base import cut
from briefings.pages.dates import Span, date_in_words, day_in_words, iso, partial, strip
from briefings.pages.links import label, path
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence
from briefings.pages.pieces import latest_that_name, those_that_name
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.statuses import standing

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
    document = "place"
    moving = False
    plural = "places"
    section = "places"
    one, many = "place", "places"
    standfirst = "Where people met, and where people were held."

    def heading(self, asked: Asked) -> str:
        """Return "Prisons in China"."""
        words = asked.kinds("kind", PLURALS, "Places")
        country = in_sentence(asked.label("country"))
        return f"{words} in {country}" if country else words

    def items(
        self, documents: Sequence[Mapping[str, Any]], listing: RecordFilterSet
    ) -> list[dict[str, Any]]:
        """Return the places with what each is and where."""
        return [
            {
                "name": place["name"],
                "url": relative(place["web_url"]),
                "line": ", ".join(filter(None, (place["kind_label"], label(place["country"])))),
            }
            for place in documents
        ]


class PlacePage(RecordPage):
    """One place, as of a day."""

    type = "place"
    section = "places"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the place's page."""
        key, slug, day = document["id"], document["slug"], self.day()
        asked = self.asked_of(day)
        there = day_there(document["time_zone"], asked)
        meetings, cases, pieces = self.together(
            ("meeting", first_of(MeetingFilterSet, "place", key, MEETINGS, self.at), "body"),
            ("detention", in_custody_at(key, there, self.at)[: HELD + 1], "body"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        meetings, more_meetings = cut(meetings, MEETINGS)
        cases, more_held = cut(cases, HELD)
        stays = [stay for case in cases for stay in stays_at(key, case, there, self.today)]
        stays.sort(key=lambda stay: stay.first)
        notes = Notes(
            [
                *(fact for each in meetings for fact in (each, *each["status_history"])),
                *(stay.event for stay in stays),
            ]
        )
        dates = (partial(meeting["on"]) for meeting in meetings)
        country = document["country"]
        years = [day.year, self.today.year, self.today.year - BACK]
        return self.show(
            "places/place.html",
            {
                "place": document,
                "where": in_sentence(label(country)),
                "country_url": path(country),
                "coordinates": coordinates(document),
                "as_of_text": f"On {day_in_words(day)}",
                "meetings": [meeting_row(meeting, asked, notes) for meeting in meetings],
                "more_meetings": f"{path_of('meetings')}?place={slug}" if more_meetings else None,
                "held": [held_row(stay, notes) for stay in stays],
                "more_held": more_held,
                "detentions": count_ever_held_at(key, self.at),
                "strip": strip(
                    day,
                    self.today,
                    span=Span(min(years), max(years)),
                    events=[on.earliest for on in dates if on and on.earliest],
                    days=[("Today", self.today)],
                ),
                "sources": notes.listed(),
                **those_that_name(document, pieces),
            },
        )


def coordinates(place: Mapping[str, Any]) -> str:
    """Return "39.92° N, 116.33° E", as exactly as they are known; "" where they are not."""
    latitude, longitude = place["latitude"], place["longitude"]
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{degrees(latitude)}° {north}, {degrees(longitude)}° {east}"


def degrees(number: float) -> str:
    """Return a number of degrees without its sign."""
    return f"{abs(number):.5f}".rstrip("0").rstrip(".")


def meeting_row(meeting: Mapping[str, Any], asked: DayAsked, notes: Notes) -> dict[str, Any]:
    """Return a meeting as `dated_list` takes it, with its status on the day."""
    on, stands = partial(meeting["on"]), standing(meeting, asked)
    return {
        "name": meeting["label"],
        "url": relative(meeting["web_url"]),
        "date_text": str(on) if on else "Day not known",
        "iso": iso(on),
        "status": stands["status"],
        "line": stands["remark"],
        "sources": notes.of(meeting, *meeting["status_history"]),
    }


class Stay(NamedTuple):
    """Who was in custody in a place: the detention, the event that brought the person there."""

    case: Mapping[str, Any]
    event: Mapping[str, Any]
    first: date
    sure: bool


def stays_at(place: str, case: Mapping[str, Any], day: date, today: date) -> Iterator[Stay]:
    """Yield by which of its events a detention was in a place, given by its id, on a day.

    It is `sure` where both that and custody are certain of the whole day.
    """
    custody = [row._replace(value=row.value in IN_CUSTODY) for row in chain_in(case, "status")]
    held = during(custody, day, today).get(True)
    events = {event["id"]: event for event in case["events"]}
    for row, match in rows_during(chain_in(case, "place"), day, today):
        if held and row.value and row.value["id"] == place:
            sure = held == match == Match.CERTAINLY
            yield Stay(case, events[row.row["id"]], row.first, sure)


def held_row(stay: Stay, notes: Notes) -> dict[str, Any]:
    """Return who is held here by an event: the public name, by whom, since when."""
    by = in_sentence(label(stay.case["held_by"]))
    since = date_in_words(stay.event["on"])
    words = [f"by {by}" if by else "", f"here since {since}", "" if stay.sure else "possibly"]
    return {
        "name": label(stay.case["detainee"]),
        "url": path(stay.case["detainee"]),
        "line": ", ".join(word for word in words if word),
        "confidence": stay.event["confidence"],
        "cited": notes.of(stay.event),
    }
