"""Reads of custody: who was held by whom, what became of it, where a case was raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from briefings.models import (
    AgendaItem,
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    ExchangeSide,
    Nationality,
    Organization,
)
from briefings.models.base import if_live
from briefings.models.custody import IN_CUSTODY
from briefings.timelines.children import as_json, related_if, rows_from
from briefings.timelines.names import people_from, person_at
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


@dataclass(frozen=True)
class Exchanged:
    """Who gave people up in an exchange, and whom the record knows to be exchanged in it.

    `words` are its line, "" where that tells a withheld name. Of the people there are the public
    name and the address.
    """

    words: str
    sides: list[str]
    people: list[Detainee]


def custody_of(detainees: Collection[int], at: datetime) -> list[Custody]:
    """Return the live detentions of the detainees with these keys, each person's first one first.

    One query. Places and exchanges come along; a place that is not live is left out.
    """
    return _told(_of_people(at, detainees), at)


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
def _of_people(at: datetime, detainees: Collection[int]) -> QuerySet[Detention]:
    return _by_name(Detention.objects.live(at).filter(one_of("detainee", detainees)), at)


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


def exchanged_in(exchanges: Collection[int], at: datetime) -> dict[int, Exchanged]:
    """Return who was exchanged by whom in the exchanges with these keys; one query."""
    return {
        row.pk: Exchanged(
            row.told,  # type: ignore[attr-defined]
            [side["name"] for side in row.sides_told],  # type: ignore[attr-defined]
            people_from(row.people_told),  # type: ignore[attr-defined]
        )
        for row in _exchanges(at, exchanges)
    }


@prepared
def _exchanges(at: datetime, exchanges: Collection[int]) -> QuerySet[Exchange]:
    party = Case(
        When(country__live_period__holds=at, then="country__name"),
        When(organization__live_period__holds=at, then="organization__name"),
    )
    sides = ExchangeSide.objects.filter(exchange=OuterRef("pk")).annotate(party=party)
    events = CustodyEvent.objects.live(at).filter(exchange=OuterRef("pk"))
    person = "detention__detainee"
    people = as_json(events.order_by(f"{person}__public_sort_name", "id"), **person_at(person))
    return (
        Exchange.objects.filter(one_of("pk", exchanges))
        .discreet()
        .annotate(
            sides_told=as_json(sides.exclude(party=None).order_by("id"), name="party"),
            people_told=people,
        )
    )


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


def with_citizenships(detainees: QuerySet[Detainee], at: datetime) -> QuerySet[Detainee]:
    """Return the detainees with what `citizenships_along` reads; no query more."""
    rows = Nationality.objects.filter(detainee=OuterRef("pk"), country__live_period__holds=at)
    told = as_json(rows.order_by("country__name", "id"), name="country__name", slug="country__slug")
    return detainees.annotate(citizenships_told=told)


def citizenships_along(detainee: Detainee) -> list[Country]:
    """Return the live countries whose citizen a detainee is, with their names and addresses.

    They came along by `with_citizenships`.
    """
    return rows_from(Country, detainee.citizenships_told)  # type: ignore[attr-defined]


def raised_in(detainee: Detainee, at: datetime) -> list[AgendaItem]:
    """Return where a case was to be raised or was, with the live meetings and visits; one query."""
    return _raised(at, detainee.pk)


@prepared
def _raised(at: datetime, detainee: int) -> QuerySet[AgendaItem]:
    return (
        AgendaItem.objects.filter(detainee=detainee)
        .filter(Q(meeting__live_period__holds=at) | Q(visit__live_period__holds=at))
        .select_related("meeting", "visit")
    )
