"""Custody events and exchanges: what they are found by, and who was exchanged."""

from collections.abc import Callable

import pytest

from briefings.models import Country, ExchangeSide
from tests.api.cases import Cases
from tests.api.conftest import Get
from tests.factories import row_of

Ids = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "sentenced"}, ["sentenced"]),
        ({"kind__in": "moved,exchanged", "ordering": "on"}, ["moved", "exchanged"]),
        ({"status": "restricted"}, ["exit_ban"]),
        ({"place": "southgate"}, ["moved"]),
        ({"detainee": "otto", "ordering": "on"}, ["exit_ban", "released", "detained"]),
        ({"on_or_after": "2021", "ordering": "on"}, ["detained", "exchanged"]),
        ({"on_or_after": "2016-09-15", "on_or_before": "2016-09-20"}, ["detained"]),
        ({"on_or_after": "2016-09-15", "on_or_before": "2016", "date_match": "certain"}, []),
        ({"q": "espionage"}, ["detained"]),
        ({"q": "vance -espionage", "ordering": "on"}, ["sentenced", "moved", "exchanged"]),
    ],
)
def test_events_are_found_by(
    asked: dict[str, str], found: list[str], cases: Cases, get: Get
) -> None:
    assert [row["kind"] for row in get("custody-events/", **asked).json()["results"]] == found


def test_events_are_found_by_what_they_are_part_of(cases: Cases, ids: Ids) -> None:
    detention, exchange = cases.detentions["otto in peru"], cases.exchange

    assert len(ids("custody-events/", detention=detention.public_id)) == 2
    assert len(ids("custody-events/", exchange=exchange.public_id)) == 1


def test_an_exchange_names_its_sides_and_who_was_exchanged(cases: Cases, get: Get) -> None:
    secret = row_of(Country, name="Ruritania")
    row_of(ExchangeSide, exchange=cases.exchange, country=secret)
    cases.event("otto", "exchanged", "free", "2024-11-27", exchange=cases.exchange)
    cases.event("ines in peru", "exchanged", "free", "", exchange=cases.exchange, live_period=None)

    exchange = get(f"exchanges/{cases.exchange.public_id}/").json()

    assert [side["label"] for side in exchange["sides"]] == ["China"]
    assert [one["detainee"]["label"] for one in exchange["exchanged"]] == [
        *("Ada Vance", "Otto Brandt")
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"country": "CN"}, 1),
        ({"country": "PE"}, 0),
        ({"organization": "the-band"}, 0),
        ({"place": "northgate"}, 0),
        ({"on_or_after": "2024-11"}, 1),
        ({"on_or_before": "2023"}, 0),
        ({"q": "ada"}, 1),
        ({"q": "otto"}, 0),
    ],
)
def test_exchanges_are_found_by(asked: dict[str, str], found: int, cases: Cases, ids: Ids) -> None:
    assert len(ids("exchanges/", **asked)) == found
