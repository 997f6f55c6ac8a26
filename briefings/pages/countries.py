"""Countries: their offices and officials, visits both ways, whom they hold, what came before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from briefings.addresses import path_of, relative
from briefings.documents import DOCUMENTS
from briefings.documents.builder import Asked
from briefings.filters.base import RecordFilterSet
from briefings.filters.countries import CountryFilterSet
from briefings.filters.detentions import citizens_in_custody, in_custody_by
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_of
from briefings.filters.offices import OfficeFilterSet
from briefings.filters.officials import OfficialFilterSet
from briefings.filters.visits import VisitFilterSet, visits_abroad
from briefings.models.custody import IN_CUSTODY
from briefings.models.days import Match
from briefings.pages.base import cut
from briefings.pages.dates import Span, day_in_words, strip
from briefings.pages.days import InStatus, in_status
from briefings.pages.links import label, path
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence
from briefings.pages.occasions import in_rows
from briefings.pages.pieces import latest_that_name, those_that_name
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.tenures import held, in_dates
from briefings.paging import Found

# The lists of which the page shows the first rows, with the parameter that asks for a country.
LISTS: dict[str, tuple[type[RecordFilterSet], str]] = {
    "office": (OfficeFilterSet, "country"),
    "official": (OfficialFilterSet, "country"),
    "visit": (VisitFilterSet, "host_country"),
    "meeting": (MeetingFilterSet, "host_country"),
}
OFFICES, OFFICIALS, OCCASIONS, DETAINED = 50, 30, 8, 20  # on the page; the lists hold the rest
BACK = 20  # years that the ruler of a country shows


class CountryList(ListPage):
    """Countries, as each was called."""

    filters = CountryFilterSet
    shows = frozenset({"country"})
    document = "country"
    moving = False
    plural = "countries"
    section = "countries"
    one, many = "country", "countries"

    def items(
        self, documents: Sequence[Mapping[str, Any]], listing: RecordFilterSet
    ) -> list[dict[str, Any]]:
        """Return the countries with the years of those that are no more."""
        return [linked(country) for country in documents]


class CountryPage(RecordPage):
    """One country, as of a day."""

    type = "country"
    section = "countries"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the country's page."""
        key, day = document["id"], self.day()
        asked = self.asked_of(day)
        held_by, citizens = in_custody_by(key, day, self.at), citizens_in_custody(key, day, self.at)
        offices, officials, visits, meetings, abroad, by_it, of_it = self.together(
            ("office", self.of_list("office", OFFICES), "item"),
            ("official", self.of_list("official", OFFICIALS), "item"),
            ("visit", self.of_list("visit", OCCASIONS), "body"),
            ("meeting", self.of_list("meeting", OCCASIONS), "body"),
            ("visit", visits_abroad(key, self.at)[: OCCASIONS + 1], "body"),
            ("detention", held_by[: DETAINED + 1], "body"),
            ("detention", citizens[: DETAINED + 1], "body"),
        )
        offices, more_offices = cut(offices, OFFICES)
        officials, more_officials = cut(officials, OFFICIALS)
        visits, more_visits = cut(visits, OCCASIONS)
        meetings, more_meetings = cut(meetings, OCCASIONS)
        abroad, more_abroad = cut(abroad, OCCASIONS)
        by_it, more_held = cut(by_it, DETAINED)
        of_it, more_citizens = cut(of_it, DETAINED)
        terms = [
            term["tenure"]
            for office in offices
            for term in DOCUMENTS["office"].on(office, asked)["holders"]
        ]
        tenures, pieces = self.together(
            ("tenure", terms, "body"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        stays = {
            each["id"]: stay
            for each in (*by_it, *of_it)
            if (stay := in_status([each], IN_CUSTODY, day, self.today))
        }
        facts = self.facts_of(stays)
        notes = Notes(
            [
                *tenures,
                *(
                    fact
                    for one in (*visits, *abroad, *meetings)
                    for fact in (one, *one["status_history"])
                ),
                *(fact for own in facts.values() for fact in own),
            ]
        )

        def people(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
            found = [each["id"] for each in cases if each["id"] in stays]
            return [case(stays[one], key, notes.of(*facts[one])) for one in found]

        span = Span(min(day.year, self.today.year - BACK), max(day.year, self.today.year))
        return self.show(
            "countries/country.html",
            {
                "country": document,
                "years": years(document),
                "as_of_text": f"On {day_in_words(day)}",
                "strip": strip(day, self.today, span=span, days=[("Today", self.today)]),
                "offices": [
                    {
                        "title": office["title"],
                        "url": relative(office["web_url"]),
                        "holders": [
                            holder(tenure, asked, notes)
                            for tenure in tenures
                            if tenure["office"] and tenure["office"]["id"] == office["id"]
                        ],
                    }
                    for office in offices
                ],
                "more_offices": self.rest(more_offices, "offices", "country"),
                "officials": [
                    {"name": one["sort_name"], "url": relative(one["web_url"])} for one in officials
                ],
                "more_officials": self.rest(more_officials, "officials", "country"),
                "visits_to": in_rows(visits, asked, notes),
                "more_visits_to": self.rest(more_visits, "visits", "host_country"),
                "visits_by": in_rows(abroad, asked, notes),
                "more_visits_by": self.rest(more_abroad, "visits", "participant_country"),
                "meetings": in_rows(meetings, asked, notes),
                "more_meetings": self.rest(more_meetings, "meetings", "host_country"),
                "held": people(by_it),
                "more_held": self.rest(more_held, "detainees", "held_by", day),
                "citizens": people(of_it),
                "more_citizens": self.rest(more_citizens, "detainees", "nationality", day),
                "predecessors": self.linked(document["predecessors"]),
                "successors": self.linked(document["successors"]),
                "sources": notes.listed(),
                **those_that_name(document, pieces),
            },
        )

    def of_list(self, type_: str, most: int) -> Found:
        """Return what finds the first rows of a list of the country's, one more than so many."""
        filters, parameter = LISTS[type_]
        return first_of(filters, parameter, self.document["id"], most, self.at)

    def rest(self, more: bool, plural: str, parameter: str, day: date | None = None) -> str | None:
        """Return the address of the whole list, None if there is no more in it."""
        asked = f"&as_of={day.isoformat()}" if day else ""
        return f"{path_of(plural)}?{parameter}={self.document['slug']}{asked}" if more else None

    def facts_of(self, stays: Mapping[str, InStatus]) -> dict[str, list[Mapping[str, Any]]]:
        """Return the events that each stay rests on, and the exchanges that these were part of.

        Each has its sources. One query, none where nobody was exchanged.
        """
        events = {key: events_of(stay) for key, stay in stays.items()}
        ids = (event["exchange"] for own in events.values() for event in own)
        exchanges = {each["id"]: [each] for each in self.documents("exchange", filter(None, ids))}
        return {
            key: [fact for event in own for fact in (event, *exchanges.get(event["exchange"], ()))]
            for key, own in events.items()
        }

    def linked(self, mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows of countries that are named (a query, none for none)."""
        ids = (each["id"] for each in mentions)
        return [linked(country) for country in self.documents("country", ids, "item")]


def holder(tenure: Mapping[str, Any], asked: Asked, notes: Notes) -> dict[str, Any]:
    """Return who holds an office on a day, possibly or certainly, since when."""
    sure = held(tenure, asked.day, asked.today) == Match.CERTAINLY
    dates = in_dates(tenure)
    return {
        "name": label(tenure["official"]),
        "url": path(tenure["official"]),
        "dates": dates if sure else f"possibly; {dates}",
        "sources": notes.of(tenure),
    }


def linked(country: Mapping[str, Any]) -> dict[str, Any]:
    """Return a country's row in a list."""
    return {
        "name": country["name"],
        "url": relative(country["web_url"]),
        "line": years(country),
    }


def years(country: Mapping[str, Any]) -> str:
    """Return "1922–1991", "from 1991" or "until 1991"; "" where no year is known."""
    first, last = country["first_year"], country["last_year"]
    if first is not None and last is not None:
        return f"{first}–{last}"
    if first is not None:
        return f"from {first}"
    return f"until {last}" if last is not None else ""


def events_of(stay: InStatus) -> list[Mapping[str, Any]]:
    """Return the events of a detention that its status on a day rests on."""
    ids = {step["id"] for step in stay.events}
    return [event for event in stay.case["events"] if event["id"] in ids]


def case(stay: InStatus, beside: str, sources: list[int]) -> dict[str, Any]:
    """Return a person's row: the status on the day, by whom unless that is `beside`, since when.

    `beside` is the id of a country.
    """
    holder, person = stay.case["held_by"], stay.case["detainee"]
    by = f"by {in_sentence(label(holder))}, " if label(holder) and holder["id"] != beside else ""
    words = [f"{by}since {stay.since}", stay.ended]
    return {
        "name": label(person),
        "url": path(person),
        "status": stay.status,
        "line": "; ".join(filter(None, words)),
        "confidence": stay.event["confidence"],
        "cited": sources,
    }
