"""People in custody for the newsroom's pages: invented, all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefings.models import (
    AgendaItem,
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExchangeSide,
    Meeting,
    Nationality,
    Official,
    PartialDate,
    Participant,
    Place,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Visit,
)
from tests.factories import row_of

STATUSES = {"detained": "held", "released": "free", "exchanged": "free"} | dict.fromkeys(
    ("exit_ban", "missing"), "restricted"
)
Event = tuple[str, str]


def case(
    name: str,
    country: Country,
    events: Sequence[Event],
    live: Mapping[str, Any],
    **fields: Any,
) -> Detainee:
    """Return a live detainee whom the country detained, with events of a kind and a day each."""
    last = name.split()[-1]
    detainee: Detainee = row_of(
        Detainee,
        full_name=name,
        short_name=last,
        sort_name=f"{last}, {name.removesuffix(last).strip()}",
        **{"slug": name.lower().replace(" ", "-"), **live, **fields},
    )
    detention(detainee, country, events, live)
    return detainee


def detention(
    detainee: Detainee,
    country: Country,
    events: Sequence[Event],
    live: Mapping[str, Any],
    **fields: Any,
) -> Detention:
    """Return a live detention with events of a kind and a day each."""
    row: Detention = row_of(Detention, detainee=detainee, country=country, **live, **fields)
    for kind, on in events:
        event(row, kind, on, live)
    return row


def event(
    detention: Detention, kind: str, on: str, live: Mapping[str, Any], **fields: Any
) -> CustodyEvent:
    """Return a live event of a detention; its kind says what status it leads to."""
    row: CustodyEvent = row_of(
        CustodyEvent,
        detention=detention,
        kind=kind,
        on=PartialDate.parse(on),
        status=STATUSES.get(kind, ""),
        **live,
        **fields,
    )
    return row


def met(country: Country, here: Official, there: Official, live: Mapping[str, Any]) -> Meeting:
    """Return a live meeting of two officials in a country, held on 18 June 2023."""
    meeting: Meeting = row_of(Meeting, on=PartialDate.parse("2023-06-18"), country=country, **live)
    for one in (here, there):
        row_of(Participant, meeting=meeting, official=one, **live)
    row_of(StatusChange, meeting=meeting, on=PartialDate.parse("2023-06-18"), **live)
    return meeting


def journey(to: Country, by: Official, live: Mapping[str, Any]) -> Visit:
    """Return a live visit of an official to a country, from 18 June 2023."""
    visit: Visit = row_of(Visit, starts=PartialDate.parse("2023-06-18"), **live)
    row_of(Stop, visit=visit, country=to)
    row_of(Participant, meeting=None, visit=visit, official=by, **live)
    return visit


def said(by: Official, about: Detainee, source: Source, live: Mapping[str, Any]) -> Statement:
    """Return a live statement of an official about a case."""
    statement: Statement = row_of(
        Statement,
        official=by,
        words="The case was dealt with by law.",
        said_on=PartialDate.parse("2023-06-18"),
        **live,
    )
    row_of(StatementSubject, statement=statement, record=about)
    row_of(Citation, source=source, official=None, statement=statement)
    return statement


def exchange(country: Country, people: Sequence[Detainee], live: Mapping[str, Any]) -> Exchange:
    """Return a live exchange, on 1 July 2024, that ends the first detention of each."""
    row: Exchange = row_of(
        Exchange, on=PartialDate.parse("2024-07-01"), words="Two for two.", **live
    )
    row_of(ExchangeSide, exchange=row, country=country)
    for one in people:
        event(one.detentions.get(), "exchanged", "2024-07-01", live, exchange=row)
    return row


def populate(
    china: Country,
    empire: Country,
    officials: Sequence[Official],
    source: Source,
    live: Mapping[str, Any],
) -> Detainee:
    """Return Nora Vane, detained in May 2022 and exchanged with Otto Lind on 1 July 2024.

    Her case was raised at a meeting of the first two of the officials, and the first spoke of it.
    """
    nora = case("Nora Vane", china, [("detained", "2022-05")], live, occupation="Engineer")
    otto = case("Otto Lind", china, [("detained", "2023-01-02")], live)
    for one in (nora, otto):
        row_of(Nationality, detainee=one, country=china)
    row_of(DetaineeName, detainee=nora, name="诺拉", language="zh", script="Hans", kind="native")
    prison = row_of(Place, name="North Prison", slug="north-prison", country=china, **live)
    held = nora.detentions.get()
    charged = event(held, "charged", "2022-09-01", live, charge="Espionage", place=prison)
    row_of(Citation, source=source, official=None, custodyevent=charged)
    exchange(china, [nora, otto], live)
    meeting = met(china, officials[0], officials[1], live)
    row_of(AgendaItem, meeting=meeting, topic=None, detainee=nora, stage="raised", side="visitor")
    said(officials[0], nora, source, live)
    journey(china, officials[1], live)
    journey(empire, officials[0], live)
    return nora
