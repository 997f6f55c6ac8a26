"""A detainee of the small world: one row of each type that custody and statements are made of."""

from typing import Any

from briefings.models import (
    Citation,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExchangeSide,
    ExternalIdentifier,
    Image,
    Nationality,
    Official,
    Place,
    Source,
    Statement,
    StatementSubject,
)
from tests.factories import row_of

# The resources of which it makes a row.
DETAINED = (
    *("places", "detainees", "detentions", "custody-events"),
    *("exchanges", "statements", "images"),
)


def detained(official: Official, source: Source, **live: Any) -> dict[str, Any]:
    """Detain an invented person in the official's country and exchange her; return the rows.

    The official says a word about her. `live` is the period in which all is public.
    """
    country = official.country
    place = row_of(Place, name="Prison Number 1", country=country, **live)
    person = row_of(
        Detainee,
        full_name="Lena Moreau",
        occupation="Teacher",
        employer="Lycée Zola",
        **live,
    )
    row_of(DetaineeName, detainee=person, name="莫罗", language="zh", script="Hans")
    row_of(DetaineeName, detainee=person, name="Lena Moro", kind="misspelling", shown=False)
    row_of(Nationality, detainee=person, country=country)
    row_of(ExternalIdentifier, record=person, value=f"Q42{person.pk}")
    row_of(Citation, source=source, official=None, detainee=person)
    detention = row_of(Detention, detainee=person, country=country, **live)
    exchange = row_of(Exchange, on="2024-11-27", words="One for one", place=place, **live)
    row_of(ExchangeSide, exchange=exchange, country=country)
    row_of(Citation, source=source, official=None, exchange=exchange)
    event = row_of(
        CustodyEvent,
        detention=detention,
        kind="exchanged",
        status="free",
        exchange=exchange,
        on="2024-11-27",
        **live,
    )
    row_of(Citation, source=source, official=None, custodyevent=event)
    statement = row_of(
        Statement,
        official=official,
        words="She is well.",
        said_on="2023-06-19",
        occasion="At a press briefing",
        **live,
    )
    row_of(StatementSubject, statement=statement, record=person)
    row_of(Citation, source=source, official=None, statement=statement)
    rows = (place, person, detention, event, exchange, statement, row_of(Image, **live))
    return dict(zip(DETAINED, rows, strict=True))
