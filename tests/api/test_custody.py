"""Custody: who was held on a day, by whom, where, and for how long."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
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
    PartialDate,
    Place,
)
from tests.api.conftest import Get
from tests.factories import between, row_of, since

Ids = Callable[..., list[str]]
Names = Callable[..., set[str]]


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


@pytest.fixture
def cases(db: None) -> Cases:
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
    ledger.standing()
    return cases


@pytest.fixture
def names(get: Get) -> Names:
    """Return a function that gives the first names of the detainees that a question finds."""

    def read(**asked: Any) -> set[str]:
        answer = get("detainees/", **asked)
        assert answer.status_code == 200, answer.content
        return {row["slug"] for row in answer.json()["results"]}

    return read


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "ada otto ines"),
        ("status=held", "otto"),
        ("status=free", "ada ines"),
        ("status=restricted", ""),
        ("as_of=2018-06-01", "ada"),
        ("as_of=2018-06-01&status=restricted", "otto"),
        ("as_of=2016-09-10", "ada"),
        ("as_of=2016-09-10&date_match=certain", ""),
        ("as_of=2016-10-01&date_match=certain", "ada"),
        ("as_of=2024-11-27", "ada otto"),
        ("as_of=2024-11-28", "otto"),
        ("as_of=2015", "ines"),
        ("as_of=2015&date_match=certain", "ines"),
        ("as_of=2016&date_match=certain", ""),
        ("as_of=1999", ""),
        ("held_by=CN", "ada ines"),
        ("held_by=the-band", "otto"),
        ("held_by=nobody", ""),
        ("held_by=CN&as_of=2015-06-01", ""),
        ("held_by=peru&as_of=2015-06-01", "ines"),
        ("place=northgate", ""),
        ("place=northgate&as_of=2018-01-01", "ada"),
        ("place=northgate&as_of=2020-01-10", "ada"),
        ("place=northgate&as_of=2020-01-11", ""),
        ("place=southgate&as_of=2020-01-10", "ada"),
        ("held_in=CN&as_of=2018-01-01", "ada"),
        ("held_in=CN&as_of=2021-01-01", ""),
        ("held_in=PE&as_of=2021-01-01", "ada"),
        ("held_in=PE&as_of=2015-06-01", "ines"),
        ("held_in=CN&as_of=2010-06-01&date_match=certain", "ines"),
        ("nationality=peru", "ada"),
        ("nationality=CN", ""),
        ("q=vance", "ada"),
        ("q=nobody", ""),
    ],
)
def test_detainees_are_found_by(asked: str, found: str, cases: Cases, names: Names) -> None:
    question = dict(part.split("=") for part in asked.split("&") if part)

    assert names(**question) == set(found.split())


def test_who_is_free_by_one_detention_and_held_by_another_is_held(
    cases: Cases, names: Names, get: Get
) -> None:
    otto = get(f"detainees/{cases.people['otto'].public_id}/").json()

    assert "otto" not in names(status="free")
    assert (otto["status"], otto["status_label"]) == ("held", "Held")
    assert [held["status"] for held in otto["detentions"]] == ["held", "free"]


def test_detentions_are_found_by_the_same_questions(cases: Cases, ids: Ids) -> None:
    def keys(**asked: Any) -> set[str]:
        found = ids("detentions/", **asked)
        return {key for key, row in cases.detentions.items() if str(row.public_id) in found}

    assert keys(status="held") == {"otto"}
    assert keys(as_of="2018-06-01", status="restricted") == {"otto in peru"}
    assert keys(held_by="CN") == {"ada", "ines in china"}
    assert keys(detainee="ines") == {"ines in china", "ines in peru"}
    assert keys(nationality="PE") == {"ada"}
    assert keys(exchange=cases.exchange.public_id) == {"ada"}
    assert keys(place="northgate", as_of="2017") == {"ada"}
    assert keys(q="band") == {"otto"}


def test_the_day_decides_what_is_told(cases: Cases, get: Get) -> None:
    ada = f"detainees/{cases.people['ada'].public_id}/"

    early = get(ada, as_of="2016-09-10").json()
    assert (early["status"], early["status_possibly"]) == ("held", ["held"])
    assert early["days_held"] == {"minimum": 0, "maximum": 9}

    later = get(ada, as_of="2016-10-10").json()
    assert (later["status"], later["status_possibly"]) == ("held", [])
    assert later["days_held"] == {"minimum": 10, "maximum": 39}
    [case] = later["detentions"]
    assert case["held_by"]["label"] == "China"
    assert (case["place"]["label"], case["charge"]) == ("Northgate", "Espionage")
    assert case["sentence"] is None

    now = get(ada).json()
    assert (now["status"], now["days_held"]["minimum"]) == ("free", 2980)
    assert now["days_held"]["maximum"] == 3009
    [case] = now["detentions"]
    assert (case["place"]["label"], case["sentence"]) == ("Southgate", "Ten years")

    before = get(ada, as_of="1999-01-01").json()
    assert (before["status"], before["status_label"]) == (None, None)
    assert before["days_held"] == {"minimum": 0, "maximum": 0}


def test_since_when_is_not_known_has_no_greatest_number_of_days(cases: Cases, get: Get) -> None:
    event = CustodyEvent.objects.get(detention=cases.detentions["otto"])
    event.on = PartialDate.parse("../2021-05-01")
    event.save()

    otto = get(f"detainees/{cases.people['otto'].public_id}/", as_of="2021-05-11").json()

    assert (otto["status"], otto["days_held"]) == ("held", {"minimum": 10, "maximum": None})


def test_the_days_of_several_detentions_are_added(cases: Cases, get: Get) -> None:
    ines = get(f"detainees/{cases.people['ines'].public_id}/").json()

    assert ines["days_held"] == {"minimum": 364 + 364, "maximum": 364 + 364}


def test_a_list_tells_of_the_day_that_it_was_asked_of(cases: Cases, get: Get) -> None:
    [ines] = get("detainees/", as_of="2015-06-01").json()["results"]
    answer = get("detainees/", as_of="2015-06-01").json()

    assert (ines["status"], ines["days_held"]["minimum"]) == ("held", 364 + 151)
    assert answer["meta"]["as_of"] == "2015-06-01"
    assert get("detainees/", as_of="soon").status_code == 400
    assert get(f"detainees/{ines['id']}/", as_of="soon").status_code == 400


def test_a_detention_holds_its_events_in_order(cases: Cases, get: Get) -> None:
    detention = get(f"detentions/{cases.detentions['ada'].public_id}/").json()

    assert [event["kind"] for event in detention["events"]] == [
        *("detained", "sentenced", "moved", "exchanged")
    ]
    assert detention["detainee"]["label"] == "Ada Vance"
    assert detention["events"][3]["exchange"] == str(cases.exchange.public_id)
    assert detention["events"][1]["status"] is None


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


@pytest.mark.parametrize("state", ["entered", "embargoed", "retracted"])
def test_an_event_that_is_not_public_counts_nowhere(
    state: str, cases: Cases, names: Names, get: Get
) -> None:
    now = timezone.now()
    periods = {
        "entered": {"live_period": None},
        "embargoed": {"live_period": since(now + timedelta(days=1))},
        "retracted": {
            "live_period": between(now - timedelta(hours=1), now),
            "retraction_reason": "wrong",
        },
    }
    event = cases.event("otto", "released", "free", "2022-01-01", note="Let go.", **periods[state])
    ledger.standing()

    otto = get(f"detainees/{cases.people['otto'].public_id}/").json()
    detention = get(f"detentions/{cases.detentions['otto'].public_id}/").json()

    assert names(status="held") == {"otto"}
    assert otto["status"] == "held"
    assert [held["kind"] for held in detention["events"]] == ["detained"]
    assert (
        get("custody-events/", detainee="otto", kind="released", on_or_after="2020").json()[
            "results"
        ]
        == []
    )
    assert get(f"custody-events/{event.public_id}/").status_code in (404, 410)


def test_a_retracted_event_leaves_a_tombstone_without_a_name(cases: Cases, get: Get) -> None:
    event = CustodyEvent.objects.get(kind="sentenced")
    event.live_period = between(event.live_period.lower, timezone.now())
    event.retraction_reason = "wrong"
    event.save()
    connection.check_constraints()

    answer = get(f"custody-events/{event.public_id}/")
    told = get("changes/", type="custody-event,detainee", limit=1000).json()["results"][-2:]

    assert answer.status_code == 410
    assert (answer.json()["label"], answer.json()["slug"]) == (None, None)
    assert {(change["type"], change["op"]) for change in told} == {
        ("custody-event", "withdrawn"),
        ("detainee", "updated"),
    }


def test_why_an_event_was_forced_is_the_newsroom_s_own(cases: Cases, get: Get) -> None:
    event = cases.event("otto", "other", "", "2022", approved_by=None, forced_reason="Deadline")
    ledger.standing()

    for address in (
        f"custody-events/{event.public_id}/",
        f"detentions/{cases.detentions['otto'].public_id}/",
    ):
        answer = get(address)
        assert answer.status_code == 200
        assert "Deadline" not in answer.content.decode()
        assert "forced" not in answer.content.decode()
