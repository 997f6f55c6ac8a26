"""Visits: who went where and why, whom they met, and how it stood on any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse

from briefings.addresses import path_of, relative
from briefings.documents.builder import Asked as DayAsked
from briefings.documents.local_days import Occasion
from briefings.filters.base import RecordFilterSet
from briefings.filters.visits import VisitFilterSet, visits_beside
from briefings.models import PartialDate, Participant, Visit
from briefings.pages.agendas import on_agenda
from briefings.pages.asked import Asked
from briefings.pages.base import Rows
from briefings.pages.dates import partial, period_in_words
from briefings.pages.days import standing_asked, unsure_days
from briefings.pages.engaged import Engaged, sets_of
from briefings.pages.links import Linked, label, path
from briefings.pages.lists import ListPage
from briefings.pages.meetings import engagement
from briefings.pages.names import in_sentence, listed
from briefings.pages.occasions import OccasionPage, around, beside, dates_of, dates_told, question
from briefings.pages.participants import SEATS, Table
from briefings.pages.pieces import latest_that_name

PLURALS = {value: f"{label}s" for value, label in Visit.Kind.choices}


class VisitList(ListPage):
    """Visits, and how each stood on the day that is asked about."""

    filters = VisitFilterSet
    document = "visit"
    shows = frozenset({"visit"})
    plural = "visits"
    template = "visits/list.html"
    section = "visits"
    one, many = "visit", "visits"
    standfirst = "Who went where, and how it stood on any day."
    takes_day = True
    day_words = "Under way on"
    orders = [("-starts", "Latest first"), ("starts", "Earliest first")]

    def heading(self, asked: Asked) -> str:
        """Return "State visits to China with Xi Jinping: under way on 18 June 2023"."""
        return question(visits_in_words(asked), "to", asked, no_status="under way or planned")

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return where visits are counted by country: those in the office that is asked for."""
        office = listing.data.get("traveller_office")
        asked = f"?{urlencode({'traveller_office': office})}" if office else ""
        return {"visited_url": f"{path_of('visited')}{asked}"}

    def items(self, documents: Sequence[Mapping[str, Any]], listing: Any) -> list[dict[str, Any]]:
        """Return the visits with their stops, in the status that is asked for."""
        day = self.day_shown(listing)
        asked = self.asked_of(day)
        return [self.item(visit, listing, asked) for visit in documents]

    def item(
        self, visit: Mapping[str, Any], listing: VisitFilterSet, asked: DayAsked
    ) -> dict[str, Any]:
        """Return one visit's row."""
        stands, on = standing_asked(visit, listing, asked), listing.form.cleaned_data["as_of"]
        if on and not listing.statuses:
            remarks = [unsure_days(visit, on, asked), stands["remark"]]
            stands["remark"] = "; ".join(remark for remark in remarks if remark)
        days = dates_told(visit)
        return {
            "name": visit["label"],
            "url": relative(visit["web_url"]),
            **days,
            "date_text": days["date_text"] or "Days not known",
            "kind": visit["kind_label"],
            "places": list(dict.fromkeys(map(where, visit["stops"]))),
            **stands,
        }


def visits_in_words(asked: Asked) -> str:
    """Return "State visits of the President of China": kinds, and in what office."""
    words = asked.kinds("kind", PLURALS, "Visits")
    office = asked.label("traveller_office")
    return f"{words} of the {office}" if office else words


