"""Detainees: who was held on any day, and each case event by event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from briefings import paging
from briefings.addresses import path_of, relative
from briefings.composed import composed
from briefings.filters.base import RecordFilterSet
from briefings.filters.dated import CERTAIN
from briefings.filters.detainees import DetaineeFilterSet
from briefings.filters.tallies import once_for_list
from briefings.models import Detainee, Statement
from briefings.models.custody import CustodyStatus
from briefings.pages import custody as custody_pages
from briefings.pages import detentions
from briefings.pages.agendas import meetings_about, raised_at, visits_about
from briefings.pages.asked import Asked, either
from briefings.pages.custody import foremost, linked, there
from briefings.pages.dates import Span, day_in_words, strip
from briefings.pages.days import in_status
from briefings.pages.detentions import first_days, held_chart, useful_days
from briefings.pages.drawn_lists import ChartFile, DrawnList
from briefings.pages.links import label, path
from briefings.pages.names import also_called, in_sentence, natives
from briefings.pages.pieces import latest_that_name, those_that_name
from briefings.pages.provenance import confidences
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.statements import offices_of, quoted
from briefings.veil import Say

Told = Mapping[str, Any]  # a document, or a part of one

QUOTED = 6  # statements about a case
SAID = ("words", "attribution", "occasion")
LEGEND = (
    "Days are counted to the day asked for. Solid: held. Hatched: possibly held. Half as high:"
    " restricted. Thin line: free. Outline: after the day."
)
IN_CUSTODY = (CustodyStatus.HELD.label, CustodyStatus.RESTRICTED.label)


class DetaineeList(DrawnList):
    """Who was held on a day, today unless asked, and since when."""

    filters = DetaineeFilterSet
    shows = frozenset({"detainee"})
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
        words += f" {day.when}" if day else " today"
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

    def items(self, people: Sequence[Told], listing: Any) -> list[dict[str, Any]]:
        """Return the people with who held them since when, and for how long."""
        day = self.day_shown(listing)
        rows = [(person, person["detentions"]) for person in people]
        self.chart = held_chart(rows, day, self.today)
        return [self.item(person, listing) for person in people]

    def item(self, person: Told, listing: DetaineeFilterSet) -> dict[str, Any]:
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
        self.items(self.page(listing).rows, listing)
        return super().drawing(listing)


class DetaineePage(RecordPage):
    """One detainee's case, as of a day. Of a withheld name the documents hold nothing."""

    type = "detainee"
    moving = False
    section = "detainees"

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the case's page."""
        day, today = self.day(), self.today
        own = UUID(document["id"])
        cases, statements, meetings, visits, pieces = self.together(
            ("detention", [each["id"] for each in document["detentions"]], "body"),
            ("statement", _about(self.at, own), "body"),
            ("meeting", meetings_about(self.at, own), "body"),
            ("visit", visits_about(self.at, own), "body"),
            ("article", latest_that_name(document, self.at), "item"),
        )
        events = [event for case in cases for event in case["events"]]
        exchanges = self.exchanges(events)
        exchanged = [
            one["detainee"]["id"] for each in exchanges.values() for one in each["exchanged"]
        ]
        say = self.veil.beside([document["id"], *exchanged])
        statements = [
            each
            for each in statements
            if all(say(each[text] or "") or not each[text] for text in SAID)
        ]
        raised = [occasion for occasion in (*meetings, *visits) if say(occasion["label"])]
        happened = [each for event in events for each in (event, exchanges.get(event["exchange"]))]
        notes = Notes([*filter(None, happened), document, *statements])
        shown = foremost(cases, day, today)
        statement = custody_pages.statement(shown, day, today)
        holder = shown["held_by"] if shown else None
        span = Span.over([*detentions.known_days(cases), today], default=day)
        called, official = also_called(document["names"]), document["official"]
        return self.show(
            "detainees/detainee.html",
            {
                "name": document["name"] or document["description"],
                "withheld": document["name_withheld"],
                "joined_by": "in" if holder and holder["type"] == "country" else "by",
                "holder": in_sentence(label(holder)),
                "holder_url": path(holder),
                "natives": natives(document["names"]),
                "as_of_text": f"On {day_in_words(day)}",
                "statement": statement,
                "status": custody_pages.status(shown, day, today),
                "confidences": confidences(events),
                **custody_pages.last_verified(cases, today),
                "strip": strip(
                    day,
                    today,
                    span=span,
                    events=first_days(cases),
                    days=useful_days(cases, today),
                ),
                "detentions": [
                    {
                        "title": titled(case, alone=len(cases) == 1),
                        "id": f"detention-{number}",
                        "note": say(case["note"] or ""),
                        "bar": detentions.bar(
                            case,
                            span=span,
                            day=day,
                            today=today,
                            statement=custody_pages.statement(case, day, today),
                        ),
                        "events": custody_pages.timeline(case, exchanges, notes, day, say),
                    }
                    for number, case in enumerate(cases, start=1)
                ],
                "facts": [
                    *custody_pages.facts(document, shown, day, today, say),
                    {"term": "Also called", "values": [{"text": called}] if called else []},
                    {"term": "In office as", "values": [linked(official)] if official else []},
                ],
                "biography": document["biography"],
                "cited": notes.of(document),
                "raised": raised_at(raised, document["id"]),
                "quotes": quoted(statements, self.offices(statements), notes, today),
                "sources": [source | spoken(source, say) for source in notes.listed()],
                **self.pieces(pieces, say),
            },
        )

    def exchanges(self, events: Iterable[Told]) -> dict[str, Told]:
        """Return the exchanges that events are part of, by id (a query; none for none)."""
        ids = dict.fromkeys(event["exchange"] for event in events if event["exchange"])
        return {each["id"]: each for each in self.documents("exchange", ids)}

    def offices(self, statements: Iterable[Told]) -> list[dict[str, Any]]:
        """Return the tenures of those who speak (a query, none where no official does)."""
        speakers = {one["id"] for each in statements if (one := each["speaker"])}
        if not speakers:
            return []
        return self.documents(
            "tenure", offices_of(self.at, [UUID(each) for each in speakers]), "item"
        )

    def pieces(self, found: Sequence[Told], say: Say) -> dict[str, Any]:
        """Return those pieces that name the person, as far as they may be said."""
        named = those_that_name(self.document, found)
        told = [piece for piece in named["pieces"] if say(piece["name"]) and say(piece["url"])]
        return named | {
            "pieces": told,
            "pieces_url": f"{path_of('articles')}?mentions={self.document['id']}",
        }


@composed
def _about(at: datetime, detainee: UUID) -> QuerySet[Any, Any]:
    about = Statement.objects.live(at).filter(about__public_id=detainee)
    return about.latest_first().values_list("public_id")[:QUOTED]


def spoken(source: Told, say: Say) -> dict[str, str]:
    """Return the texts of a source as far as they may be said; a publisher is always named."""
    texts = ("publisher", "title", "url", "archived_url", "remark")
    said = {text: say(source[text] or "") for text in texts}
    return said | {"publisher": said["publisher"] or "A source"}


def titled(case: Told, *, alone: bool) -> str:
    """Return what heads a detention's events, with its holder where there are several."""
    days = first_days([case])
    if alone or not days:
        return "Custody, event by event"
    return f"Custody {there(case['held_by'])} from {days[0].year}, event by event"
