"""What the public may see of exchanges."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.fetching import without_unshown
from briefings.documents.mentions import Mention, mention, mentions, of_record
from briefings.documents.rows import Row, of_row
from briefings.documents.values import Id
from briefings.models import CustodyEvent, Exchange, ExchangeSide
from briefings.models.base import Confidence
from briefings.models.dates import PartialDateJSON
from briefings.models.detentions import HOLDERS


class Exchanged(TypedDict):
    """Somebody exchanged, and the event of the detention that says so."""

    event: Annotated[Id, "By id in `custody-events/`"]
    detention: Id
    detainee: Mention


class ExchangeInList(Row):
    """One event that ended several detentions."""

    on: PartialDateJSON
    place: Mention | None
    words: Annotated[str | None, "What it was, in a line"]
    sides: Annotated[list[Mention], "The countries and groups that gave people up"]
    exchanged: list[Exchanged]
    confidence: Annotated[str, Confidence]
    confidence_label: str


class ExchangeDocument(ExchangeInList):
    """An exchange at its own address, with its sources."""

    sources: list[Citation]


class Exchanges(Documents[Exchange]):
    """The documents of exchanges."""

    name = "exchange"
    model = Exchange
    in_list = ExchangeInList
    whole = ExchangeDocument

    def fetched(self, rows: QuerySet[Exchange], at: datetime) -> QuerySet[Exchange]:
        """Return the exchanges with place, sides, sources, and those exchanged."""
        sides = ExchangeSide.objects.select_related(*HOLDERS).order_by("pk")
        exchanged = CustodyEvent.objects.live(at).select_related("detention__detainee")
        return rows.select_related("place").prefetch_related(
            Prefetch("sides", without_unshown(sides)),
            Prefetch("custody_events", without_unshown(exchanged.in_order())),
            cited(at),
        )

    def document(self, row: Exchange, at: datetime) -> ExchangeDocument:
        """Return the document of an exchange; its line is null where it tells a withheld name."""
        return {
            **of_row(row),
            "on": row.on.as_json(),
            "place": mention(row.place, at),
            "words": None if row.tells_withheld_name else row.words or None,
            "sides": mentions((side.country or side.organization for side in row.sides.all()), at),
            "exchanged": [of_exchanged(event) for event in row.custody_events.all()],
            "confidence": row.confidence,
            "confidence_label": row.get_confidence_display(),
            "sources": citations(row.citations.all()),
        }


def of_exchanged(event: CustodyEvent) -> Exchanged:
    """Return who was exchanged by an event; it was read with the person."""
    return {
        "event": str(event.public_id),
        "detention": str(event.detention.public_id),
        "detainee": of_record(event.detention.detainee),
    }
