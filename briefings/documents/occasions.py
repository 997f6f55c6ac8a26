"""What meetings and visits have in common for the public: who takes part, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypedDict, TypeVar

from django.db.models import Prefetch, QuerySet

from briefings.documents.agendas import AgendaItem, Outcome, agenda_item, outcome
from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, SourcesOf, cited_under
from briefings.documents.days import Chain, Standing, chain_of, statuses_during
from briefings.documents.fetching import without_unshown
from briefings.documents.local_days import Occasion, OccasionDays, days_of
from briefings.documents.participants import (
    ParticipantInShort,
    ParticipantOfOccasion,
    at_occasion,
    of_occasion,
    taking_part,
)
from briefings.documents.readouts import ReadoutOfOccasion, readout_of_occasion
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.documents.statuses import (
    StatusDuring,
    StatusInHistory,
    StatusSince,
    in_history,
    sure_chain,
)
from briefings.documents.values import Day, day
from briefings.models import AgendaItem as Item
from briefings.models import Meeting, Participant, Readout, StatusChange, Visit
from briefings.models.statuses import AHEAD, Status

M = TypeVar("M", Meeting, Visit)


class Titled(Record):
    """What a meeting or a visit is called."""

    label: Annotated[str, "The title, or what is made of kind, participants, places and days"]
    title: Annotated[str | None, "null: nobody wrote one"]


class StandsOnDay(TypedDict):
    """Who takes part in a meeting or a visit, and where it stands on a day."""

    participants: list[ParticipantInShort]
    status: Annotated[
        str | None,
        Status,
        "At the end of the day `as_of`, today without one; null: before the first",
    ]
    status_label: str | None
    status_possibly: Annotated[
        list[Annotated[str, Status]],
        "What partial dates allow instead; the status itself, where it is not certain",
    ]
    status_during: Annotated[
        list[StatusDuring],
        "Every status at some time on `as_of`, as `status` is asked in lists: the day of a change"
        " has both; of a month or year, certainly is without a break",
    ]
    under_way: Annotated[bool, "Still to come by its status, and going on now: the clock moves it"]
    day_has_passed: Annotated[
        bool, "It must be over by the days that are known: the clock moves it"
    ]


class Verified(TypedDict):
    """When a meeting or a visit was looked at last."""

    verified_on: Annotated[Day | None, "When somebody last checked that this still holds"]


class OccasionInList(Titled, StandsOnDay, Verified):
    """What a meeting and a visit say alike: who takes part, and where it stands."""


class Account(WholeRecord):
    """How a meeting or a visit came about, and what came of it."""

    sources: list[Citation]
    summary: str | None
    status_history: list[StatusInHistory]
    agenda: list[AgendaItem]
    outcomes: list[Outcome]
    readouts: list[ReadoutOfOccasion]


class OccasionOnDay(OccasionInList, Account):
    """A meeting or a visit at its own address: how it came about, and what came of it."""


class OccasionDocument(Titled, Verified, Account):
    """A meeting or a visit whole, on any day: `statuses` are the chain of its status."""

    participants: list[ParticipantOfOccasion]
    statuses: list[StatusSince]
    days: OccasionDays


class Occasions(Documents[M]):
    """The documents of meetings or of visits; `relations` are the records that a row points at."""

    relations: tuple[str, ...] = ()
    chains = ("statuses", "days")

    def fetched(self, rows: QuerySet[M], at: datetime) -> QuerySet[M]:
        """Return the rows with all that is theirs, and the sources of all of it in one query."""
        participants = taking_part(Participant.objects.live(at).in_order(), at)
        readouts = Readout.objects.live(at).select_related("country", "organization").in_order()
        items = Item.objects.select_related("topic", "detainee")
        return rows.select_related("identity", *self.relations).prefetch_related(
            cited_under(at),
            Prefetch("participants", without_unshown(participants)),
            Prefetch("statuses", without_unshown(StatusChange.objects.live(at).in_order())),
            Prefetch("agendaitems", without_unshown(items)),
            "agendaitems__detainee__names",
            "outcomes",
            Prefetch("readouts", without_unshown(readouts)),
        )

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return who takes part and where it stands, on the day asked of or the local one."""
        occasion = Occasion.of(document["days"], asked)
        statuses = chain_of(document["statuses"], "status")
        stands = Standing.of(statuses, occasion.on, occasion.today)
        return {
            "participants": [
                at_occasion(each, occasion, asked) for each in document["participants"]
            ],
            "status": stands.status,
            "status_label": stands.label,
            "status_possibly": stands.possibly,
            "status_during": statuses_during(statuses, asked.on, asked.today),
            "under_way": self.is_going_on(document, occasion, asked.at)
            and _is_ahead(statuses, occasion),
            "day_has_passed": occasion.period is not None
            and occasion.period.is_over(occasion.today),
        }

    def is_going_on(self, document: Mapping[str, Any], occasion: Occasion, at: datetime) -> bool:
        """Return whether the moment is certainly one of the meeting or visit."""
        raise NotImplementedError


def _is_ahead(statuses: Chain, occasion: Occasion) -> bool:
    """Return whether by its status of today it is still to come."""
    return Standing.of(statuses, occasion.today, occasion.today).status in AHEAD


def of_any_occasion(row: Any, sources: SourcesOf, at: datetime) -> OccasionDocument:
    """Return what the documents of meetings and visits say alike."""
    items = (agenda_item(item, sources(item), at) for item in row.agendaitems.all())
    return {
        **of_whole_record(row),
        "label": row.label,
        "title": row.title or None,
        "verified_on": day(row.verified_on),
        "sources": sources(row),
        "summary": row.summary or None,
        "status_history": [in_history(each, sources(each)) for each in row.statuses.all()],
        "agenda": [item for item in items if item],
        "outcomes": [outcome(each, sources(each)) for each in row.outcomes.all()],
        "readouts": [readout_of_occasion(each, sources(each), at) for each in row.readouts.all()],
        "participants": [of_occasion(each, at) for each in row.participants.all()],
        "statuses": sure_chain(row.statuses.all()),
        "days": days_of(row),
    }
