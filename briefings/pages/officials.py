"""Officials: who held what on any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.addresses import path_of, relative
from briefings.composed import composed
from briefings.documents import DOCUMENTS
from briefings.filters.base import RecordFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_of
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Detainee, Office, Statement, Tenure
from briefings.models.days import Match
from briefings.models.expressions import one_of
from briefings.pages.asked import Asked
from briefings.pages.base import cut, linked_data
from briefings.pages.counterparts import company_of, counterparts, met_chart
from briefings.pages.dates import Span, date_in_words, day_in_words, strip
from briefings.pages.links import label, path
from briefings.pages.lists import ListPage
from briefings.pages.names import also_called, in_sentence, natives
from briefings.pages.occasions import in_rows
from briefings.pages.pieces import latest_that_name, those_that_name
from briefings.pages.provenance import confidences, verified
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.statements import quoted
from briefings.pages.tenures import (
    bar,
    called,
    chart,
    current,
    events,
    in_dates,
    known_days,
    mistake,
    not_held,
    office_rows,
    statement,
    useful_days,
)
from briefings.paging import Found

MEETINGS, STATEMENTS = 12, 6  # on the page; the lists hold the rest
PLURALS = {
    Office.Kind.HEAD_OF_STATE: "Heads of state",
    Office.Kind.HEAD_OF_GOVERNMENT: "Heads of government",
    Office.Kind.FOREIGN_MINISTER: "Foreign ministers",
    Office.Kind.MINISTER: "Ministers",
    Office.Kind.DEPUTY_MINISTER: "Deputy ministers",
    Office.Kind.AMBASSADOR: "Ambassadors",
    Office.Kind.ADVISER: "Advisers and envoys",
    Office.Kind.PARTY: "Holders of party offices",
    Office.Kind.INTERNATIONAL: "Officials of international organizations",
    Office.Kind.OTHER: "Holders of other offices",
}


class OfficialList(ListPage):
    """Officials, and what each held on the day that is asked about."""

    filters = OfficialFilterSet
    shows = frozenset({"official", "tenure"})
    moving = False
    document = "official"
    plural = "officials"
    template = "officials/list.html"
    section = "officials"
    one, many = "official", "officials"
    standfirst = "Who held which office, on any day. What is not certain is called possible."
    takes_day = True

    def heading(self, asked: Asked) -> str:
        """Return "Foreign ministers of China on 18 June 2023"."""
        day = asked["as_of"]
        words = asked.kinds("office_kind", PLURALS, "Officials")
        words += f" of {in_sentence(country)}" if (country := asked.label("country")) else ""
        if day and not asked.label("office_kind"):
            words += " in office"
        words += f": {office}" if (office := asked.label("office")) else ""
        return f"{words} {day.when}" if day else words

    def fields(self, listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the fields of the bar: words and certainty."""
        return [
            *super().fields(listing),
            self.select(
                "date_match",
                "Partial dates",
                [("certain", "Only if certain")],
                anything="Count, if possible",
            ),
        ]

    def items(
        self, documents: Sequence[Mapping[str, Any]], listing: RecordFilterSet
    ) -> list[dict[str, Any]]:
        """Return the officials with their offices on the day, else today (a query)."""
        asked = self.asked_of(listing.form.cleaned_data["as_of"])
        held = {each["id"]: DOCUMENTS["official"].on(each, asked)["offices"] for each in documents}
        ids = [each["tenure"] for offices in held.values() for each in offices]
        tenures = {each["id"]: each for each in self.documents("tenure", ids, "item")}
        return [
            {
                "name": official["sort_name"],
                "url": relative(official["web_url"]),
                "country": label(official["country"]),
                "offices": [
                    {
                        "title": called(tenure := tenures[each["tenure"]], official["country"]),
                        "url": path(tenure["office"]),
                        "possibly": each["held"] != Match.CERTAINLY,
                        "dates": in_dates(tenure),
                    }
                    for each in held[official["id"]]
                ],
            }
            for official in documents
        ]

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the day on which the offices shown were held, in words."""
        day = listing.form.cleaned_data["as_of"]
        return {"held_words": f"Held {day.when}" if day else "Holds today"}


class OfficialPage(RecordPage):
    """One official, as of a day."""

    type = "official"
    section = "officials"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the official's page."""
        day, today, country = self.day(), self.today, document["country"]
        own, company = UUID(document["id"]), company_of(self, document, max(day, today))
        tenures, meetings, statements, instead, cases, others, pieces = self.together(
            ("tenure", [each["tenure"] for each in document["tenures"]], "body"),
            ("meeting", first_of(MeetingFilterSet, "participant", own, MEETINGS, self.at), "body"),
            ("statement", _said(self.at, own), "body"),
            ("tenure", self.instead(document["tenures"], day), "item"),
            ("detainee", _case(self.at, own), "item"),
            ("official", company, "item"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        meetings, more = cut(meetings, MEETINGS)
        met = [each for meeting in meetings for each in (meeting, *meeting["status_history"])]
        notes = Notes([*reversed(tenures), *met, *statements, document])
        span = Span.over([*known_days(tenures), today], default=day)
        rows = [
            bar(
                tenure,
                title=called(tenure, country),
                url=path(tenure["office"]),
                span=span,
                day=day,
                today=today,
            )
            for tenure in tenures
        ]
        return self.show(
            "officials/official.html",
            {
                "official": document,
                "whose": in_sentence(label(country)),
                "country_url": path(country),
                "natives": natives(document["names"]),
                "also_called": also_called(document["names"]),
                "initials": initials(document["full_name"]),
                "as_of_text": f"On {day_in_words(day)}",
                "statement": statement(tenures, day, today, country),
                "mistake": mistake(instead, day, today, country),
                "strip": strip(
                    day, today, span=span, events=events(tenures), days=useful_days(tenures, today)
                ),
                "chart": chart(rows, span, day),
                "offices": office_rows(tenures, country, notes),
                "confidences": confidences(tenures),
                **verified(tenures, today, going_on=current(tenures)),
                "born": date_in_words(document["born"]),
                "died": date_in_words(document["died"]),
                "biography": document["biography"],
                "cited": notes.of(document),
                "sources_differ": notes.differing(document),
                "meetings": in_rows(meetings, self.asked_of(day), notes),
                "more_meetings": f"{path_of('meetings')}?participant={document['slug']}"
                if more
                else None,
                "counterparts": met_chart(counterparts(company, others), day, today),
                "quotes": quoted(statements, tenures, notes, today),
                "detained": next((relative(case["web_url"]) for case in cases), None),
                "sources": notes.listed(),
                **those_that_name(document, pieces),
                "linked_data": linked_data(described(document, self.canonical)),
            },
        )

    def instead(self, tenures: Sequence[Mapping[str, Any]], day: date) -> Found | Sequence[UUID]:
        """Return who possibly held, on the day, an office of one seat that these had and lost."""
        if not (offices := not_held(tenures, day, self.today)):
            return []
        return _held_alone(self.at, day, self.today, [UUID(each) for each in offices])


@composed
def _held_alone(at: datetime, day: date, today: date, offices: list[UUID]) -> QuerySet[Any, Any]:
    holders = Tenure.objects.live(at).during(day, today=today)
    of_one_seat = holders.filter(one_of("office__public_id", offices), office__seats=1)
    return of_one_seat.in_order().values_list("public_id")


@composed
def _case(at: datetime, official: UUID) -> QuerySet[Any, Any]:
    cases = Detainee.objects.live(at).filter(official__public_id=official, name_withheld=False)
    return cases.order_by().values_list("public_id")


@composed
def _said(at: datetime, official: UUID) -> QuerySet[Any, Any]:
    said = Statement.objects.live(at).filter(official__public_id=official)
    return said.latest_first().values_list("public_id")[:STATEMENTS]


def initials(full_name: str) -> str:
    """Return the first letters of the first and the last name."""
    words = full_name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1])))


def described(official: Mapping[str, Any], url: str) -> dict[str, Any]:
    """Return the person in the words of schema.org; dates only where the day is known."""
    person: dict[str, Any] = {
        "@type": "Person",
        "name": official["full_name"],
        "alternateName": [name["value"] for name in official["names"]],
        "url": url,
    }
    for field, day in (("birthDate", official["born"]), ("deathDate", official["died"])):
        if day is not None and day["precision"] == "day" and not day["about"]:
            person[field] = day["value"]
    return person
