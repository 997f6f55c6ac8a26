"""What the editor of a body finds when a record or a source is looked for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from briefings.actions import editions
from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
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
from tests.factories import row_of

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


def test_what_is_no_stub_is_refused_with_every_reason(desk: Person) -> None:
    refused = desk("reporter").post(STUBS, {"kind": "article", "name": " "})

    assert refused.status_code == 422
    assert refused.json()["reasons"] == [
        "Choose a person or an organization.",
        "It needs a name.",
    ]


def test_a_stub_is_published_once_it_is_complete(desk: Person) -> None:
    eve = desk("editor")
    stub = row_of(Official, full_name="Wang Xiaohong", stub=True)
    page = eve.open(stub)
    assert "It is a stub, entered while a text was written: complete it" in text_of(page)
    eve.press(stub, "publish")
    assert not public(stub)

    page.get_element_by_id("id_stub").checked = False
    eve.send_shown(page, stub)

    eve.press(stub, "publish")
    assert public(stub)
    assert not eve.open(stub).xpath("//*[@id='id_stub']")


def test_whose_name_is_withheld_is_found_by_it_and_called_as_readers_are_told(desk: Person) -> None:
    told = {"name_withheld": True, "description": "An American teacher", "slug": "a-teacher"}
    row_of(DetaineeName, detainee=row_of(Detainee, full_name="Ada Quill", **told), name="艾达")

    assert found(desk("reporter"), "names", "quill") == [("An American teacher", "detainee")]
    assert found(desk("reporter"), "names", "艾") == [("An American teacher", "detainee")]


def test_a_source_is_found_by_title_or_publisher(desk: Person) -> None:
    row_of(Source, publisher="US Department of State", title="A schedule")

    assert found(desk("reporter"), "sources", "state") == [("A schedule", "US Department of State")]
    assert found(desk("reporter"), "sources", "Xinhua") == []


@pytest.mark.parametrize("kind", ["names", "sources"])
def test_nobody_else_finds_anything(db: None, kind: str) -> None:
    answer = Client().get(f"/admin/briefings/identity/{kind}/", {"q": "a"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("kind", ["names", "sources", "statements", "images"])
def test_who_has_no_role_yet_finds_nothing(db: None, kind: str) -> None:
    newcomer = Desk(User.objects.create(username="new", is_staff=True))

    assert newcomer.get(f"/admin/briefings/identity/{kind}/", {"q": "a"}).status_code == 403
