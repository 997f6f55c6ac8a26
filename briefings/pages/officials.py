"""Officials: who held what on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.filters.base import RecordFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.filters.naming import first_rows
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Office, Official, PartialDate, Tenure
from briefings.models.base import if_live
from briefings.models.days import Match
from briefings.models.names import PersonName
from briefings.pages import sources as sources_pages
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage, linked_data
from briefings.pages.counterparts import met_chart
from briefings.pages.dates import Span, day_in_words, on, strip
from briefings.pages.lists import ListPage
from briefings.pages.names import also_called, beside, in_sentence, natives
from briefings.pages.pieces import pieces_naming
from briefings.pages.provenance import confidences, verified
from briefings.pages.statements import quoted
from briefings.pages.statuses import rows_told
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
from briefings.timelines import (
    counterparts_of,
    holders_of,
    nameless_in,
    names_along,
    sources_beside,
    statements_of,
    statuses_along,
    tenures_of,
    with_names,
    with_statuses,
)

MEETINGS, COUNTERPARTS = 12, 12  # on the page; the list of meetings holds the rest
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
    plural = "officials"
    template = "officials/list.html"
    section = "officials"
    one, many = "official", "officials"
    standfirst = "Who held which office, on any day. What is not certain is called possible."
    takes_day = True

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the officials with their countries."""
        rows: QuerySet[Any] = listing.qs.select_related("country")
        return rows

    def heading(self, asked: Asked) -> str:
        """Return "Foreign ministers of China on 18 June 2023"."""
        day = asked["as_of"]
        words = asked.kinds("office_kind", PLURALS, "Officials")
        words += f" of {in_sentence(country)}" if (country := asked.label("country")) else ""
        if day and not asked.label("office_kind"):
            words += " in office"
        words += f": {office}" if (office := asked.label("office")) else ""
        return f"{words} {on(day)}" if day else words

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

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the officials with their offices on the day, else today (a query)."""
        asked = listing.form.cleaned_data["as_of"]
        day = asked or PartialDate.of(self.today)
        held: dict[int, list[Tenure]] = {}
        for tenure in tenures_of([official.identity_id for official in rows], self.at):
            held.setdefault(tenure.official_id, []).append(tenure)
        return [self.item(official, held.get(official.pk, []), day) for official in rows]

    def item(self, official: Official, tenures: list[Tenure], day: PartialDate) -> dict[str, Any]:
        """Return one official's row."""
        country = if_live(official.country, self.at)
        return {
            "name": official.sort_name,
            "url": official.get_absolute_url(),
            "country": country.name if country else "",
            "offices": [
                {
                    "title": called(tenure.office, country),
                    "url": tenure.office.get_absolute_url(),
                    "possibly": held != Match.CERTAINLY,
                    "dates": in_dates(tenure),
                }
                for tenure in tenures
                if (held := tenure.held(day, self.today))
            ],
        }

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the day on which the offices shown were held, in words."""
        day = listing.form.cleaned_data["as_of"]
        return {"held_words": f"Held {on(day)}" if day else "Holds today"}


class OfficialPage(RecordPage):
    """One official, as of a day."""

    type = "official"
    shows = frozenset({"article", "detainee", "meeting", "tenure", "visit"})
    relations = ("country", "detainee")
    section = "officials"

    @classmethod
    def records(cls, at: datetime, name: str) -> QuerySet[Any]:
        """Return the live official that a slug or an id names, with the other names."""
        return with_names(super().records(at, name))

    def page_of(self, record: Official) -> HttpResponse:
        """Return the official's page (nine queries with the validator's)."""
        day = self.day()
        tenures = list(tenures_of([record.identity_id], self.at))
        country = if_live(record.country, self.at)
        names = names_along(record)
        meetings, more = first_rows(
            MeetingFilterSet, "participant", record, MEETINGS, self.at, along=with_statuses
        )
        statements = statements_of(record, self.at)
        statuses = statuses_along(meetings)
        shown = [record, *tenures, *statements, *meetings, *statuses]
        citations = sources_beside(shown, self.at)
        say = beside(nameless_in(statements))
        cited = sources_pages.numbers(citations)
        differing = sources_pages.who_says_which(citations, say)
        span = Span.over([*known_days(tenures), self.today], default=day)
        rows = [
            bar(
                tenure,
                title=called(tenure.office, country),
                url=tenure.office.get_absolute_url(),
                span=span,
                day=day,
                today=self.today,
            )
            for tenure in tenures
        ]
        offices = not_held(tenures, day, self.today)
        others = holders_of(offices, day, at=self.at, today=self.today) if offices else []
        return self.show(
            "officials/official.html",
            {
                "official": record,
                "api_url": self.api_url(record),
                "actions": [("JSON", self.api_url(record))],
                "whose": in_sentence(country or ""),
                "country_url": country.get_absolute_url() if country else None,
                "natives": natives(names),
                "also_called": also_called(names),
                "initials": initials(record.full_name),
                "as_of_text": f"On {day_in_words(day)}",
                "statement": statement(tenures, day, self.today, country),
                "mistake": mistake(offices, others, day, self.today, country),
                "strip": strip(
                    day,
                    self.today,
                    span=span,
                    events=events(tenures),
                    days=useful_days(tenures, self.today),
                ),
                "chart": chart(rows, span, day),
                "offices": office_rows(tenures, country, cited, differing),
                "confidences": confidences(tenures),
                **verified(tenures, self.today, going_on=current(tenures)),
                "born": record.born,
                "died": record.died,
                "biography": record.biography,
                "cited": cited.get(("official", record.pk), []),
                "sources_differ": differing.get(("official", record.pk)),
                "meetings": rows_told(meetings, statuses, day, self.today, self.at, cited),
                "more_meetings": f"{path_of('meetings')}?participant={record.slug}"
                if more
                else None,
                "counterparts": met_chart(
                    counterparts_of(record, max(day, self.today), self.at)[:COUNTERPARTS],
                    day,
                    self.today,
                ),
                "quotes": quoted(statements, tenures, cited, differing, self.at),
                "detained": detained(record, self.at),
                "sources": sources_pages.discreet(citations, say),
                **pieces_naming(self.type, record, self.at),
                "linked_data": linked_data(described(record, names, self.canonical)),
            },
        )


def detained(official: Official, at: datetime) -> str | None:
    """Return the address of the case of an official who was detained; None of a withheld name."""
    detainee = if_live(getattr(official, "detainee", None), at)
    return None if detainee is None or detainee.name_withheld else detainee.get_absolute_url()


def initials(full_name: str) -> str:
    """Return the first letters of the first and the last name."""
    words = full_name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1])))


def described(official: Official, names: Sequence[PersonName], url: str) -> dict[str, Any]:
    """Return the person in the words of schema.org; dates only where the day is known."""
    person: dict[str, Any] = {
        "@type": "Person",
        "name": official.full_name,
        "alternateName": [name.name for name in names],
        "url": url,
    }
    for field, day in (("birthDate", official.born), ("deathDate", official.died)):
        if day is not None and day.precision == "day" and not day.about:
            person[field] = day.text
    return person
