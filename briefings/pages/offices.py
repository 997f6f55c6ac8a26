"""Offices: who held each, one bar a holder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings.filters.base import RecordFilterSet
from briefings.filters.offices import OfficeFilterSet
from briefings.models import Office, PartialDate, Tenure
from briefings.models.base import if_live
from briefings.models.days import Match
from briefings.pages import sources as sources_pages
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage
from briefings.pages.dates import Span, day_in_words, on, strip
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence, listed
from briefings.pages.pieces import pieces_naming
from briefings.pages.provenance import confidences, verified
from briefings.pages.tenures import (
    bar,
    chart,
    current,
    events,
    in_dates,
    in_table,
    known_days,
    titled,
    useful_days,
    vacancies,
)
from briefings.timelines import holders, holders_of, sources_shown


class OfficeList(ListPage):
    """Offices, and who held each on the day that is asked about."""

    filters = OfficeFilterSet
    shows = frozenset({"office", "tenure"})
    moving = False
    plural = "offices"
    template = "offices/list.html"
    section = "offices"
    one, many = "office", "offices"
    takes_day = True
    orders = [("title", "Title, A to Z"), ("-title", "Title, Z to A")]

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the offices with their countries."""
        rows: QuerySet[Any] = listing.qs.select_related("country", "organization")
        return rows

    def heading(self, asked: Asked) -> str:
        """Return "Offices of China held on 18 June 2023"."""
        words = "Offices"
        words += f" of {in_sentence(country)}" if (country := asked.label("country")) else ""
        words += f": {kind.lower()}" if (kind := asked.label("kind")) else ""
        words += f" held {on(asked['as_of'])}" if asked["as_of"] else ""
        return words

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the offices with their holders on the day, else today (a query)."""
        day = listing.form.cleaned_data["as_of"] or PartialDate.of(self.today)
        held: dict[int, list[dict[str, Any]]] = {}
        offices = [office.pk for office in rows]
        for tenure in holders_of(offices, day, at=self.at, today=self.today):
            held.setdefault(tenure.office_id, []).append(
                {
                    "name": tenure.official.full_name,
                    "url": tenure.official.get_absolute_url(),
                    "possibly": tenure.held(day, self.today) != Match.CERTAINLY,
                    "dates": in_dates(tenure),
                }
            )
        return [
            {
                "name": office.title,
                "url": office.get_absolute_url(),
                "whose": whose(office, self.at),
                "holders": held.get(office.pk, []),
            }
            for office in rows
        ]

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the day on which the holders shown held, in words."""
        day = listing.form.cleaned_data["as_of"]
        return {"held_words": f"Held {on(day)} by" if day else "Held today by"}


class OfficePage(RecordPage):
    """One office and its holders, as of a day."""

    type = "office"
    shows = frozenset({"article", "tenure"})
    moving = False
    relations = ("country", "organization")
    section = "offices"

    def page_of(self, record: Office) -> HttpResponse:
        """Return the office's page (five queries with the validator's)."""
        day = self.day()
        tenures = list(holders(record, self.at))
        citations = list(sources_shown(record, tenures, self.at))
        cited = sources_pages.numbers(citations)
        differing = sources_pages.who_says_which(citations, str)
        country = if_live(record.country, self.at)
        span = Span.over([*known_days(tenures), self.today], default=day)
        rows = [
            bar(
                tenure,
                title=tenure.official.full_name,
                url=tenure.official.get_absolute_url(),
                span=span,
                day=day,
                today=self.today,
            )
            for tenure in tenures
        ]
        owner = whose(record, self.at)
        gaps = vacancies(tenures) if record.seats == 1 else []
        return self.show(
            "offices/office.html",
            {
                "office": record,
                "api_url": self.api_url(record),
                "actions": [("JSON", self.api_url(record))],
                "called": titled(record.title, owner),
                "whose": in_sentence(owner),
                "whose_url": country.get_absolute_url() if country else None,
                "as_of_text": f"On {day_in_words(day)}",
                "statement": held_by(tenures, day, self.today),
                "strip": strip(
                    day,
                    self.today,
                    span=span,
                    events=events(tenures),
                    days=useful_days(tenures, self.today),
                ),
                "chart": chart(rows, span, day),
                "gaps": [f"{day_in_words(first)} to {day_in_words(last)}" for first, last in gaps],
                "holders": [
                    {
                        "name": tenure.official.full_name,
                        "url": tenure.official.get_absolute_url(),
                        "note": tenure.note,
                        **in_table(tenure, cited, differing),
                    }
                    for tenure in reversed(tenures)
                ],
                "confidences": confidences(tenures),
                **verified(tenures, self.today, going_on=current(tenures)),
                "sources": sources_pages.listed(citations, cited=False),
                "other_titles": listed(record.other_titles),
                **pieces_naming(self.type, record, self.at),
            },
        )


def whose(office: Office, at: datetime) -> str:
    """Return the country or organization that an office belongs to; "" if neither is live."""
    return str(if_live(office.country, at) or if_live(office.organization, at) or "")


def held_by(tenures: Sequence[Tenure], day: date, today: date) -> str:
    """Return who held the office on a day as one sentence."""
    words = [
        tenure.official.full_name
        + (", acting" if tenure.acting else "")
        + ("" if held == Match.CERTAINLY else " (possibly)")
        for tenure in tenures
        if (held := tenure.held(day, today))
    ]
    return f"{listed(words)}." if words else "Nobody in the record on this day."
