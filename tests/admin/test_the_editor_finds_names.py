"""What the editor of a body finds when a record or a source is looked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.actions import editions
from briefings.actions.stubs import Stub, lacks
from briefings.models import (
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Nationality,
    Office,
    Official,
    OfficialName,
    Organization,
    Place,
    Source,
    Tenure,
    Topic,
)
from tests.admin.conftest import Desk, Person, public, text_of
from tests.factories import row_of, since

STUBS = "/admin/briefings/identity/stubs/"


def found(desk: Desk, kind: str, words: str, day: str = "") -> list[tuple[str, str]]:
    """Return the label and the note of each result."""
    answer = desk.get(f"/admin/briefings/identity/{kind}/", {"q": words, "day": day}).json()
    return [(result["label"], result["note"]) for result in answer["results"]]


def test_a_record_is_found_by_any_of_its_names_once(desk: Person) -> None:
    ana, qin = desk("reporter"), row_of(Official, full_name="Qin Gang", slug="qin-gang")
    for name in ("秦刚", "Chin Gang"):
        row_of(OfficialName, official=qin, name=name)
    row_of(Topic, name="Fentanyl")

    assert found(ana, "names", "gang") == [("Qin Gang", "official")]
    assert found(ana, "names", "秦") == [("Qin Gang", "official")]
    assert found(ana, "names", "nobody") == []
    assert found(ana, "names", "gang\0") == [("Qin Gang", "official")]


def test_people_come_first_with_the_office_of_the_day(desk: Person) -> None:
    ana, qin = desk("reporter"), row_of(Official, full_name="Petrović Qin", slug="qin")
    row_of(OfficialName, official=qin, name="Цинь Ган")
    minister = row_of(Office, title="Foreign Minister of China")
    days = {"started": "2022-12-30", "ended": "2023-07-25", "end_status": "ended"}
    row_of(Tenure, official=qin, office=minister, **days)
    row_of(Official, full_name="Qing Other", slug="qing")
    row_of(Place, name="Qinhuangdao")
    row_of(Organization, name="Office of Qin")
    row_of(Country, name="Land of Qin", code="QQ")

    assert found(ana, "names", "qin", "2023-06-18") == [
        ("Petrović Qin", "Foreign Minister of China"),
        ("Qing Other", "official"),
        ("Qinhuangdao", "place"),
        ("Land of Qin", "country"),
        ("Office of Qin", "organization"),
    ]
    assert found(ana, "names", "petrovic", "2024-01-01") == [("Petrović Qin", "official")]
    assert found(ana, "names", "Цинь", "2023-06-18") == [
        ("Petrović Qin", "Foreign Minister of China")
    ]
    assert found(ana, "names", "qin petr", "no day") == [("Petrović Qin", "official")]
    assert found(ana, "names", "qin petr", "2023-02-31") == [("Petrović Qin", "official")]


def test_the_name_that_is_typed_comes_before_what_is_called_after_it(desk: Person) -> None:
    ana = desk("reporter")
    row_of(Place, name="Square of Beijing")
    row_of(Topic, name="Beijing")
    row_of(Official, full_name="Beijing Other", slug="other")

    assert [label for label, _ in found(ana, "names", "beijing")] == [
        *("Beijing", "Beijing Other", "Square of Beijing"),
    ]
    assert [label for label, _ in found(ana, "names", "beij")] == [
        *("Beijing Other", "Beijing", "Square of Beijing"),
    ]


def test_no_draft_is_found_even_by_its_author(desk: Person) -> None:
    ana = desk("reporter")
    editions.create_article(by=ana.person, slug="secret-trip", headline="A secret trip")

    assert found(ana, "names", "secret") == []


def test_a_name_not_found_becomes_a_stub_that_is_not_public(desk: Person) -> None:
    ana, china = desk("reporter"), row_of(Country, name="China", code="CN")
    edition = editions.create_article(by=ana.person, slug="two-days", headline="Two days")
    form = {"kind": "official", "name": " Wang  Xiaohong", "country": china.pk}

    made = ana.post(STUBS, {**form, "edition": edition.pk}).json()["made"]

    wang = Official.objects.get(stub=True)
    assert made == {"id": str(wang.public_id), "label": "Wang Xiaohong", "note": "China"}
    assert (wang.sort_name, wang.country) == ("Wang Xiaohong", china)
    assert wang.live_period is None
    kept = Official.pgh_event_model.objects.get(pgh_obj=wang)  # type: ignore[attr-defined]
    assert kept.pgh_context.metadata["user"] == ana.person.pk
    assert kept.pgh_context.metadata["reason"] == "Named in “Two days”"


def test_a_name_near_anothers_is_asked_about_first(desk: Person) -> None:
    ana, xi = desk("reporter"), row_of(Official, full_name="Xi Jinping")
    form = {"kind": "official", "name": "Xi Jingping", "country": ""}

    near = ana.post(STUBS, form).json()["near"]
    assert [record["id"] for record in near] == [str(xi.public_id)]
    assert not Official.objects.filter(stub=True).exists()

    ana.post(STUBS, {**form, "confirmed": "Xi Jingping"})
    assert Official.objects.get(stub=True).full_name == "Xi Jingping"


def test_a_place_becomes_a_stub_with_the_zone_of_its_country(desk: Person) -> None:
    ana = desk("reporter")
    china, chad = (row_of(Country, name=name) for name in ("China", "Chad"))
    row_of(Place, name="Beijing", country=china, time_zone="Asia/Shanghai")
    form = {"kind": "place", "name": "Diaoyutai"}

    refused = ana.post(STUBS, {**form, "country": ""})
    asked = ana.post(STUBS, {**form, "name": "Abéché", "country": chad.pk}).json()
    wrong = ana.post(STUBS, {**form, "name": "Abéché", "country": chad.pk, "time_zone": "Chad"})
    ana.post(STUBS, {**form, "country": china.pk})
    zone = {"time_zone": "Africa/Ndjamena"}
    ana.post(STUBS, {**form, "name": "Abéché", "country": chad.pk, **zone})

    assert refused.json()["reasons"] == ["A place needs its country."]
    assert zone["time_zone"] in asked["zones"]
    assert wrong.json()["reasons"] == [
        "Time zone: “Chad” is no time zone: write it as in Asia/Shanghai."
    ]
    made = Place.objects.filter(stub=True, live_period=None).order_by("id")
    assert [*made.values_list("name", "time_zone")] == [
        ("Diaoyutai", "Asia/Shanghai"),
        ("Abéché", "Africa/Ndjamena"),
    ]


def test_a_stub_of_a_detainee_makes_nothing_public_and_waits(desk: Person) -> None:
    eve, us = desk("editor"), row_of(Country, name="United States", code="US")
    form = {"kind": "detainee", "name": "Kai Li", "country": us.pk}

    made = desk("reporter").post(STUBS, form).json()["made"]

    kai = Detainee.objects.get(stub=True)
    assert made == {"id": str(kai.public_id), "label": "Kai Li", "note": "United States"}
    detention = row_of(Detention, detainee=kai, live_period=since(timezone.now()))
    event = row_of(CustodyEvent, detention=detention, live_period=since(timezone.now()))
    for row in (detention, event):
        row.refresh_from_db()
        assert not row.public_periods
    assert not public(kai)
    assert "Kai Li (a stub)" in text_of(eve.open("/admin/"))


def test_what_is_no_stub_is_refused_with_every_reason(desk: Person) -> None:
    refused = desk("reporter").post(STUBS, {"kind": "article", "name": " "})

    assert refused.status_code == 422
    assert refused.json()["reasons"] == [
        "Choose a person, an organization, a place or a detainee.",
        "It needs a name.",
    ]


def test_a_stub_is_published_once_it_is_complete(desk: Person) -> None:
    eve = desk("editor")
    china = row_of(Country)
    stub = row_of(Official, full_name="Wang Xiaohong", country=china, stub=True)
    page = text_of(eve.open(stub))
    assert "A stub, not published." in page
    assert "Cite a source for the person, or for an office they hold." in page
    assert "It is a stub, entered while a text was written: complete it first." in page
    for button in ("publish", "complete"):
        eve.press(stub, button)
    stub.refresh_from_db()
    assert stub.stub
    assert not public(stub)

    row_of(Citation, official=stub)
    assert "It lacks nothing: press Complete." in text_of(eve.open(stub))
    eve.press(stub, "complete")

    eve.press(stub, "publish")
    assert public(stub)
    assert "Complete" not in text_of(eve.open(stub))


@pytest.mark.parametrize(
    ("model", "lacking"),
    [
        (
            Official,
            [
                "Say of which country they are, or which office they hold.",
                "Cite a source for the person, or for an office they hold.",
            ],
        ),
        (Organization, []),
        (Place, ["Say what kind of place it is, or enter its coordinates."]),
        (
            Detainee,
            [
                "Say of which country they are a citizen.",
                "Enter by whom they are or were held, and what is known of it: a custody event.",
                "Cite a source for the person, or for a custody event.",
            ],
        ),
    ],
)
def test_a_stub_says_everything_that_it_lacks(
    db: None, model: type[Stub], lacking: list[str]
) -> None:
    unknown: dict[Any, dict[str, Any]] = {Place: {"kind": "other"}, Official: {"country": None}}

    assert lacks(row_of(model, stub=True, **unknown.get(model, {}))) == lacking


def test_what_a_detainee_lacks_is_entered(db: None) -> None:
    event = row_of(CustodyEvent)
    kai = event.detention.detainee
    row_of(Nationality, detainee=kai)
    row_of(Citation, official=None, custodyevent=event)

    assert lacks(kai) == []


def test_whose_name_is_withheld_is_found_by_it_and_called_as_readers_are_told(desk: Person) -> None:
    told = {"name_withheld": True, "description": "An American teacher", "slug": "a-teacher"}
    row_of(DetaineeName, detainee=row_of(Detainee, full_name="Ada Quill", **told), name="艾达")

    assert found(desk("reporter"), "names", "quill") == [("An American teacher", "detainee")]
    assert found(desk("reporter"), "names", "艾") == [("An American teacher", "detainee")]


def test_a_source_is_found_by_title_or_publisher(desk: Person) -> None:
    row_of(Source, publisher="US Department of State", title="A schedule")

    assert found(desk("reporter"), "sources", "state") == [("A schedule", "US Department of State")]
    assert found(desk("reporter"), "sources", "Xinhua") == []


def test_a_source_is_found_by_its_address_and_entered_if_it_is_not(desk: Person) -> None:
    ana, url = desk("reporter"), "https://www.state.gov/a-visit"
    address = "/admin/briefings/identity/sources/"
    row_of(
        Source, publisher="US Department of State", title="Kai Li", url="https://state.gov/kai-li"
    )
    assert found(ana, "sources", "http://www.state.gov/kai-li/") == [
        ("Kai Li", "US Department of State")
    ]

    refused = ana.post(address, {"cite-source": url})
    assert refused.status_code == 422
    assert refused.json()["reasons"] == [
        "Title of the page: It could not be read from the page: type it."
    ]
    assert refused.json()["said"]["publisher"] == "US Department of State"

    sent = {**refused.json()["said"], "source": url, "title": "A visit"}
    made = ana.post(address, {f"cite-{name}": value for name, value in sent.items()}).json()["made"]
    entered = Source.objects.get(title="A visit")
    assert (made["id"], entered.url) == (str(entered.public_id), url)


@pytest.mark.parametrize("kind", ["names", "sources"])
def test_nobody_else_finds_anything(db: None, kind: str) -> None:
    answer = Client().get(f"/admin/briefings/identity/{kind}/", {"q": "a"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("kind", ["names", "sources", "statements", "images"])
def test_who_has_no_role_yet_finds_nothing(db: None, kind: str) -> None:
    newcomer = Desk(User.objects.create(username="new", is_staff=True))

    assert newcomer.get(f"/admin/briefings/identity/{kind}/", {"q": "a"}).status_code == 403
