"""What the public may see of changes of status, and the chains that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypedDict

from django.db.models import QuerySet

from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.days import Chain, Day
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Row, RowInShort, in_short, of_row
from briefings.documents.values import Id, partial_date
from briefings.models import StatusChange
from briefings.models.base import Confidence
from briefings.models.dates import PartialDateJSON
from briefings.models.days import Match, at_end_of, during, rows_during
from briefings.models.statuses import STATUSES


class StatusDuring(TypedDict):
    """A status at some time on the day asked of, certainly or possibly."""

    status: Annotated[str, STATUSES]
    match: Annotated[str, Match]


class StatusFrom(TypedDict):
    """A row of a chain as `days.chain_of` reads it: the status, and the day from which it holds."""

    status: str
    on: PartialDateJSON


class StatusSince(StatusFrom):
    """A row of the chain of a meeting or a visit: how sure the newsroom is of it as well."""

    confidence: str


class ChangeOfStatus(TypedDict):
    """A status, from when, and for when it was planned then."""

    status: Annotated[str, STATUSES]
    status_label: str
    on: Annotated[PartialDateJSON, "The local day from which it holds"]
    order: Annotated[int, "Among those of one day: the lower comes first"]
    planned_start: Annotated[PartialDateJSON | None, "What was planned then; null: no day was said"]
    planned_end: PartialDateJSON | None
    reason: str | None
    confidence: Annotated[str, Confidence]
    confidence_label: str


class StatusInHistory(RowInShort, ChangeOfStatus):
    """A change of status in its chain, with its sources."""

    sources: list[Citation]


class StatusChangeInList(Row, ChangeOfStatus):
    """One change of the status of a meeting, a visit or a participant."""

    meeting: Mention | None
    visit: Mention | None
    participant: Annotated[Id | None, "The participant's id"]


class StatusChangeDocument(StatusChangeInList):
    """A change of status at its own address, with its sources."""

    sources: list[Citation]


@dataclass(frozen=True)
class StandingDuring:
    """A status that something has at some time on a day, how sure that is, and the `row` for it.

    `ended_as` is the row by which the day may have ended in another status, None for none;
    `ended` is how sure that is.
    """

    status: str
    match: Match
    row: Mapping[str, Any]
    ended_as: Mapping[str, Any] | None
    ended: Match

    @classmethod
    def of(
        cls, chain: Chain, statuses: Collection[str], on: Day, today: date
    ) -> StandingDuring | None:
        """Return the first of the statuses that a chain has on a day, a certain one before others.

        None if it has none of them.
        """
        found = [each for each in during(chain, on, today).items() if each[0] in statuses]
        if not found:
            return None
        status, match = min(found, key=lambda each: each[1] != Match.CERTAINLY)
        rows = [row.row for row, _ in rows_during(chain, on, today) if row.value == status]
        state = at_end_of(chain, on, today)
        others = [row.row for row in (state.last, *state.maybe) if row and row.value != status]
        ended = Match.CERTAINLY if state.is_certain else Match.POSSIBLY
        return cls(status, match, rows[-1], next(iter(others), None), ended)


class StatusChanges(Documents[StatusChange]):
    """The documents of changes of status."""

    name = "status-change"
    model = StatusChange
    in_list = StatusChangeInList
    whole = StatusChangeDocument

    def fetched(self, rows: QuerySet[StatusChange], at: datetime) -> QuerySet[StatusChange]:
        """Return the changes with what they are of and their sources."""
        return rows.select_related("meeting", "visit", "participant").prefetch_related(cited(at))

    def document(self, row: StatusChange, at: datetime) -> StatusChangeDocument:
        """Return the document of a change of status."""
        return {
            **of_row(row),
            **_change(row),
            "meeting": mention(row.meeting, at),
            "visit": mention(row.visit, at),
            "participant": str(row.participant.public_id) if row.participant else None,
            "sources": citations(row.citations.all()),
        }


def chain(changes: Iterable[StatusChange]) -> list[StatusFrom]:
    """Return the chain that changes of status, given in order, make."""
    return [{"status": each.status, "on": each.on.as_json()} for each in changes]


def sure_chain(changes: Iterable[StatusChange]) -> list[StatusSince]:
    """Return the chain of a meeting or a visit, with how sure the newsroom is of each row."""
    return [
        {"status": each.status, "on": each.on.as_json(), "confidence": each.confidence}
        for each in changes
    ]


def in_history(change: StatusChange, sources: list[Citation]) -> StatusInHistory:
    """Return a change of status in the document of what it is of."""
    return {**in_short(change), **_change(change), "sources": sources}


def _change(row: StatusChange) -> ChangeOfStatus:
    return {
        "status": row.status,
        "status_label": row.get_status_display(),
        "on": row.on.as_json(),
        "order": row.order,
        "planned_start": partial_date(row.planned_start),
        "planned_end": partial_date(row.planned_end),
        "reason": row.reason or None,
        "confidence": row.confidence,
        "confidence_label": row.get_confidence_display(),
    }
