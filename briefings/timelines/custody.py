"""Reads of custody: who was held by whom, what became of it, where a case was raised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

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
    PartialDate,
)
from briefings.models.base import if_live
from briefings.timelines.places import IN_CUSTODY
from briefings.timelines.tenures import native_first


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
    return _with_events(Detention.objects.live(at).filter(detainee__in=detainees), at)


def custody_on(day: date | PartialDate, at: datetime, limit: int) -> list[Custody]:
    """Return the live detentions of who possibly was in custody on a day, by name.

    Held or restricted, at most `limit`; two queries.
    """
    return _with_events(_in_custody(Detention.objects.live(at), day, at), at, limit)


def custody_by(holder: Country, day: date | PartialDate, at: datetime, limit: int) -> list[Custody]:
    """Return the live detentions by a country of who possibly was in custody on a day.

    Held or restricted, at most `limit`; two queries.
    """
    by_it = Detention.objects.live(at).filter(country=holder)
    return _with_events(_in_custody(by_it, day, at), at, limit)


def custody_of_citizens(
    country: Country, day: date | PartialDate, at: datetime, limit: int
) -> list[Custody]:
    """Return the live detentions of a country's citizens who possibly were in custody on a day.

    Held or restricted, at most `limit`; two queries.
    """
    citizens = Nationality.objects.filter(detainee=OuterRef("detainee"), country=country)
    theirs = Detention.objects.live(at).filter(Exists(citizens))
    return _with_events(_in_custody(theirs, day, at), at, limit)


def _in_custody(
    detentions: QuerySet[Detention], day: date | PartialDate, at: datetime
) -> QuerySet[Detention]:
    events = CustodyEvent.objects.holding("status", IN_CUSTODY, day, of="detention", at=at)
    return detentions.filter(Exists(events.filter(detention=OuterRef("pk"))))


def _with_events(
    detentions: QuerySet[Detention], at: datetime, limit: int | None = None
) -> list[Custody]:
    events = CustodyEvent.objects.live(at).select_related("place", "exchange__place").in_order()
    rows = (
        detentions.select_related("detainee", "country", "organization")
        .prefetch_related(Prefetch("custody_events", queryset=events))
        .order_by("detainee__public_sort_name", "detainee", "order", "id")
    )
    told = []
    for detention in rows[:limit]:
        chain = list(detention.custody_events.all())
        for event in chain:
            event.place = if_live(event.place, at)
            if event.exchange is not None:
                event.exchange.place = if_live(event.exchange.place, at)
        holder = if_live(detention.country, at) or if_live(detention.organization, at)
        told.append(Custody(detention, holder, chain))
    return told


def exchanged_in(exchanges: Collection[int], at: datetime) -> dict[int, Exchanged]:
    """Return who was exchanged by whom in the exchanges with these keys; three queries."""
    lines = Exchange.objects.filter(pk__in=exchanges).discreet().values_list("pk", "told")  # type: ignore[misc]
    told = {key: Exchanged(words) for key, words in lines}
    sides = ExchangeSide.objects.filter(exchange__in=exchanges)
    for side in sides.select_related("country", "organization").order_by("id"):
        party = if_live(side.country, at) or if_live(side.organization, at)
        if party is not None:
            told[side.exchange_id].sides.append(party)
    events = CustodyEvent.objects.live(at).filter(exchange__in=exchanges)
    for event in events.select_related("detention__detainee").order_by(
        "detention__detainee__public_sort_name", "id"
    ):
        if event.exchange_id is not None:
            told[event.exchange_id].people.append(event.detention.detainee)
    return told


def citizenships_of(detainees: Collection[int], at: datetime) -> dict[int, list[Country]]:
    """Return the live countries whose citizens the detainees with these keys are; one query."""
    told: dict[int, list[Country]] = {}
    rows = Nationality.objects.filter(
        detainee__in=detainees, country__live_period__contains=at
    ).select_related("country")
    for row in rows.order_by("country__name", "id"):
        told.setdefault(row.detainee_id, []).append(row.country)
    return told


def names_told(detainee: Detainee) -> QuerySet[DetaineeName]:
    """Return the other names that readers see, native script first; none of a withheld name."""
    names = DetaineeName.objects.filter(detainee=detainee, shown=True)
    return native_first(names.filter(detainee__name_withheld=False))


def raised_in(detainee: Detainee, at: datetime) -> list[AgendaItem]:
    """Return where a case was to be raised or was, with the live meetings and visits; one query."""
    return list(
        AgendaItem.objects.filter(detainee=detainee)
        .filter(Q(meeting__live_period__contains=at) | Q(visit__live_period__contains=at))
        .select_related("meeting", "visit")
    )
