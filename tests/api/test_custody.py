"""Custody: who was held on a day, by whom, where, and for how long."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from briefings import ledger
from briefings.models import CustodyEvent, PartialDate
from tests.api.cases import Cases
from tests.api.conftest import Get
from tests.factories import between, since

Ids = Callable[..., list[str]]
Names = Callable[..., set[str]]


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


def test_who_is_free_by_one_detention_and_possibly_held_by_another_is_possibly_held(
    cases: Cases, get: Get
) -> None:
    event = CustodyEvent.objects.get(detention=cases.detentions["otto"])
    event.on = PartialDate.parse("2021")
    event.save()

    otto = get(f"detainees/{cases.people['otto'].public_id}/", as_of="2021-06-01").json()

    assert (otto["status"], otto["status_possibly"]) == ("held", ["held", "free"])
    assert sorted(held["status"] for held in otto["detentions"]) == ["free", "held"]


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


def test_a_detention_tells_each_place_of_the_day(cases: Cases, get: Get) -> None:
    def told(day: str, **asked: str) -> list[tuple[str, str]]:
        rows = get("detentions/", as_of=day, detainee="ada", **asked).json()["results"]
        return [
            (each["place"]["label"], each["match"]) for row in rows for each in row["place_during"]
        ]

    assert told("2018-01-01", place="northgate") == [("Northgate", "certainly")]
    assert told("2020-01-10", place="northgate") == [
        ("Northgate", "certainly"),
        ("Southgate", "certainly"),
    ]
    assert told("2020", place="southgate") == [
        ("Northgate", "possibly"),
        ("Southgate", "possibly"),
    ]
    assert told("2016-09-10", place="northgate") == [("Northgate", "possibly")]


def test_the_day_decides_what_is_told(cases: Cases, get: Get) -> None:
    ada = f"detainees/{cases.people['ada'].public_id}/"

    early = get(ada, as_of="2016-09-10").json()
    assert (early["status"], early["status_possibly"]) == ("held", ["held"])
    assert early["days_held"] == {"minimum": 0, "maximum": 9}
    assert early["detentions"][0]["said_possibly"] == ["place", "charge"]

    later = get(ada, as_of="2016-10-10").json()
    assert (later["status"], later["status_possibly"]) == ("held", [])
    assert later["days_held"] == {"minimum": 10, "maximum": 39}
    [case] = later["detentions"]
    assert case["held_by"]["label"] == "China"
    assert (case["place"]["label"], case["charge"]) == ("Northgate", "Espionage")
    assert (case["sentence"], case["said_possibly"]) == (None, [])

    now = get(ada).json()
    assert (now["status"], now["days_held"]["minimum"]) == ("free", 2980)
    assert now["days_held"]["maximum"] == 3009
    [case] = now["detentions"]
    assert (case["place"]["label"], case["sentence"]) == ("Southgate", "Ten years")
    assert case["said_possibly"] == []
    [ahead] = get(ada, as_of="2090-01-01").json()["detentions"]
    assert ahead["said_possibly"] == ["place", "charge", "sentence"]

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
    ledger.read_state()

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
    ledger.read_state()

    for address in (
        f"custody-events/{event.public_id}/",
        f"detentions/{cases.detentions['otto'].public_id}/",
    ):
        answer = get(address)
        assert answer.status_code == 200
        assert "Deadline" not in answer.content.decode()
        assert "forced" not in answer.content.decode()
