"""Countries: their offices and officials, visits both ways, whom they hold, what came before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict

from briefings.filters.base import RecordFilterSet
from briefings.filters.countries import CountryFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_naming
from briefings.filters.offices import OfficeFilterSet
from briefings.filters.officials import OfficialFilterSet
from briefings.filters.visits import VisitFilterSet
from briefings.models import Country
from briefings.pages import custody as custody_pages
from briefings.pages.base import RecordPage
from briefings.pages.dates import Span, day_in_words, strip
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence
from briefings.pages.pieces import pieces_naming
from briefings.pages.statuses import rows_told
from briefings.pages.tenures import certainly, in_dates
from briefings.timelines import (
    Custody,
    custody_by,
    custody_of_citizens,
    holders_of,
    predecessors_and_successors,
    statuses_along,
    visits_by,
    with_statuses,
)

OFFICES, OFFICIALS, OCCASIONS, DETAINED = 50, 30, 8, 20  # on the page; the lists hold the rest
BACK = 20  # years that the ruler of a country shows


class CountryList(ListPage):
    """Countries, as each was called."""

    filters = CountryFilterSet
    plural = "countries"
    section = "/countries/"
    one, many = "country", "countries"

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the countries with the years of those that are no more."""
        return [linked(country) for country in rows]


class CountryPage(RecordPage):
    """One country, as of a day."""

    type = "country"
    section = "/countries/"

    def page_of(self, record: Country) -> HttpResponse:
        """Return the country's page (twelve queries with the validator's)."""
        day = self.day()
        offices, more_offices = first_naming(OfficeFilterSet, "country", record, OFFICES, self.at)
        officials, more_officials = first_naming(
            OfficialFilterSet, "country", record, OFFICIALS, self.at
        )
        keys = [office.pk for office in offices]
        holders: dict[int, list[dict[str, Any]]] = {}
        for tenure in holders_of(keys, day, at=self.at, today=self.today):
            sure = certainly(tenure, day, self.today)
            holders.setdefault(tenure.office_id, []).append(
                {
                    "name": tenure.official.full_name,
                    "url": tenure.official.get_absolute_url(),
                    "dates": in_dates(tenure) if sure else f"possibly; {in_dates(tenure)}",
                }
            )
        span = Span(min(day.year, self.today.year - BACK), max(day.year, self.today.year))
        stopping = VisitFilterSet(QueryDict(f"host_country={record.public_id}"), at=self.at)
        visits = stopping.page(OCCASIONS, with_statuses(stopping.qs.with_zone(), self.at))
        abroad = list(with_statuses(visits_by(record, self.at), self.at)[: OCCASIONS + 1])
        meetings, more_meetings = first_naming(
            MeetingFilterSet, "host_country", record, OCCASIONS, self.at, along=with_statuses
        )
        statuses = statuses_along([*visits.rows, *abroad, *meetings])
        held = custody_by(record, day, self.at)
        citizens = custody_of_citizens(record, day, self.at)
        asked = f"as_of={day.isoformat()}"
        successions = list(predecessors_and_successors(record, self.at))
        return self.show(
            "countries/country.html",
            {
                "country": record,
                "years": years(record),
                "api_url": self.api_url(record),
                "as_of_text": f"On {day_in_words(day)}",
                "strip": strip(day, self.today, span=span, days=[("Today", self.today)]),
                "offices": [
                    {
                        "title": office.title,
                        "url": office.get_absolute_url(),
                        "holders": holders.get(office.pk, []),
                    }
                    for office in offices
                ],
                "more_offices": f"/offices/?country={record.slug}" if more_offices else None,
                "officials": [
                    {"name": official.sort_name, "url": official.get_absolute_url()}
                    for official in officials
                ],
                "more_officials": f"/officials/?country={record.slug}" if more_officials else None,
                "visits_to": rows_told(visits.rows, statuses, day, self.today, self.at),
                "more_visits_to": f"/visits/?host_country={record.slug}" if visits.next else None,
                "visits_by": rows_told(abroad[:OCCASIONS], statuses, day, self.today, self.at),
                "more_visits_by": f"/visits/?participant_country={record.slug}"
                if abroad[OCCASIONS:]
                else None,
                "meetings": rows_told(meetings, statuses, day, self.today, self.at),
                "more_meetings": f"/meetings/?host_country={record.slug}"
                if more_meetings
                else None,
                "held": [in_custody(custody, day, record) for custody in held[:DETAINED]],
                "more_held": f"/detainees/?held_by={record.slug}&{asked}"
                if held[DETAINED:]
                else None,
                "citizens": [in_custody(custody, day, record) for custody in citizens[:DETAINED]],
                "more_citizens": f"/detainees/?nationality={record.slug}&{asked}"
                if citizens[DETAINED:]
                else None,
                "predecessors": [
                    linked(one.predecessor) for one in successions if one.successor == record
                ],
                "successors": [
                    linked(one.successor) for one in successions if one.predecessor == record
                ],
                **pieces_naming(self.type, record, self.at),
            },
        )


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


def in_custody(custody: Custody, day: date, beside: Country) -> dict[str, Any]:
    """Return a person's row: the status on a day, by whom unless that is `beside`, since when."""
    words = custody_pages.since_when(custody, day)
    holder = in_sentence(custody.holder or "")
    by = f"by {holder}, " if holder and custody.holder != beside else ""
    return {
        "name": custody.detention.detainee.public_name,
        "url": custody.detention.detainee.get_absolute_url(),
        "status": custody_pages.status(custody, day),
        "line": f"{by}since {words}" if words else "",
        "confidence": custody_pages.confidence(custody, day),
    }
