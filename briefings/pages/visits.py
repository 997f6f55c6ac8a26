"""Visits: who went where and why, whom they met, and how it stood on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.filters.base import RecordFilterSet
from briefings.filters.visits import VisitFilterSet
from briefings.models import (
    Country,
    Meeting,
    Objective,
    Participant,
    StatusChange,
    Stop,
    Visit,
)
from briefings.pages import sources as sources_pages
from briefings.pages.agendas import agenda_rows
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage
from briefings.pages.dates import iso, period_in_words
from briefings.pages.days import as_asked, unsure_days
from briefings.pages.engagements import around, bounds, engagement, framed, offices_shown
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence, listed
from briefings.pages.occasions import question
from briefings.pages.participants import SEATS, country_of, person
from briefings.pages.sources import Notes
from briefings.pages.statuses import as_it_stands, attendance, local_day
from briefings.timelines import (
    Engagements,
    engagements,
    meetings_of_visit,
    objectives_along,
    rows_of,
    sources_shown,
    statuses_of,
    stops_along,
    visits_around,
    with_objectives,
    with_outcomes,
    with_stops,
)

PLURALS = {value: f"{label}s" for value, label in Visit.Kind.choices}


class VisitList(ListPage):
    """Visits, and how each stood on the day that is asked about."""

    filters = VisitFilterSet
    shows = frozenset({"visit"})
    plural = "visits"
    template = "visits/list.html"
    section = "visits"
    one, many = "visit", "visits"
    standfirst = "Who went where, and how it stood on any day."
    takes_day = True
    day_words = "Under way on"
    orders = [("-starts", "Latest first"), ("starts", "Earliest first")]

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the visits with the zones of their clocks and their stops."""
        return with_stops(listing.qs.with_zone(), self.at)

    def heading(self, asked: Asked) -> str:
        """Return "State visits to China with Xi Jinping: under way on 18 June 2023"."""
        return question(visits_in_words(asked), "to", asked, no_status="under way or planned")

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return where visits are counted by country: those in the office that is asked for."""
        office = listing.data.get("traveller_office")
        asked = f"?{urlencode({'traveller_office': office})}" if office else ""
        return {"visited_url": f"{path_of('visited')}{asked}"}

    def items(self, rows: Sequence[Any], listing: Any) -> list[dict[str, Any]]:
        """Return the visits with their stops and their statuses on the day (a query)."""
        statuses = statuses_of(rows, [], self.at)
        return [self.item(visit, rows_of(statuses, visit), listing) for visit in rows]

    def item(
        self, visit: Visit, statuses: list[StatusChange], listing: VisitFilterSet
    ) -> dict[str, Any]:
        """Return one visit's row, in the status that is asked for."""
        there = local_day(self.day_shown(listing), self.today, self.at, visit.zone)
        asked = listing.form.cleaned_data["as_of"]
        stands = as_asked(visit, statuses, listing, there, self.at)
        if asked and not listing.statuses:
            remarks = [unsure_days(visit, asked), stands["remark"]]
            stands["remark"] = "; ".join(remark for remark in remarks if remark)
        return {
            "name": visit.label,
            "url": visit.get_absolute_url(),
            "date_text": period_in_words(visit.starts, visit.ends) or "Days not known",
            "iso": iso(visit.starts) if visit.starts == visit.ends else None,
            "kind": visit.get_kind_display(),
            "places": list(
                dict.fromkeys(stop.place or stop.country for stop in stops_along(visit))
            ),
            **stands,
        }


def visits_in_words(asked: Asked) -> str:
    """Return "State visits of the President of China": kinds, and in what office."""
    words = asked.kinds("kind", PLURALS, "Visits")
    office = asked.label("traveller_office")
    return f"{words} of the {office}" if office else words


