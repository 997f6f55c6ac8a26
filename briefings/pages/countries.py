"""Countries: their offices and officials, visits both ways, whom they hold, what came before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.filters.base import RecordFilterSet
from briefings.filters.countries import CountryFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_rows
from briefings.filters.offices import OfficeFilterSet
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Country, Meeting, Tenure, Visit
from briefings.models.custody import IN_CUSTODY
from briefings.models.days import Match
from briefings.pages import sources as sources_pages
from briefings.pages.base import RecordPage
from briefings.pages.custody import case_of
from briefings.pages.dates import Span, day_in_words, strip
from briefings.pages.days import InStatus, in_status
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence
from briefings.pages.pieces import pieces_naming
from briefings.pages.sources import Notes
from briefings.pages.statuses import rows_told
from briefings.pages.tenures import in_dates
from briefings.timelines import (
    Custody,
    custody_by,
    custody_of_citizens,
    holders_of,
    sources_beside,
    statuses_along,
    visits_by,
    visits_to,
    with_statuses,
    with_successions,
)

OFFICES, OFFICIALS, OCCASIONS, DETAINED = 50, 30, 8, 20  # on the page; the lists hold the rest
BACK = 20  # years that the ruler of a country shows


class CountryList(ListPage):
    """Countries, as each was called."""

    filters = CountryFilterSet
    shows = frozenset({"country"})
    moving = False
    plural = "countries"
    section = "countries"
    one, many = "country", "countries"

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the countries with the years of those that are no more."""
        return [linked(country) for country in rows]


class CountryPage(RecordPage):
    """One country, as of a day."""

    type = "country"
    shows = frozenset(
        {
            "article",
            "custody-event",
            "detainee",
            "detention",
            "exchange",
            "meeting",
            "office",
            "official",
            "tenure",
            "visit",
        }
    )
    section = "countries"

    @classmethod
    def records(cls, at: datetime, name: str) -> QuerySet[Any]:
        """Return the live country that an address names, with what came before and after it."""
        return with_successions(super().records(at, name), at)

    def page_of(self, record: Any) -> HttpResponse:
        """Return the country's page (twelve queries with the validator's)."""
        day = self.day()
        offices, more_offices = first_rows(OfficeFilterSet, "country", record, OFFICES, self.at)
        officials, more_officials = first_rows(
            OfficialFilterSet, "country", record, OFFICIALS, self.at
        )
        tenures = list(
            holders_of([office.pk for office in offices], day, at=self.at, today=self.today)
        )
        visits, abroad = visits_to(record, self.at), visits_by(record, self.at)
        meetings, more_meetings = first_rows(
            MeetingFilterSet, "host_country", record, OCCASIONS, self.at, along=with_statuses
        )
        occasions = [*visits[:OCCASIONS], *abroad[:OCCASIONS], *meetings]
        statuses = statuses_along(occasions)
        held = custody_by(record, day, self.at)
        citizens = custody_of_citizens(record, day, self.at)
        stood = {
            one.detention.pk: in_status([case_of(one)], IN_CUSTODY, day, self.today)
            for one in (*held[:DETAINED], *citizens[:DETAINED])
        }
        rows = {event.pk: event for one in (*held, *citizens) for event in one.events}
        facts = {
            key: [
                fact
                for event in found.events
                for fact in (rows[event["id"]], rows[event["id"]].exchange)
                if fact
            ]
            for key, found in stood.items()
            if found
        }
        events = [fact for found in facts.values() for fact in found]
        citations = sources_beside([*tenures, *occasions, *statuses, *events], self.at)
        notes = sources_pages.numbers(citations)

        def told(occasions: Sequence[Meeting | Visit]) -> list[dict[str, Any]]:
            return rows_told(occasions[:OCCASIONS], statuses, day, self.today, self.at, notes=notes)

        def in_custody(cases: Sequence[Custody]) -> list[dict[str, Any]]:
            return [
                case(one, found, record, sources_pages.cited_for(facts[one.detention.pk], notes))
                for one in cases[:DETAINED]
                if (found := stood[one.detention.pk])
            ]

        span = Span(min(day.year, self.today.year - BACK), max(day.year, self.today.year))
        asked = f"as_of={day.isoformat()}"
        return self.show(
            "countries/country.html",
            {
                "country": record,
                "years": years(record),
                "api_url": self.api_url(record),
                "actions": [("JSON", self.api_url(record))],
                "as_of_text": f"On {day_in_words(day)}",
                "strip": strip(day, self.today, span=span, days=[("Today", self.today)]),
                "offices": [
                    {
                        "title": office.title,
                        "url": office.get_absolute_url(),
                        "holders": [
                            holder(tenure, day, self.today, notes)
                            for tenure in tenures
                            if tenure.office_id == office.pk
                        ],
                    }
                    for office in offices
                ],
                "more_offices": f"{path_of('offices')}?country={record.slug}"
                if more_offices
                else None,
                "officials": [
                    {"name": official.sort_name, "url": official.get_absolute_url()}
                    for official in officials
                ],
                "more_officials": f"{path_of('officials')}?country={record.slug}"
                if more_officials
                else None,
                "visits_to": told(visits),
                "more_visits_to": f"{path_of('visits')}?host_country={record.slug}"
                if visits[OCCASIONS:]
                else None,
                "visits_by": told(abroad),
                "more_visits_by": f"{path_of('visits')}?participant_country={record.slug}"
                if abroad[OCCASIONS:]
                else None,
                "meetings": told(meetings),
                "more_meetings": f"{path_of('meetings')}?host_country={record.slug}"
                if more_meetings
                else None,
                "held": in_custody(held),
                "more_held": f"{path_of('detainees')}?held_by={record.slug}&{asked}"
                if held[DETAINED:]
                else None,
                "citizens": in_custody(citizens),
                "more_citizens": f"{path_of('detainees')}?nationality={record.slug}&{asked}"
                if citizens[DETAINED:]
                else None,
                "predecessors": [linked(Country(**one)) for one in record.predecessors_told],
                "successors": [linked(Country(**one)) for one in record.successors_told],
                "sources": sources_pages.listed(citations, cited=False),
                **pieces_naming(self.type, record, self.at),
            },
        )


