"""Reads of custody: who was held by whom, what became of it, where a case was raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet

from briefings.models import (
    Country,
    CustodyEvent,
    Detention,
    Nationality,
    Organization,
)
from briefings.models.base import if_live
from briefings.models.custody import IN_CUSTODY
from briefings.timelines.children import as_json, related_if, rows_from
from briefings.timelines.prepared import one_of, prepared

ON_DAY, OF_COUNTRY = 8, 21  # detentions on the front page, and on a country's page and one more
# What is told of an event, beside its place and its exchange.
EVENT = (
    *("id", "kind", "status", "on", "confidence"),
    *("charge", "sentence", "by_whom", "note"),
)


@dataclass(frozen=True)
class Custody:
    """A live detention and its live events, as they happened.

    `holder` is the country or group, None where the public does not see it.
    """

    detention: Detention
    holder: Country | Organization | None
    events: list[CustodyEvent]


def custody_on(day: date, at: datetime) -> list[Custody]:
    """Return the live detentions of who possibly was in custody on a day, by name.

    Held or restricted, at most eight; one query.
    """
    return _told(_on_day(at, day), at)


def custody_by(holder: Country, day: date, at: datetime) -> list[Custody]:
    """Return the live detentions by a country of who possibly was in custody on a day.

    Held or restricted, at most 21; one query.
    """
    return _told(_by_holder(at, day, holder.pk), at)


def custody_of_citizens(country: Country, day: date, at: datetime) -> list[Custody]:
    """Return the live detentions of a country's citizens who possibly were in custody on a day.

    Held or restricted, at most 21; one query.
    """
    return _told(_of_citizens(at, day, country.pk), at)


@prepared
def _on_day(at: datetime, day: date) -> QuerySet[Detention]:
    return _by_name(_in_custody(Detention.objects.live(at), day, at), at)[:ON_DAY]


@prepared
def _by_holder(at: datetime, day: date, holder: int) -> QuerySet[Detention]:
    by_it = Detention.objects.live(at).filter(country=holder)
    return _by_name(_in_custody(by_it, day, at), at)[:OF_COUNTRY]


@prepared
def _of_citizens(at: datetime, day: date, country: int) -> QuerySet[Detention]:
    citizens = Nationality.objects.filter(detainee=OuterRef("detainee"), country=country)
    theirs = Detention.objects.live(at).filter(Exists(citizens))
    return _by_name(_in_custody(theirs, day, at), at)[:OF_COUNTRY]


def _in_custody(detentions: QuerySet[Detention], day: date, at: datetime) -> QuerySet[Detention]:
    events = CustodyEvent.objects.during(day, "status", IN_CUSTODY, of="detention", at=at)
    return detentions.filter(Exists(events.filter(detention=OuterRef("pk"))))


def _by_name(detentions: QuerySet[Detention], at: datetime) -> QuerySet[Detention]:
    events = CustodyEvent.objects.live(at).filter(detention=OuterRef("pk")).in_order()
    exchange = related_if(
        Q(exchange__isnull=False), "exchange", "id", place=_place("exchange__place", at)
    )
    told = as_json(events, *EVENT, place=_place("place", at), exchange=exchange)
    rows = detentions.select_related("detainee", "country", "organization")
    return rows.annotate(events_told=told).order_by(
        "detainee__public_sort_name", "detainee", "order", "id"
    )


def _place(path: str, at: datetime) -> Case:
    return related_if(Q(**{f"{path}__live_period__holds": at}), path, "id", "name", "slug")


def _told(detentions: Iterable[Detention], at: datetime) -> list[Custody]:
    return [
        Custody(
            detention,
            if_live(detention.country, at) or if_live(detention.organization, at),
            rows_from(CustodyEvent, detention.events_told),  # type: ignore[attr-defined]
        )
        for detention in detentions
    ]


def citizenships_of(detainees: Collection[int], at: datetime) -> dict[int, list[Country]]:
    """Return the live countries whose citizens the detainees with these keys are; one query."""
    told: dict[int, list[Country]] = {}
    for row in _citizenships(at, detainees):
        told.setdefault(row.detainee_id, []).append(row.country)
    return told


@prepared
def _citizenships(at: datetime, detainees: Collection[int]) -> QuerySet[Nationality]:
    rows = Nationality.objects.filter(one_of("detainee", detainees), country__live_period__holds=at)
    return rows.select_related("country").order_by("country__name", "id")
