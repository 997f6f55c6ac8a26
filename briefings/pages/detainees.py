"""Detainees: who was held on any day, and each case event by event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings import paging
from briefings.addresses import path_of
from briefings.filters.base import RecordFilterSet
from briefings.filters.dated import CERTAIN
from briefings.filters.detainees import DetaineeFilterSet
from briefings.filters.tallies import once_for_list
from briefings.models import Country, Detainee
from briefings.models.base import if_live
from briefings.models.custody import CustodyStatus
from briefings.pages import custody as custody_pages
from briefings.pages import detentions
from briefings.pages import sources as sources_pages
from briefings.pages.agendas import raised
from briefings.pages.asked import Asked, either
from briefings.pages.base import RecordPage
from briefings.pages.custody import foremost, there
from briefings.pages.dates import Span, day_in_words, on, strip
from briefings.pages.days import in_status
from briefings.pages.detentions import first_days, held_chart, useful_days
from briefings.pages.drawn_lists import ChartFile, DrawnList
from briefings.pages.lists import SIZE
from briefings.pages.names import Say, also_called, beside, in_sentence, natives
from briefings.pages.pieces import pieces_naming
from briefings.pages.provenance import confidences
from briefings.pages.statements import quoted
from briefings.timelines import (
    Custody,
    citizenships_along,
    custody_of,
    exchanged_in,
    names_along,
    raised_in,
    sources_shown,
    statements_about,
    tenures_of,
    with_citizenships,
    with_names,
)

LEGEND = (
    "Days are counted to the day asked for. Solid: held. Hatched: possibly held. Half as high:"
    " restricted. Thin line: free. Outline: after the day."
)
IN_CUSTODY = (CustodyStatus.HELD.label, CustodyStatus.RESTRICTED.label)


class DetaineeList(DrawnList):
    """Who was held on a day, today unless asked, and since when."""

    filters = DetaineeFilterSet
    shows = frozenset({"custody-event", "detainee", "detention", "exchange"})
    moving = False
    document = "detainee"
    plural = "detainees"
    template = "detainees/list.html"
    section = "detainees"
    one, many = "person", "people"
    standfirst = (
        "People detained by a state or an armed group, as the record stands. A day that nobody"
        " knows exactly is not made exact here."
    )
    takes_day = True
    day_words = "The record as of"
    usual = {"status": CustodyStatus.HELD}
    chart: dict[str, Any]
    # The record, and of it who certainly was in the status that is asked.
    whole: paging.Count
    sure: paging.Count

    def heading(self, asked: Asked) -> str:
        """Return "Who was held by China on 19 June 2023: citizens of the United States"."""
        day = asked["as_of"]
        words = f"Who {'was' if day else 'is'} {asked.label('status').lower()}"
        words += f" by {in_sentence(holder)}" if (holder := asked.label("held_by")) else ""
        words += f" {on(day)}" if day else " today"
        whose = in_sentence(asked.label("nationality"))
        return f"{words}: citizens of {whose}" if whose else words

    def fields(self, listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the field of the bar: the name."""
        return [self.text("q", "Name")]

    def nothing(self, heading: str) -> str:
        """Return "Nobody in the record was held by China on 19 June 2023"."""
        return f"{heading.replace('Who', 'Nobody in the record', 1)}."

    def counted(self, listing: RecordFilterSet) -> paging.Count:
        """Return how many people are listed; the rest of what the page counts in the same query."""
        certain = listing.with_parameters(date_match=CERTAIN)
        everybody = Detainee.objects.live(self.at).order_by().values("pk")
        count, self.whole, self.sure = once_for_list(
            listing,
            self.ledger_state,
            "people",
            lambda: paging.counts(listing.keys, everybody, certain.keys),
        )
        return count

    def count_words(self, count: paging.Count) -> str:
        """Return "11 people held"."""
        return f"{super().count_words(count)} {either(self.statuses()).lower()}"

    def statuses(self) -> list[str]:
        """Return the statuses that are asked of, by their labels."""
        asked = self.question()
        given = [asked.get("status", ""), *asked.get("status__in", "").split(",")]
        return [label for value, label in CustodyStatus.choices if value in given]

    def items(self, people: Sequence[Mapping[str, Any]], listing: Any) -> list[dict[str, Any]]:
        """Return the people with who held them since when, and for how long."""
        day = self.day_shown(listing)
        rows = [(person, person["detentions"]) for person in people]
        self.chart = held_chart(rows, day, self.today)
        return [self.item(person, listing) for person in people]

    def item(self, person: Mapping[str, Any], listing: DetaineeFilterSet) -> dict[str, Any]:
        """Return one person's row, in the status that is asked for."""
        cases = person["detentions"]
        found = in_status(cases, listing.statuses, listing.day, self.today)
        return {
            "name": person["sort_name"],
            "url": relative(person["web_url"]),
            "holder": label(found.case["held_by"]) if found else "",
            "holder_url": path(found.case["held_by"]) if found else None,
            "since": found.since if found else "",
            "days": detentions.how_long(cases, self.day_shown(listing), self.today),
            "status": found.status if found else None,
            "remark": found.ended if found else "",
            "confidence": found.event["confidence"] if found else None,
        }

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the rest of the result line and the chart."""
        rest = f"of {self.whole.number:,}{'' if self.whole.exact else '+'} in the record"
        others = {each.label: each.number for each in self.tallies["status"].values}
        beside = [label for label in IN_CUSTODY if label not in self.statuses()]
        rest += f", {others[beside[0]]:,} {beside[0].lower()}" if beside else ""
        drawn = self.charted(listing)
        if listing.form.cleaned_data["date_match"] == CERTAIN:
            return {"rest": f"certainly, {rest}", **drawn}
        sure = self.sure.number
        unsure = self.count.number - sure
        return {
            "rest": f"{rest}; {sure:,} certainly, {unsure:,} possibly",
            **drawn,
        }

    def drawing(self, listing: RecordFilterSet) -> tuple[dict[str, Any], str]:
        """Return a bar for each person on the page, and how it is read."""
        return self.chart, LEGEND


class DetaineeChart(ChartFile, DetaineeList):
    """The chart of the list as a file: the same people, on the same day."""

    def drawing(self, listing: RecordFilterSet) -> tuple[dict[str, Any], str]:
        """Return the bars of the people on the page (two queries)."""
        self.items(self.shown(listing.page(SIZE, self.rows(listing)).rows), listing)
        return super().drawing(listing)


class DetaineePage(RecordPage):
    """One detainee's case, as of a day. Only `public_name` is ever shown as the name."""

    type = "detainee"
    shows = frozenset({"article", "exchange", "meeting", "statement", "tenure", "visit"})
    moving = False
    relations = ("official",)
    section = "detainees"

    @classmethod
    def records(cls, at: datetime, name: str) -> QuerySet[Detainee]:
        """Return the live detainee that a slug or an id names, with names and citizenships."""
        return with_citizenships(with_names(super().records(at, name)), at)

    def page_of(self, record: Detainee) -> HttpResponse:
        """Return the case's page (nine queries with the validator's)."""
        day = self.day()
        told = custody_of([record.pk], self.at)
        events = [event for custody in told for event in custody.events]
        exchanges = {event.exchange.pk: event.exchange for event in events if event.exchange}
        exchanged = exchanged_in(exchanges, self.at)
        say = beside([record, *(one for each in exchanged.values() for one in each.people)])
        statements = [
            one
            for one in statements_about(record, self.at)
            if say(f"{one.words} {one.attribution} {one.occasion}")
        ]
        speakers = [one.official.identity_id for one in statements if one.official]
        facts = [*events, *exchanges.values(), *statements]
        citations = sources_shown(record, facts, self.at)
        cited = sources_pages.numbers(citations)
        differing = sources_pages.who_says_which(citations, say)
        shown = foremost(told, day)
        span = Span.over([*detentions.known_days(events), self.today], default=day)
        names = names_along(record)
        called = also_called(names)
        return self.show(
            "detainees/detainee.html",
            {
                "name": record.public_name,
                "withheld": record.name_withheld,
                "api_url": self.api_url(record),
                "actions": [("JSON", self.api_url(record))],
                "joined_by": "in" if shown and isinstance(shown.holder, Country) else "by",
                "holder": in_sentence(shown.holder or "") if shown else "",
                "holder_url": custody_pages.holder_url(shown),
                "natives": natives(names),
                "as_of_text": f"On {day_in_words(day)}",
                "statement": custody_pages.statement(shown, day, self.today),
                "status": custody_pages.status(shown, day, self.today),
                "confidences": confidences(events),
                **custody_pages.last_verified(told, self.today),
                "strip": strip(
                    day,
                    self.today,
                    span=span,
                    events=first_days(events),
                    days=useful_days(told, self.today),
                ),
                "detentions": [
                    {
                        "title": titled(custody, alone=len(told) == 1),
                        "id": f"detention-{number}",
                        "note": say(custody.detention.note),
                        "bar": detentions.bar(
                            custody.events,
                            span=span,
                            day=day,
                            today=self.today,
                            statement=custody_pages.statement(custody, day, self.today),
                        ),
                        "events": custody_pages.timeline(
                            custody, exchanged, cited, differing, day, say
                        ),
                    }
                    for number, custody in enumerate(told, start=1)
                ],
                "facts": [
                    *custody_pages.facts(
                        record, shown, citizenships_along(record), day, self.today, say
                    ),
                    {"term": "Also called", "values": [{"text": called}] if called else []},
                    {"term": "In office as", "values": official_of(record, self.at)},
                ],
                "biography": "" if record.name_withheld else record.biography,
                "cited": cited.get(("detainee", record.pk), []),
                "raised": raised(raised_in(record, self.at), self.at, say),
                "quotes": quoted(
                    statements, tenures_of(speakers, self.at), cited, differing, self.at
                ),
                "sources": sources_pages.discreet(citations, say),
                **self.pieces(record, say),
            },
        )

    def pieces(self, record: Detainee, say: Say) -> dict[str, Any]:
        """Return the latest pieces that name the record (a query)."""
        found = pieces_naming("mentions", record, self.at)
        return found | {
            "pieces": [
                piece for piece in found["pieces"] if say(piece["name"]) and say(piece["url"])
            ],
            "pieces_url": f"{path_of('articles')}?mentions={record.public_id}",
        }


def official_of(record: Detainee, at: datetime) -> list[dict[str, str]]:
    """Return the record of a detainee who is an official too; none of a withheld name."""
    official = None if record.name_withheld else if_live(record.official, at)
    return [{"text": official.full_name, "url": official.get_absolute_url()}] if official else []


def titled(custody: Custody, *, alone: bool) -> str:
    """Return what heads a detention's events, with its holder where there are several."""
    days = first_days(custody.events)
    if alone or not days:
        return "Custody, event by event"
    return f"Custody {there(custody.holder)} from {days[0].year}, event by event"
