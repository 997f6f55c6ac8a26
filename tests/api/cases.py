"""Invented people in custody, whose days and holders the tests work out by hand."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from briefings import ledger
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    ExchangeSide,
    Nationality,
    Organization,
    Place,
)
from tests.factories import row_of, since


@dataclass
class Cases:
    """Invented people: Ada, Otto and Ines, and who held them.

    Ada was held by China from September 2016 and exchanged on 27 November 2024; Otto is held by a
    group, and was under an exit ban of Peru's in 2018; Ines was held by China in 2010 and Peru in
    2015.
    """

    live: dict[str, Any]
    china: Country
    peru: Country
    people: dict[str, Detainee] = field(default_factory=dict)
    detentions: dict[str, Detention] = field(default_factory=dict)
    exchange: Any = None

    def event(self, detention: str, kind: str, status: str, on: str, **more: Any) -> CustodyEvent:
        """Let something happen in a detention."""
        chain = self.detentions[detention]
        event = {"kind": kind, "status": status, "on": on, **self.live, **more}
        return row_of(CustodyEvent, detention=chain, **event)


def published_cases() -> Cases:
    """Publish the cases an hour ago; the ledger has told of them."""
    live = {"live_period": since(timezone.now() - timedelta(hours=1))}
    china = row_of(Country, name="China", slug="china", code="CN", **live)
    peru = row_of(Country, name="Peru", slug="peru", code="PE", **live)
    group = row_of(Organization, name="The Band", slug="the-band", **live)
    cases = Cases(live, china, peru)
    northgate = row_of(Place, name="Northgate", slug="northgate", country=china, **live)
    southgate = row_of(Place, name="Southgate", slug="southgate", country=peru, **live)
    for name, full_name in (("ada", "Ada Vance"), ("otto", "Otto Brandt"), ("ines", "Ines Roca")):
        cases.people[name] = row_of(Detainee, full_name=full_name, slug=name, **live)
    row_of(Nationality, detainee=cases.people["ada"], country=peru)
    for key, holder in (
        ("ada", {"country": china}),
        ("otto", {"country": None, "organization": group}),
        ("otto in peru", {"country": peru}),
        ("ines in china", {"country": china}),
        ("ines in peru", {"country": peru}),
    ):
        person = cases.people[key.partition(" ")[0]]
        cases.detentions[key] = row_of(Detention, detainee=person, **holder, **live)
    cases.exchange = row_of(Exchange, on="2024-11-27", words="Three for three", **live)
    row_of(ExchangeSide, exchange=cases.exchange, country=china)
    cases.event("ada", "detained", "held", "2016-09", place=northgate, charge="Espionage")
    cases.event("ada", "sentenced", "", "2018-07-25", sentence="Ten years")
    cases.event("ada", "moved", "", "2020-01-10", place=southgate)
    cases.event("ada", "exchanged", "free", "2024-11-27", exchange=cases.exchange)
    cases.event("otto", "detained", "held", "2021-05-01")
    cases.event("otto in peru", "exit_ban", "restricted", "2018-02-01")
    cases.event("otto in peru", "released", "free", "2018-12-01")
    cases.event("ines in china", "detained", "held", "2010-01-01")
    cases.event("ines in china", "released", "free", "2010-12-31")
    cases.event("ines in peru", "detained", "held", "2015-01-01")
    cases.event("ines in peru", "released", "free", "2015-12-31")
    ledger.read_state()
    return cases
