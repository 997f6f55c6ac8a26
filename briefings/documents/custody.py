"""What the public may see of custody events, and of where custody stands on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Any, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.days import CUSTODY_LABELS, Chain, Custody
from briefings.documents.fetching import without_unshown
from briefings.documents.mentions import Mention, mention, of_record
from briefings.documents.rows import Row, of_row
from briefings.documents.values import Id
from briefings.models import CustodyEvent, Detainee, DetaineeName
from briefings.models.base import Confidence
from briefings.models.custody import CustodyStatus
from briefings.models.dates import PartialDateJSON
from briefings.models.days import Match


class CustodyDuring(TypedDict):
    """A status at some time on the day asked of, certainly or possibly."""

    status: Annotated[str, CustodyStatus]
    match: Annotated[Match, Match]


class DaysHeld(TypedDict):
    """For how many days somebody was held, up to the day asked of and to today: between these."""

    minimum: Annotated[int | None, "null: no start is known at all"]
    maximum: Annotated[int | None, "null: nobody knows since when"]


class CustodyOnDay(TypedDict):
    """Status and days held at the end of the day `as_of`, today without one: the clock moves it."""

    status: Annotated[
        str | None,
        CustodyStatus,
        "At the end of the day `as_of`, today without one; null: before the first event",
    ]
    status_label: str | None
    status_possibly: Annotated[
        list[Annotated[str, CustodyStatus]],
        "What partial dates allow instead; the status itself, where it is not certain",
    ]
    status_during: Annotated[
        list[CustodyDuring],
        "Every status at some time on `as_of`, as `status` is asked in lists: the day of a change"
        " has both; of a month or year, certainly is without a break",
    ]
    days_held: DaysHeld


class Event(TypedDict):
    """What happened, when, and what it changes; null: it changes nothing of that."""

    kind: Annotated[str, CustodyEvent.Kind]
    kind_label: str
    on: PartialDateJSON
    order: Annotated[int, "Among those of one day: the lower comes first"]
    status: Annotated[str | None, CustodyStatus, "What the person was from then on"]
    status_label: str | None
    place: Mention | None
    charge: str | None
    sentence: str | None
    by_whom: Annotated[str | None, "Who designated it, or found it arbitrary"]
    note: str | None
    confidence: Annotated[str, Confidence]
    confidence_label: str


class CustodyEventInList(Row, Event):
    """One event of a detention, and what it changes."""

    exchange: Annotated[Id | None, "The id of the exchange"]
    detention: Id
    detainee: Mention


class CustodyEventDocument(CustodyEventInList):
    """A custody event at its own address, with its sources."""

    sources: list[Citation]


class CustodyEvents(Documents[CustodyEvent]):
    """The documents of custody events."""

    name = "custody-event"
    model = CustodyEvent
    in_list = CustodyEventInList
    whole = CustodyEventDocument

    def fetched(self, rows: QuerySet[CustodyEvent], at: datetime) -> QuerySet[CustodyEvent]:
        """Return the events with place, exchange, sources, and the person with every name."""
        shown = without_unshown(rows.select_related("place", "exchange", "detention__detainee"))
        return shown.prefetch_related(names("detention__detainee__names"), cited(at))

    def document(self, row: CustodyEvent, at: datetime) -> CustodyEventDocument:
        """Return the document of an event."""
        return {
            **of_row(row),
            **of_event(row, row.detention.detainee, at),
            "exchange": part_of(row),
            "detention": str(row.detention.public_id),
            "detainee": of_record(row.detention.detainee),
            "sources": citations(row.citations.all()),
        }


def names(path: str) -> Prefetch[Any]:
    """Return the other names of the detainees at the end of a path, to be fetched along."""
    return Prefetch(path, without_unshown(DetaineeName.objects.all()))


def of_event(event: CustodyEvent, person: Detainee, at: datetime) -> Event:
    """Return what a person's event says; it was read with its place."""
    return {
        "kind": event.kind,
        "kind_label": CustodyEvent.Kind(event.kind).label,
        "on": event.on.as_json(),
        "order": event.order,
        "status": event.status or None,
        "status_label": CUSTODY_LABELS.get(event.status),
        "place": named_beside(event.place, person, at),
        "charge": words(event.charge, person),
        "sentence": words(event.sentence, person),
        "by_whom": words(event.by_whom, person),
        "note": words(event.note, person),
        "confidence": event.confidence,
        "confidence_label": Confidence(event.confidence).label,
    }


def part_of(event: CustodyEvent) -> Id | None:
    """Return the id of the exchange that an event is part of; None for none."""
    return str(event.exchange.public_id) if event.exchange else None


def words(text: str, person: Detainee) -> str | None:
    """Return a text of a person's case; None where it is empty or tells the withheld name."""
    return person.discreet(text) or None


def named_beside(record: object, person: Detainee, at: datetime) -> Mention | None:
    """Return the short form of a record in a person's case; None for none and for one not public.

    A label or an address that tells a part of the person's withheld name is null.
    """
    short = mention(record, at)
    if short and person.name_withheld:
        short["label"] = words(short["label"] or "", person)
        short["web_url"] = words(short["web_url"] or "", person)
    return short


def custody_on(chains: Collection[Chain], asked: Asked) -> CustodyOnDay:
    """Return where the detentions of a person stand on the day, by their chains of status."""
    told = Custody.of(chains, asked.on, asked.today)
    return {
        "status": told.status,
        "status_label": told.label,
        "status_possibly": told.possibly,
        "status_during": [{"status": one["status"], "match": one["match"]} for one in told.during],
        "days_held": {"minimum": told.days_held.least, "maximum": told.days_held.most},
    }
