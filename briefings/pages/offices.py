"""Offices: who held each, one bar a holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from briefings.addresses import relative
from briefings.documents import DOCUMENTS
from briefings.filters.base import RecordFilterSet
from briefings.filters.offices import OfficeFilterSet
from briefings.models.days import Match
from briefings.pages.asked import Asked
from briefings.pages.dates import Span, day_in_words, strip
from briefings.pages.links import label, path
from briefings.pages.lists import ListPage
from briefings.pages.names import in_sentence, listed
from briefings.pages.pieces import latest_that_name, those_that_name
from briefings.pages.provenance import confidences, verified
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.tenures import (
    bar,
    chart,
    current,
    events,
    held,
    in_dates,
    in_table,
    known_days,
    titled,
    useful_days,
    vacancies,
)


class OfficeList(ListPage):
    """Offices, and who held each on the day that is asked about."""

    filters = OfficeFilterSet
    shows = frozenset({"office", "tenure"})
    moving = False
    document = "office"
    plural = "offices"
    template = "offices/list.html"
    section = "offices"
    one, many = "office", "offices"
    takes_day = True
    orders = [("title", "Title, A to Z"), ("-title", "Title, Z to A")]

    def heading(self, asked: Asked) -> str:
        """Return "Offices of China held on 18 June 2023"."""
        words = "Offices"
        words += f" of {in_sentence(country)}" if (country := asked.label("country")) else ""
        words += f": {kind.lower()}" if (kind := asked.label("kind")) else ""
        words += f" held {asked['as_of'].when}" if asked["as_of"] else ""
        return words

    def items(
        self, documents: Sequence[Mapping[str, Any]], listing: RecordFilterSet
    ) -> list[dict[str, Any]]:
        """Return the offices with their holders on the day, else today (a query)."""
        asked = self.asked_of(listing.form.cleaned_data["as_of"])
        held_on = {
            office["id"]: DOCUMENTS["office"].on(office, asked)["holders"] for office in documents
        }
        ids = [each["tenure"] for holders in held_on.values() for each in holders]
        tenures = {each["id"]: each for each in self.documents("tenure", ids, "item")}
        return [
            {
                "name": office["title"],
                "url": relative(office["web_url"]),
                "whose": whose(office),
                "holders": [
                    {
                        "name": label(each["official"]),
                        "url": path(each["official"]),
                        "possibly": each["held"] != Match.CERTAINLY,
                        "dates": in_dates(tenures[each["tenure"]]),
                    }
                    for each in held_on[office["id"]]
                ],
            }
            for office in documents
        ]

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the day on which the holders shown held, in words."""
        day = listing.form.cleaned_data["as_of"]
        return {"held_words": f"Held {day.when} by" if day else "Held today by"}


class OfficePage(RecordPage):
    """One office and its holders, as of a day."""

    type = "office"
    moving = False
    section = "offices"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the office's page."""
        day = self.day()
        tenures, pieces = self.together(
            ("tenure", [each["tenure"] for each in document["tenures"]], "body"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        notes = Notes(reversed(tenures))
        span = Span.over([*known_days(tenures), self.today], default=day)
        rows = [
            bar(
                tenure,
                title=label(tenure["official"]),
                url=path(tenure["official"]),
                span=span,
                day=day,
                today=self.today,
            )
            for tenure in tenures
        ]
        owner = whose(document)
        gaps = vacancies(tenures) if document["seats"] == 1 else []
        return self.show(
            "offices/office.html",
            {
                "office": document,
                "called": titled(document["title"], owner),
                "whose": in_sentence(owner),
                "whose_url": path(document["country"]),
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
                        "name": label(tenure["official"]),
                        "url": path(tenure["official"]),
                        "note": tenure["note"],
                        **in_table(tenure, notes),
                    }
                    for tenure in reversed(tenures)
                ],
                "confidences": confidences(tenures),
                **verified(tenures, self.today, going_on=current(tenures)),
                "sources": notes.listed(),
                "other_titles": listed(document["other_titles"]),
                **those_that_name(document, pieces),
            },
        )


def whose(office: Mapping[str, Any]) -> str:
    """Return the country or organization that an office belongs to; "" if neither is live."""
    return label(office["country"] or office["organization"])


def held_by(tenures: Sequence[Mapping[str, Any]], day: date, today: date) -> str:
    """Return who held the office on a day as one sentence."""
    words = [
        label(tenure["official"])
        + (", acting" if tenure["acting"] else "")
        + ("" if match == Match.CERTAINLY else " (possibly)")
        for tenure in tenures
        if (match := held(tenure, day, today))
    ]
    return f"{listed(words)}." if words else "Nobody in the record on this day."
