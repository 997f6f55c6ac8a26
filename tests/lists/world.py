"""A newsroom in which every parameter of every list keeps some rows and leaves others out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.http import QueryDict
from django.utils import timezone

from briefings import ledger
from briefings.api.urls import RESOURCES
from briefings.filters.base import IdsFilter, PartialDateFilter, RecordFilter, RecordFilterSet
from briefings.models import (
    AgendaItem,
    Article,
    Change,
    Country,
    CustodyEvent,
    Exchange,
    ExchangeSide,
    Image,
    Meeting,
    Nationality,
    Office,
    Official,
    Organization,
    Participant,
    Place,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.record_types import RECORD_TYPES
from tests.databases import analyse
from tests.factories import approved, row_of, since
from tests.pages.detained import case, detention, event, exchange
from tests.pages.newsroom import RECORDED, Newsroom, official, open_newsroom, wording

# Days, months and years to ask for; one of them divides every dated list.
DAYS = (
    *("2023-06-18", "2024-11-16", "2024-11-10", "2022-05-20", "2024", "2015-06"),
    *("2018-03-01", "1960", "1953-10-09"),
)
MOMENTS = ("2023-06-19T00:00:00Z", "2023-07-01T00:00:00Z", "2024-06-01T00:00:00Z")
WORDS = (
    *("Xinhua", "Peru", "CN", "Qin", "Nora", "talks", "Band", "candid", "espionage", "summit"),
    *("Envoy", "Lima", "Trade", "balloon"),
)
HOLDERS = ("china", "peru", "the-band")


@dataclass(frozen=True)
class Question:
    """A parameter with its value, what is asked beside it, what it keeps and of how many rows."""

    name: str
    asked: dict[str, str]
    kept: tuple[UUID, ...]
    whole: int

    @property
    def divides(self) -> bool:
        """Whether it keeps some rows and leaves others out."""
        return 0 < len(self.kept) < self.whole


def open_lists() -> Newsroom:
    """Publish a newsroom with two or more different rows in each list; the ledger has told it."""
    newsroom = open_newsroom()
    live = {"live_period": since(RECORDED)}
    peru = row_of(Country, name="Peru", slug="peru", code="PE", **live)
    band = row_of(Organization, name="The Band", slug="the-band", country=peru, **live)
    row_of(Image, **live)
    ledger.standing()
    row_of(Country, name="Laos", slug="laos", code="LA", **live)
    row_of(Organization, name="NATO", slug="nato", **live)
    ledger.standing()
    lima = row_of(Place, name="Lima", slug="lima", kind="city", country=peru, **live)
    trade = row_of(Topic, name="Trade", slug="trade", **live)
    row_of(Source, publisher="Andina", **live)
    envoy = row_of(
        Office, title="Envoy", slug="envoy", kind="ambassador", organization=band, **live
    )
    rosa = official("Rosa Quispe", "Rosa", peru)
    rosa.born = "1970"
    rosa.save()
    row_of(Tenure, official=rosa, office=envoy, started="2010", status="nominee", **live)
    row_of(
        Tenure,
        official=rosa,
        office=envoy,
        started="2015",
        ended="2016",
        end_status="ended",
        acting=True,
        **live,
    )
    receive(newsroom, peru, band, lima, trade, rosa, live)
    detain(newsroom, peru, band, lima, live)
    row_of(Image, rights="public_domain", caption="Talks in Lima", **live)
    piece(newsroom, rosa, peru, trade, envoy, band)
    ledger.standing()
    analyse()
    return newsroom


def receive(
    newsroom: Newsroom,
    peru: Country,
    band: Organization,
    lima: Place,
    trade: Topic,
    rosa: Official,
    live: dict[str, Any],
) -> None:
    """Publish a summit and a state visit in Peru, months later and by others."""
    visit = row_of(
        Visit, slug="to-lima", kind="state", starts="2024-11-14", ends="2024-11-16", **live
    )
    row_of(Stop, visit=visit, country=peru, place=lima)
    row_of(StatusChange, meeting=None, visit=visit, status="possible", on="2024-10-01", **live)
    gathering = row_of(Meeting, slug="apec", kind="gathering", on="2024-11", **live)
    talks = row_of(
        Meeting,
        slug="talks-in-lima",
        kind="summit",
        on="2024-11-16",
        country=peru,
        place=lima,
        visit=visit,
        gathering=gathering,
        **live,
    )
    row_of(StatusChange, meeting=talks, status="cancelled", on="2024-11-15", **live)
    dinner = Meeting.objects.get(slug="dinner")
    row_of(StatusChange, meeting=dinner, status="held", on="2024-11", **live)
    row_of(Visit, slug="some-day", starts="2024", **live)
    row_of(Statement, official=rosa, said_on="2024", words="Said some day.", **live)
    for parent in ({"meeting": talks}, {"meeting": None, "visit": visit}):
        lead = row_of(Participant, **parent, official=rosa, side="visitor", role="lead", **live)
        group = row_of(
            Participant, **parent, official=None, organization=band, side="third", **live
        )
        row_of(AgendaItem, **parent, topic=trade)
    for participant, on in ((group, "2024-11-16"), (lead, "2024-11")):
        row_of(StatusChange, meeting=None, participant=participant, status="absent", on=on, **live)
    row_of(Readout, meeting=None, visit=visit, country=peru, words="Candid talks.", **live)
    row_of(Readout, meeting=talks, country=None, organization=band, words="None.", **live)
    statement = row_of(
        Statement,
        official=None,
        organization=band,
        form="paraphrase",
        said_on="2024-11-16",
        words="Nothing was said of Peru.",
        **live,
    )
    row_of(StatementSubject, statement=statement, record=peru)


def detain(
    newsroom: Newsroom, peru: Country, band: Organization, lima: Place, live: dict[str, Any]
) -> None:
    """Publish people held by Peru and by a group, today and under other statuses."""
    china = newsroom.china
    ada = case("Ada Vance", peru, [("detained", "2018-03-01"), ("exit_ban", "2022")], live)
    row_of(Nationality, detainee=ada, country=peru)
    ines = case("Ines Roca", china, [("detained", "2019"), ("released", "2021-05-05")], live)
    again = detention(ines, china, [], live)
    event(again, "detained", "2022-01-01", live, place=lima, charge="Espionage")
    otto = case("Otto Brandt", peru, [("exit_ban", "2018-02-01"), ("released", "2018-12-01")], live)
    by_group = row_of(type(again), detainee=otto, country=None, organization=band, **live)
    event(by_group, "detained", "2023-05-01", live)
    row_of(Exchange, on="2023", **live)
    swap = exchange(peru, [], live)
    row_of(ExchangeSide, exchange=swap, country=None, organization=band)
    swap.on = "2010-05-01"
    swap.place = lima
    swap.save()
    row_of(
        CustodyEvent,
        detention=ines.detentions.first(),
        kind="exchanged",
        status="free",
        exchange=swap,
        on="2010-05-01",
        **live,
    )


def piece(
    newsroom: Newsroom,
    rosa: Official,
    peru: Country,
    trade: Topic,
    envoy: Office,
    band: Organization,
) -> None:
    """Publish an analysis on other people than the newsroom's first piece is on."""
    article = row_of(Article, section="analysis")
    edition = wording(article, "A summit called off", rosa, peru, trade, newsroom.source)
    for position, record in enumerate((envoy, band), start=3):
        edition.mentions.create(article=article, identity=record.identity, position=position)
    approved(edition, since(RECORDED + timedelta(days=400)))


