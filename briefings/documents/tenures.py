"""What the public may see of tenures, and of who holds an office on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.days import PeriodJSON, held_during, may_be_out_of_date, tenure_days
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Row, of_row
from briefings.documents.values import Day, Id, day, partial_date
from briefings.models import Tenure
from briefings.models.base import Confidence
from briefings.models.dates import PartialDateJSON
from briefings.models.days import Match

SURE = (
    "Whether the dates make that certain or only possible; of a month or year, certainly is on"
    " every day of it"
)


class Held(TypedDict):
    """How sure it is that an office was held on the day `as_of`."""

    tenure: Id
    acting: bool
    held: Annotated[str, Match, SURE]


class HeldOffice(Held):
    """An office that somebody held on the day."""

    office: Mention | None


class Holder(Held):
    """An official who held an office on the day."""

    official: Mention | None


class Term(TypedDict):
    """A tenure within the document of its official or office; `days` null: it was never held."""

    tenure: Id
    acting: bool
    days: PeriodJSON | None


class TermInOffice(Term):
    """One of the tenures of an official."""

    office: Mention | None


class TermOfHolder(Term):
    """One of the tenures of an office."""

    official: Mention | None


class TenureFacts(Row):
    """What a list shows of a tenure, whatever the day."""

    official: Mention | None
    office: Mention | None
    country: Mention | None
    status: Annotated[str, Tenure.Status]
    status_label: str
    acting: bool
    appointed: PartialDateJSON | None
    appointed_note: str | None
    arrived: PartialDateJSON | None
    arrived_note: str | None
    started: PartialDateJSON | None
    started_note: str | None
    ended: PartialDateJSON | None
    ended_note: str | None
    end_status: Annotated[str, Tenure.EndStatus]
    end_status_label: str
    confidence: Annotated[str, Confidence]
    confidence_label: str
    verified_on: Annotated[Day | None, "When somebody last checked that this still holds"]
    note: str | None


class TenureInList(TenureFacts):
    """One official's holding of one office, or being named for it."""

    held: Annotated[
        str | None,
        Match,
        "Whether it was held on the day `as_of`, today without one; null: it was not",
    ]
    may_be_out_of_date: Annotated[
        bool, "It is current, and was last verified long ago: the day moves it"
    ]


class TenureDocument(TenureFacts):
    """A tenure whole, on any day."""

    days: Annotated[PeriodJSON | None, "When it was held; null: it never was"]
    sources: list[Citation]


class TenureOnDay(TenureInList, TenureDocument):
    """A tenure at its own address, with its sources."""


class Tenures(Documents[Tenure]):
    """The documents of tenures."""

    name = "tenure"
    model = Tenure
    in_list = TenureInList
    whole = TenureOnDay
    chains = ("days",)

    def fetched(self, rows: QuerySet[Tenure], at: datetime) -> QuerySet[Tenure]:
        """Return the tenures with official, office, the office's country, and sources."""
        return rows.select_related("official", "office__country").prefetch_related(cited(at))

    def document(self, row: Tenure, at: datetime) -> TenureDocument:
        """Return the document of a tenure."""
        return {
            **of_row(row),
            "official": mention(row.official, at),
            "office": mention(row.office, at),
            "country": mention(row.office.country, at),
            "status": row.status,
            "status_label": row.get_status_display(),
            "acting": row.acting,
            "appointed": partial_date(row.appointed),
            "appointed_note": row.appointed_note or None,
            "arrived": partial_date(row.arrived),
            "arrived_note": row.arrived_note or None,
            "started": partial_date(row.started),
            "started_note": row.started_note or None,
            "ended": partial_date(row.ended),
            "ended_note": row.ended_note or None,
            "end_status": row.end_status,
            "end_status_label": row.get_end_status_display(),
            "confidence": row.confidence,
            "confidence_label": row.get_confidence_display(),
            "verified_on": day(row.verified_on),
            "note": row.note or None,
            "days": tenure_days(row),
            "sources": citations(row.citations.all()),
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return whether it was held on the day, and whether it is known to go on."""
        verified = document["verified_on"]
        return {
            "held": held_during(document["days"], asked.on, asked.today),
            "may_be_out_of_date": document["end_status"] == Tenure.EndStatus.CURRENT
            and may_be_out_of_date(verified and date.fromisoformat(verified), asked.today),
        }


def terms(of: str, at: datetime) -> Prefetch[Any]:
    """Return the live tenures to be fetched along, the first to begin first, each with `of`."""
    tenures = Tenure.objects.live(at).in_order().select_related(of)
    return Prefetch("tenures", tenures)


def term(tenure: Tenure) -> Term:
    """Return what the document of an official or an office says of a tenure."""
    return {
        "tenure": str(tenure.public_id),
        "acting": tenure.acting,
        "days": tenure_days(tenure),
    }


def held_on(tenures: list[dict[str, Any]], of: str, asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield the tenures that were held on the day, possibly or certainly, each with its `of`."""
    for each in tenures:
        if held := held_during(each["days"], asked.on, asked.today):
            yield {
                "tenure": each["tenure"],
                "acting": each["acting"],
                "held": held,
                of: each[of],
            }
