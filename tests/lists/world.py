"""A newsroom in which every parameter of every list keeps some rows and leaves others out."""

from datetime import timedelta
from typing import Any

from briefings import ledger
from briefings.models import (
    AgendaItem,
    Article,
    Country,
    CustodyEvent,
    Detainee,
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
from tests.databases import analyse
from tests.factories import approved, row_of, since
from tests.pages.detained import case, detention, event, exchange
from tests.pages.newsroom import RECORDED, Newsroom, official, open_newsroom, wording


def open_lists() -> Newsroom:
    """Publish a newsroom with two or more different rows in each list; the ledger has told it."""
    newsroom = open_newsroom()
    live = {"live_period": since(RECORDED)}
    peru = row_of(Country, name="Peru", slug="peru", code="PE", **live)
    band = row_of(Organization, name="The Band", slug="the-band", country=peru, **live)
    row_of(Image, **live)
    ledger.read_state()
    row_of(Country, name="Laos", slug="laos", code="LA", **live)
    row_of(Organization, name="NATO", slug="nato", **live)
    ledger.read_state()
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
    row_of(
        Tenure,
        official=rosa,
        office=envoy,
        started="2024",
        ended="2025",
        end_status="ended",
        **live,
    )
    receive(newsroom, peru, band, lima, trade, rosa, live)
    detain(newsroom, peru, band, lima, live)
    row_of(Image, rights="public_domain", caption="Talks in Lima", **live)
    piece(newsroom, rosa, peru, trade, envoy, band)
    ledger.read_state()
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
    nora = Detainee.objects.get(slug="nora-vane")
    row_of(AgendaItem, meeting=None, visit=visit, topic=None, detainee=nora, stage="raised")
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
    before = detention(ines, china, [], live)
    event(before, "detained", "2008-01-01", live)
    swap.on = "2010-05-01"
    swap.place = lima
    swap.save()
    row_of(
        CustodyEvent,
        detention=before,
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