def holder(tenure: Tenure, day: date, today: date, notes: Notes) -> dict[str, Any]:
    """Return who holds an office on a day, possibly or certainly, since when."""
    dates = in_dates(tenure)
    return {
        "name": tenure.official.full_name,
        "url": tenure.official.get_absolute_url(),
        "dates": dates if tenure.held(day, today) == Match.CERTAINLY else f"possibly; {dates}",
        "sources": sources_pages.cited_for([tenure], notes),
    }


def linked(country: Country) -> dict[str, Any]:
    """Return a country's row in a list."""
    return {"name": country.name, "url": country.get_absolute_url(), "line": years(country)}


def years(country: Country) -> str:
    """Return "1922–1991", "from 1991" or "until 1991"; "" where no year is known."""
    first, last = country.first_year, country.last_year
    if first is not None and last is not None:
        return f"{first}–{last}"
    if first is not None:
        return f"from {first}"
    return f"until {last}" if last is not None else ""


def case(custody: Custody, found: InStatus, beside: Country, cited: list[int]) -> dict[str, Any]:
    """Return a person's row: the status on the day, by whom unless that is `beside`, since when."""
    holder = in_sentence(custody.holder or "")
    by = f"by {holder}, " if holder and custody.holder != beside else ""
    words = [f"{by}since {found.since}", found.ended]
    return {
        "name": custody.detention.detainee.public_name,
        "url": custody.detention.detainee.get_absolute_url(),
        "status": found.status,
        "line": "; ".join(filter(None, words)),
        "confidence": found.event["confidence"],
        "cited": cited,
    }
