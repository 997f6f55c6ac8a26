"""What the public may see of detentions: who was held by whom, and how it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, NotRequired, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.custody import (
    CustodyOnDay,
    Event,
    custody_on,
    named_beside,
    names,
    of_event,
    part_of,
    words,
)
from briefings.documents.days import Chain, dated, day_of, goes_on, may_be_out_of_date
from briefings.documents.fetching import without_unshown
from briefings.documents.mentions import Mention, of_record
from briefings.documents.rows import Row, RowInShort, in_short, of_row
from briefings.documents.values import Day, Id, day
from briefings.models import CustodyEvent, Detention
from briefings.models.dates import PartialDate, PartialDateJSON
from briefings.models.days import Dated, Match, State, at_end_of, rows_during
from briefings.models.detentions import HOLDERS

SAID = ("place", "charge", "sentence")  # by a chain of events, beside the status


class PlaceDuring(TypedDict):
    """Where somebody was held at some time on the day asked of, certainly or possibly."""

    place: Mention
    match: Annotated[Match, Match]


class Case(CustodyOnDay):
    """A detention as it stood on the day: each value is that of the last event that says one."""

    held_by: Annotated[Mention | None, "A country or an armed group"]
    place: Annotated[Mention | None, "At the end of the day `as_of`, today without one"]
    place_during: Annotated[
        list[PlaceDuring],
        "Every place at some time on `as_of`, as `place` is asked in lists: the day of a move has"
        " both",
    ]
    charge: str | None
    sentence: str | None
    said_possibly: Annotated[
        list[Annotated[str, [(name, name) for name in SAID]]],
        "Those of place, charge and sentence that are not certain of the day, as nothing is after"
        " today",
    ]
    verified_on: Annotated[Day | None, "When somebody last checked that this still holds"]
    may_be_out_of_date: Annotated[
        bool, "The person is not free today, by what was last verified long ago"
    ]


class Step(TypedDict):
    """An event of a detention in short: when it was, and what it changes.

    What it does not change is not in it; null is a value that the public is not told.
    """

    id: Id
    kind: str
    on: PartialDateJSON
    confidence: str
    status: NotRequired[str]
    place: NotRequired[Mention | None]
    charge: NotRequired[str | None]
    sentence: NotRequired[str | None]


class StoredCase(TypedDict):
    """What no day decides of a detention; `course` has its events in short, as they happened."""

    held_by: Mention | None
    verified_on: Day | None
    course: list[Step]


class EventOfDetention(RowInShort, Event):
    """A custody event in its chain, with its sources."""

    exchange: Annotated[Id | None, "The id of the exchange"]
    sources: list[Citation]


class DetentionInList(Row, Case):
    """One person's detention by one country or armed group."""

    detainee: Mention
    note: str | None


class DetentionDocument(DetentionInList):
    """A detention at its own address, with its events as they happened."""

    events: list[EventOfDetention]


class StoredDetention(Row, StoredCase):
    """A detention as it is stored."""

    detainee: Mention
    note: str | None
    events: list[EventOfDetention]


class Detentions(Documents[Detention]):
    """The documents of detentions."""

    name = "detention"
    model = Detention
    in_list = DetentionInList
    whole = DetentionDocument
    chains = ("course",)

    def fetched(self, rows: QuerySet[Detention], at: datetime) -> QuerySet[Detention]:
        """Return the detentions with person, holder and events, and the sources of these."""
        events = live_events(at).select_related("exchange").prefetch_related(cited(at))
        shown = without_unshown(rows.select_related("detainee", *HOLDERS))
        return shown.prefetch_related(Prefetch("custody_events", events), names("detainee__names"))

    def document(self, row: Detention, at: datetime) -> StoredDetention:
        """Return the document of a detention."""
        chain: list[CustodyEvent] = [*row.custody_events.all()]
        told = [of_event(event, row.detainee, at) for event in chain]
        return {
            **of_row(row),
            **of_case(row, chain, told, at),
            "detainee": of_record(row.detainee),
            "note": words(row.note, row.detainee),
            "events": [
                {
                    **in_short(event),
                    **said,
                    "exchange": part_of(event),
                    "sources": citations(event.citations.all()),
                }
                for event, said in zip(chain, told, strict=True)
            ],
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return where a detention stands on a day."""
        return case_on(document, asked)


def live_events(at: datetime) -> QuerySet[CustodyEvent]:
    """Return the events that the public sees, in their order, with their places."""
    return without_unshown(CustodyEvent.objects.live(at).select_related("place").in_order())


def of_case(
    detention: Detention, chain: Iterable[CustodyEvent], told: Iterable[Event], at: datetime
) -> StoredCase:
    """Return what no day decides of a detention, by its events and what is told of each."""
    holder = detention.country or detention.organization
    return {
        "held_by": named_beside(holder, detention.detainee, at),
        "verified_on": day(detention.verified_on),
        "course": [*course_of(chain, told)],
    }


def course_of(chain: Iterable[CustodyEvent], told: Iterable[Mapping[str, Any]]) -> Iterator[Step]:
    """Yield the events of a detention in short, of each what is told of what it changes."""
    for event, said in zip(chain, told, strict=True):
        changed = {name: said[name] for name in ("status", *SAID) if getattr(event, name)}
        step: Any = {
            "id": str(event.public_id),
            "kind": event.kind,
            "on": said["on"],
            "confidence": event.confidence,
        }
        yield step | changed


def case_on(case: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Return what the day decides of a stored case."""
    status = chain_in(case, "status")
    states = {name: stood(case, name, asked.on, asked.today) for name in SAID}
    ongoing = goes_on(status, asked.today)
    return {
        **custody_on([status], asked),
        **{name: state.shown and state.shown[name] for name, state in states.items()},
        "place_during": places_during(chain_in(case, "place"), asked),
        "said_possibly": [
            name for name, state in states.items() if state.maybe and not state.is_certain
        ],
        "may_be_out_of_date": ongoing
        and may_be_out_of_date(day_of(case["verified_on"]), asked.today),
    }


def places_during(chain: Chain, asked: Asked) -> list[PlaceDuring]:
    """Return the places of a chain at some time on the day; one that is not told is left out."""
    found: dict[Id, PlaceDuring] = {}
    for row, match in rows_during(chain, asked.on, asked.today):
        if row.value is not None:
            told = found.setdefault(row.value["id"], {"place": row.value, "match": match})
            if match == Match.CERTAINLY:
                told["match"] = match
    return [*found.values()]


def chain_in(case: Mapping[str, Any], column: str) -> list[Dated[Mapping[str, Any]]]:
    """Return the chain of the events of a stored case that change a column, as it is told."""
    return [dated(step, step[column]) for step in case["course"] if column in step]


def stood(
    case: Mapping[str, Any], column: str, day: date | PartialDate, today: date
) -> State[Mapping[str, Any]]:
    """Return the events that may be in force in a column of a stored case at the end of a day."""
    return at_end_of(chain_in(case, column), day, today)


def begun_by(case: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return a stored case with only those events that may have happened by the end of a day."""
    course = case["course"]
    begun = (step for step in course if (day_of(step["on"]["earliest"]) or date.min) <= day)
    return {**case, "course": [*begun]}