class VisitPage(OccasionPage):
    """One visit, as of a day."""

    type = "visit"
    section = "visits"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the visit's page."""
        day = self.day()
        asked = self.asked_of(day)
        keys = [UUID(each["id"]) for each in document["meetings"]]
        meetings, near, visits = self.together(
            ("meeting", keys, "body"),
            ("meeting", beside(self.at, keys), "item"),
            ("visit", self.before_and_after(document, asked), "item"),
        )
        meetings.sort(key=last_day)
        engaged = [document, *meetings]
        *others, pieces = self.together(
            *sets_of(self.at, engaged), ("article", latest_that_name(document, self.at), "item")
        )
        company = Engaged(engaged, asked, *others)
        hosts = countries(document)
        return self.show(
            "visits/visit.html",
            {
                "visit": document,
                "box": "The visit",
                "host": listed([in_sentence(host.name) for host in hosts]),
                "host_url": hosts[0].url if len(hosts) == 1 else None,
                "engagements": [
                    engagement(meeting, company.table(meeting), SEATS) for meeting in meetings
                ],
                "facts": facts(company),
                "around": around([*near, *visits], asked, here=document),
                **self.frame(
                    company,
                    pieces,
                    day,
                    days=[
                        *bounds(*dates_of(document)),
                        *(touched for each in meetings for touched in bounds(*dates_of(each))),
                    ],
                    places=[where(stop).name for stop in document["stops"]],
                ),
            },
        )

    def before_and_after(self, visit: Mapping[str, Any], asked: DayAsked) -> Rows:
        """Return what finds the visits before and after one, by a traveller to a country of it.

        None where the visit has no day.
        """
        days = Occasion.of(visit["days"], asked).period
        if days is None or days.first is None:
            return []
        travellers = [each for each in visit["participants"] if travels(each) and each["official"]]
        return visits_beside(
            visit["id"],
            [each["official"]["id"] for each in travellers],
            [stop["country"]["id"] for stop in visit["stops"]],
            days.first,
            self.at,
        )


def bounds(starts: PartialDate | None, ends: PartialDate | None) -> list[date]:
    """Return the first and the last day between two dates, as far as they are known."""
    last = ends or starts
    days = (starts.earliest if starts else None, last.latest if last else None)
    return [day for day in days if day]


def last_day(meeting: Mapping[str, Any]) -> date:
    """Return the last day that a meeting may be on: what is known to a month comes after its days.

    What has no day comes last.
    """
    on = partial(meeting["on"])
    return (on and on.latest) or date.max


def where(stop: Mapping[str, Any]) -> Linked:
    """Return the place of a stop, its country where no place is known."""
    record = stop["place"] or stop["country"]
    return Linked(label(record), path(record))


def countries(visit: Mapping[str, Any]) -> list[Linked]:
    """Return the countries of the stops, each once."""
    found = (stop["country"] for stop in visit["stops"])
    return list(dict.fromkeys(Linked(label(country), path(country)) for country in found))


def travels(participant: Mapping[str, Any]) -> bool:
    """Return whether somebody travels: who is not on the host's side."""
    return bool(participant["side"] != Participant.Side.HOST)


def facts(company: Engaged) -> list[dict[str, Any]]:
    """Return the rows of the box beside a visit: who, where, what for, what about, what came.

    What was about and what came of its meetings is told with that of the visit, the first of them.
    """
    visit, table = company.occasions[0], company.table(company.occasions[0])
    agenda, outcomes = (
        [each for occasion in company.occasions for each in occasion[part]]
        for part in ("agenda", "outcomes")
    )
    travellers = [one for one in table.people if travels(one)]
    hosts = [one for one in table.people if not travels(one)]
    return [
        {"term": "Kind", "values": [{"text": visit["kind_label"]}]},
        {
            "term": "Traveller" if len(travellers) == 1 else "Travellers",
            "values": [in_facts(one, table) for one in travellers],
        },
        {
            "term": "Host",
            "values": [
                *({"text": country.name, "url": country.url} for country in countries(visit)),
                *(in_facts(one, table) for one in hosts),
            ],
        },
        {"term": "Stops", "values": [stop_row(stop) for stop in visit["stops"]]},
        {
            "term": "Stated objectives",
            "ordered": True,
            "values": [
                {"text": each["words"], "sources": company.notes.of(each)}
                for each in visit["objectives"]
            ],
        },
        *on_agenda(agenda),
        {"term": "Outcomes", "values": [{"text": each["words"]} for each in outcomes]},
    ]


def in_facts(participant: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Return who travels or receives, with the offices held on a day of the visit."""
    seat = table.seat(participant)
    return {
        "text": seat["name"],
        "url": seat["url"],
        "note": ", ".join(part for part in (seat["office"], seat["word"]) if part),
        "confidence": seat["confidence"],
        "sources": seat["sources"],
    }


def stop_row(stop: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stop: the place, else the country, with its days and its note."""
    period = period_in_words(partial(stop["arrives"]), partial(stop["departs"]))
    return {
        "text": where(stop).name,
        "url": where(stop).url,
        "note": ". ".join(part for part in (period, stop["note"]) if part),
    }
