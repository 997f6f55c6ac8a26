"""Reads of custody: who was held by whom, what became of it, where a case was raised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.models import (
    AgendaItem,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExchangeSide,
    Nationality,
    Organization,
)
from briefings.models.base import if_live
from briefings.timelines.places import IN_CUSTODY
from briefings.timelines.prepared import one_of, prepared
from briefings.timelines.tenures import native_first

ON_DAY, OF_COUNTRY = 8, 21  # detentions on the front page, and on a country's page and one more


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

    `words` are its line, "" where that tells a withheld name.
    """

    words: str
    sides: list[Country | Organization] = field(default_factory=list)
    people: list[Detainee] = field(default_factory=list)


def custody_of(detainees: Collection[int], at: datetime) -> list[Custody]:
    """Return the live detentions of the detainees with these keys, each person's first one first.

    Two queries. Places and exchanges come along; a place that is not live is left out.
    """
    return _with_events(_of_people(at, detainees), at)


def custody_on(day: date, at: datetime) -> list[Custody]:
    """Return the live detentions of who possibly was in custody on a day, by name.

    Held or restricted, at most eight; two queries.
    """
    return _with_events(_on_day(at, day), at)


def custody_by(holder: Country, day: date, at: datetime) -> list[Custody]:
    """Return the live detentions by a country of who possibly was in custody on a day.

    Held or restricted, at most 21; two queries.
    """
    return _with_events(_by_holder(at, day, holder.pk), at)


def custody_of_citizens(country: Country, day: date, at: datetime) -> list[Custody]:
    """Return the live detentions of a country's citizens who possibly were in custody on a day.

    Held or restricted, at most 21; two queries.
    """
    return _with_events(_of_citizens(at, day, country.pk), at)


@prepared
def _of_people(at: datetime, detainees: Collection[int]) -> QuerySet[Detention]:
    return _by_name(Detention.objects.live(at).filter(one_of("detainee", detainees)))


@prepared
def _on_day(at: datetime, day: date) -> QuerySet[Detention]:
    return _by_name(_in_custody(Detention.objects.live(at), day, at))[:ON_DAY]


@prepared
def _by_holder(at: datetime, day: date, holder: int) -> QuerySet[Detention]:
    by_it = Detention.objects.live(at).filter(country=holder)
    return _by_name(_in_custody(by_it, day, at))[:OF_COUNTRY]


@prepared
def _of_citizens(at: datetime, day: date, country: int) -> QuerySet[Detention]:
    citizens = Nationality.objects.filter(detainee=OuterRef("detainee"), country=country)
    theirs = Detention.objects.live(at).filter(Exists(citizens))
    return _by_name(_in_custody(theirs, day, at))[:OF_COUNTRY]


def _by_name(detentions: QuerySet[Detention]) -> QuerySet[Detention]:
    rows = detentions.select_related("detainee", "country", "organization")
    return rows.order_by("detainee__public_sort_name", "detainee", "order", "id")


def _in_custody(detentions: QuerySet[Detention], day: date, at: datetime) -> QuerySet[Detention]:
    events = CustodyEvent.objects.holding("status", IN_CUSTODY, day, of="detention", at=at)
    return detentions.filter(Exists(events.filter(detention=OuterRef("pk"))))


def _with_events(detentions: list[Detention], at: datetime) -> list[Custody]:
    chains: dict[int, list[CustodyEvent]] = {detention.pk: [] for detention in detentions}
    for event in _events(at, [*chains]):
        event.place = if_live(event.place, at)
        if event.exchange is not None:
            event.exchange.place = if_live(event.exchange.place, at)
        chains[event.detention_id].append(event)
    return [
        Custody(
            detention,
            if_live(detention.country, at) or if_live(detention.organization, at),
            chains[detention.pk],
        )
        for detention in detentions
    ]


@prepared
def _events(at: datetime, detentions: list[int]) -> QuerySet[CustodyEvent]:
    events = CustodyEvent.objects.live(at).filter(one_of("detention", detentions))
    return events.select_related("place", "exchange__place").in_order()


def exchanged_in(exchanges: Collection[int], at: datetime) -> dict[int, Exchanged]:
    """Return who was exchanged by whom in the exchanges with these keys; three queries."""
    if not exchanges:
        return {}
    lines = Exchange.objects.filter(pk__in=exchanges).discreet().values_list("pk", "told")  # type: ignore[misc]
    told = {key: Exchanged(words) for key, words in lines}
    for side in _sides(exchanges):
        party = if_live(side.country, at) or if_live(side.organization, at)
        if party is not None:
            told[side.exchange_id].sides.append(party)
    for event in _exchanged(at, exchanges):
        if event.exchange_id is not None:
            told[event.exchange_id].people.append(event.detention.detainee)
    return told


@prepared
def _sides(exchanges: Collection[int]) -> QuerySet[ExchangeSide]:
    sides = ExchangeSide.objects.filter(one_of("exchange", exchanges))
    return sides.select_related("country", "organization").order_by("id")


@prepared
def _exchanged(at: datetime, exchanges: Collection[int]) -> QuerySet[CustodyEvent]:
    events = CustodyEvent.objects.live(at).filter(one_of("exchange", exchanges))
    people = events.select_related("detention__detainee")
    return people.order_by("detention__detainee__public_sort_name", "id")


def citizenships_of(detainees: Collection[int], at: datetime) -> dict[int, list[Country]]:
    """Return the live countries whose citizens the detainees with these keys are; one query."""
    told: dict[int, list[Country]] = {}
    for row in _citizenships(at, detainees):
        told.setdefault(row.detainee_id, []).append(row.country)
    return told


@prepared
def _citizenships(at: datetime, detainees: Collection[int]) -> QuerySet[Nationality]:
    rows = Nationality.objects.filter(
        one_of("detainee", detainees), country__live_period__contains=at
    )
    return rows.select_related("country").order_by("country__name", "id")


def names_told(detainee: Detainee) -> QuerySet[DetaineeName]:
    """Return the other names that readers see, native script first; none of a withheld name."""
    names = DetaineeName.objects.filter(detainee=detainee, shown=True)
    return native_first(names.filter(detainee__name_withheld=False))


def raised_in(detainee: Detainee, at: datetime) -> list[AgendaItem]:
    """Return where a case was to be raised or was, with the live meetings and visits; one query."""
    return _raised(at, detainee.pk)


@prepared
def _raised(at: datetime, detainee: int) -> QuerySet[AgendaItem]:
    return (
        AgendaItem.objects.filter(detainee=detainee)
        .filter(Q(meeting__live_period__contains=at) | Q(visit__live_period__contains=at))
        .select_related("meeting", "visit")
    )