class VisitPage(RecordPage):
    """One visit, as of a day."""

    type = "visit"
    shows = frozenset({"article", "meeting", "statement", "tenure", "visit"})
    section = "visits"

    @classmethod
    def records(cls, at: datetime, name: str) -> QuerySet[Visit]:
        """Return the live visit that a slug or an id names, with its zone and its plain rows."""
        visits: QuerySet[Visit] = super().records(at, name).with_zone()  # type: ignore[attr-defined]
        return with_outcomes(with_objectives(with_stops(visits, at)))

    def page_of(self, record: Visit) -> HttpResponse:
        """Return the visit's page (twelve queries with the validator's)."""
        asked = self.day()
        meetings, around_them = meetings_of_visit(record, self.at)
        occasions: list[Meeting | Visit] = [record, *meetings]
        beside: list[Meeting | Visit] = [*around_them, *visits_around(record, self.at)]
        known = engagements(meetings, [record], self.at, beside=beside)
        stops, objectives = stops_along(record), objectives_along(record)
        held = offices_shown(occasions, known, self.today)
        citations = sources_shown(
            record, [*meetings, *objectives, *known.facts(occasions), *held], self.at
        )
        notes = sources_pages.numbers(citations)
        day = local_day(asked, self.today, self.at, record.zone)
        hosts = countries(stops)
        return self.show(
            "visits/visit.html",
            {
                "visit": record,
                "box": "The visit",
                "host": listed([in_sentence(country) for country in hosts]),
                "host_url": hosts[0].get_absolute_url() if len(hosts) == 1 else None,
                "engagements": [
                    engagement(meeting, known, notes, asked, self.today, self.at, seats=SEATS)
                    for meeting in meetings
                ],
                "facts": facts(record, stops, objectives, known, notes, day, self.at),
                "around": around(beside, known, asked, self.today, self.at, here=record),
                **framed(
                    self,
                    record,
                    known,
                    citations,
                    notes,
                    asked=asked,
                    occasions=occasions,
                    stands=as_it_stands(record, rows_of(known.statuses, record), day, self.at),
                    days=[
                        *known_days(record),
                        *(touched for meeting in meetings for touched in bounds(meeting)),
                    ],
                    places=[str(stop.place or stop.country) for stop in stops],
                ),
            },
        )


def known_days(visit: Visit) -> list[date]:
    """Return the first and the last day that a visit may touch, as far as they are known."""
    first, last = visit.starts, visit.ends or visit.starts
    days = (first.earliest if first else None, last.latest if last else None)
    return [day for day in days if day]


def countries(stops: Sequence[Stop]) -> list[Country]:
    """Return the countries of the stops, each once."""
    return list(dict.fromkeys(stop.country for stop in stops))


def facts(
    visit: Visit,
    stops: Sequence[Stop],
    objectives: Sequence[Objective],
    known: Engagements,
    notes: Notes,
    day: date,
    at: datetime,
) -> list[dict[str, Any]]:
    """Return the rows of the box beside a visit: who, where, what for, what about, what came."""
    people = rows_of(known.participants, visit)
    hosts = [one for one in people if one.side == Participant.Side.HOST]
    travellers = [one for one in people if one not in hosts]
    return [
        {"term": "Kind", "values": [{"text": visit.get_kind_display()}]},
        {
            "term": "Traveller" if len(travellers) == 1 else "Travellers",
            "values": [traveller(one, visit, known, notes, day, at) for one in travellers],
        },
        {
            "term": "Host",
            "values": [
                {"text": country.name, "url": country.get_absolute_url()}
                for country in countries(stops)
            ]
            + [traveller(one, visit, known, notes, day, at) for one in hosts],
        },
        {"term": "Stops", "values": [stop_row(stop) for stop in stops]},
        {
            "term": "Stated objectives",
            "ordered": True,
            "values": [
                {"text": objective.words, "sources": notes.get(("objective", objective.pk), [])}
                for objective in objectives
            ],
        },
        *agenda_rows(known.agenda, at),
        {"term": "Outcomes", "values": [{"text": row.words} for row in known.outcomes]},
    ]


def traveller(
    participant: Participant,
    visit: Visit,
    known: Engagements,
    notes: Notes,
    day: date,
    at: datetime,
) -> dict[str, Any]:
    """Return who travels or receives, with the offices held on a day of the visit."""
    attends = attendance(rows_of(known.statuses, participant), day, visit.today(at))
    told = person(participant, known, None, visit.partial_period, attends, at, notes)
    country = country_of(participant, at)
    note = told["office"] or (country.name if country else "")
    return {
        "text": told["name"],
        "url": told["url"],
        "note": ", ".join(part for part in (note, told["word"]) if part),
        "confidence": told["confidence"],
        "sources": told["sources"],
    }


def stop_row(stop: Stop) -> dict[str, Any]:
    """Return a stop: the place, else the country, with its days and its note."""
    where = stop.place or stop.country
    period = period_in_words(stop.arrives, stop.departs)
    return {
        "text": where.name,
        "url": where.get_absolute_url(),
        "note": ". ".join(part for part in (period, stop.note) if part),
    }
