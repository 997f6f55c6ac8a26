"""Reads of what a piece is about, and of what became of the records that it names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from briefings.models import (
    CustodyEvent,
    Detainee,
    Identity,
    Meeting,
    Objective,
    Participant,
    Record,
    StatusChange,
    Stop,
    Visit,
)
from briefings.models.base import if_live
from briefings.models.expressions import among
from briefings.models.record_types import RECORD_TYPES
from briefings.timelines.custody import citizenships_of
from briefings.timelines.meetings import participants_at
from briefings.timelines.prepared import Prepared, one_of, prepared
from briefings.timelines.visits import objectives_along, stops_along, with_objectives, with_stops

RELATIONS = {"meeting": ("place", "country", "visit"), "place": ("country",)}


@dataclass(frozen=True)
class Subject:
    """What the public sees of the record that a piece is about; its parts in their order."""

    record: Record
    participants: list[Participant] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)


def subject(about: Identity | None, at: datetime) -> Subject | None:
    """Return what is told of a live record, None for none; two queries at most.

    None also of an article and of an official, of whom the offices are read with those named.
    """
    if about is None or about.type in {"article", "official"}:
        return None
    record = next(iter(_called(about.type)(at, about.pk)), None)
    if isinstance(record, Visit):
        return Subject(
            record,
            participants_of(record, at),
            stops_along(record),
            objectives_along(record),
        )
    if isinstance(record, Meeting):
        return Subject(record, participants_of(record, at))
    if isinstance(record, Detainee):
        countries = citizenships_of([record.pk], at).get(record.pk, [])
        return Subject(record, nationalities=[country.name for country in countries])
    return Subject(record) if record is not None else None


@cache
def _called(type_: str) -> Prepared[[datetime, int], Record]:
    def compose(at: datetime, identity: int) -> QuerySet[Any]:
        record: QuerySet[Any] = RECORD_TYPES[type_].model._default_manager.filter(identity=identity)
        if type_ == "visit":
            return with_objectives(with_stops(record, at))
        relations = RELATIONS.get(type_)
        return record.select_related(*relations) if relations else record

    return Prepared(compose)


def participants_of(occasion: Meeting | Visit, at: datetime) -> list[Participant]:
    """Return who the public sees at a meeting or on a visit, in their order (one query)."""
    of_visit = isinstance(occasion, Visit)
    return participants_at(at, [] if of_visit else [occasion.pk], [occasion.pk] if of_visit else [])


def statuses_named(identities: Collection[int], at: datetime) -> list[StatusChange]:
    """Return the live changes of status of the meetings and visits with these identities.

    Those of the meetings of such a visit come along. In order; one query.
    """
    return _statuses_named(at, identities)


@prepared
def _statuses_named(at: datetime, identities: Collection[int]) -> QuerySet[StatusChange]:
    # Their keys first, each by its index: among all that makes a change live the planner does not
    # get to them before it has read every change there is.
    of_meetings, of_visits, on_visits = (
        StatusChange.objects.filter(one_of(f"{path}__identity", identities)).values("pk")
        for path in ("meeting", "visit", "meeting__visit")
    )
    return (
        StatusChange.objects.live(at)
        .filter(among(of_meetings.union(of_visits, on_visits)))
        .select_related("meeting", "visit")
        .in_order()
    )


def custody_named(identities: Collection[int], at: datetime) -> list[CustodyEvent]:
    """Return the live custody events of the detainees with these identities, in order (a query).

    Who holds the person, and where, is None if the public does not see it.
    """
    events = _custody_named(at, identities)
    for event in events:
        event.detention.country = if_live(event.detention.country, at)
        event.detention.organization = if_live(event.detention.organization, at)
    return events


@prepared
def _custody_named(at: datetime, identities: Collection[int]) -> QuerySet[CustodyEvent]:
    return (
        CustodyEvent.objects.live(at)
        .filter(one_of("detention__detainee__identity", identities))
        .select_related("detention__detainee", "detention__country", "detention__organization")
        .in_order()
    )