def listing(resource: str, **asked: str) -> RecordFilterSet:
    """Return the list of a resource, asked so."""
    data = QueryDict(mutable=True)
    data.update(asked)
    found: RecordFilterSet = RESOURCES[resource].filterset_class(data, at=timezone.now())
    return found


def ids(resource: str, **asked: str) -> tuple[UUID, ...]:
    """Return the ids of the rows of a list, in its order; none where it refuses what is asked."""
    of_it = listing(resource, **asked)
    if of_it.refusals:
        return ()
    return tuple(row.public_id for row in of_it.page(200).rows)


def questions(resource: str) -> Iterator[Question]:
    """Yield for each parameter that narrows a list a value that divides it, else the last tried."""
    for name, filter_ in RESOURCES[resource].filterset_class.base_filters.items():
        if name not in ("cursor", "ordering"):
            yield question(resource, name, filter_)


def question(resource: str, name: str, filter_: Any) -> Question:
    """Return how a parameter divides a list, with the first value that does."""
    for beside in besides(resource, name):
        whole = len(ids(resource, **beside))
        for value in candidates(resource, name, filter_):
            asked = {**beside, name: value}
            found = Question(name, asked, ids(resource, **asked), whole)
            if found.divides:
                return found
    return found


def besides(resource: str, name: str) -> Iterator[dict[str, str]]:
    """Yield what is asked beside a parameter: nothing, unless it says how others are answered."""
    filters = RESOURCES[resource].filterset_class.base_filters
    if name == "date_match":
        days = [
            {other: day}
            for other in ("as_of", "on_or_after", "born_on_or_after")
            if other in filters
            for day in DAYS
        ]
        yield from days
        yield from ({**day, **standing} for day in days for standing in standings(filters))
        return
    yield {}
    if name == "as_of":
        yield from standings(filters)


def every_id() -> Iterator[str]:
    """Yield the id of every row that a list may know by it, whatever its type."""
    for other in RESOURCES.values():
        rows = other.filterset_class._meta.model._default_manager.live(timezone.now())
        yield from map(str, rows.values_list("public_id", flat=True))


def standings(filters: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield how something can stand, or be told to, on a day."""
    for name in ("status", "standing"):
        if name in filters:
            yield from ({name: str(value)} for value, _ in filters[name].extra["choices"])


def candidates(resource: str, name: str, filter_: Any) -> Iterator[str]:
    """Yield the values that a parameter may be asked for in this newsroom."""
    at = timezone.now()
    choices = [str(value) for value, _ in filter_.extra.get("choices") or ()]
    if isinstance(filter_, RecordFilter):
        records = RECORD_TYPES[filter_.type].model._default_manager.live(at)  # type: ignore[attr-defined]
        yield from records.values_list("slug", flat=True)
    elif name.startswith("held_by"):
        yield from HOLDERS
    elif name == "participant__all":
        yield from ("antony-blinken,qin-gang", "antony-blinken")
    elif isinstance(filter_, IdsFilter):
        yield str(ids(resource)[0])
    elif isinstance(filter_, django_filters.UUIDFilter):
        yield from every_id()
    elif choices:
        yield from choices
    elif isinstance(filter_, PartialDateFilter):
        yield from DAYS
    elif isinstance(filter_, django_filters.IsoDateTimeFilter):
        told = Change.objects.numbered().order_by("-at").values_list("at", flat=True).distinct()
        yield from (*MOMENTS, *(moment.isoformat() for moment in told if moment))
    else:
        yield from WORDS
