"""The search box of the sidebar finds records by any name, and nothing that one may not see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from briefings.actions.merging import merge
from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Meeting,
    Office,
    Official,
    OfficialName,
    Organization,
    Place,
    Source,
    StatusChange,
    Tenure,
    Topic,
    Visit,
)
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url, text_of
from tests.admin.test_query_budgets import BUDGETS
from tests.factories import row_of

SEARCH = "/admin/search/?q="
NAMED_BY: dict[str, tuple[type[Model], ...]] = {
    "full_name": (Official, Detainee),
    "title": (Meeting, Visit, Office, Source),
    "name": (Place, Country, Organization, Topic),
}


def found(person: Desk, typed: str) -> dict[str, list[str]]:
    """Return what is found, by kind: each in the words that are shown."""
    page = person.open(f"{SEARCH}{typed}")
    return {
        text_of(section.find("h2")): [text_of(line) for line in section.iter("li")][:-1]
        for section in page.xpath("//*[@class='desk-search-page']/section")
    }


def test_an_official_is_found_by_each_name_with_the_office_of_today(desk: Person) -> None:
    qin = row_of(Official, full_name="Qin Gang", sort_name="Qin, Gang")
    row_of(OfficialName, official=qin, name="秦刚")
    row_of(Tenure, official=qin, office=row_of(Office, title="Foreign minister"), started="2022")
    Tenure.objects.update(end_status="current")
    clare = desk("editor")

    for typed in ("Qin Gang", "qin", "gang q", "秦刚"):
        [line] = found(clare, typed)["Officials"]
        assert line.startswith("Qin Gang Foreign minister")
        assert line.endswith("not published")
    assert f'href="{change_url(qin)}"' in clare.get(f"{SEARCH}秦刚").content.decode()
    assert found(clare, "Wang") == {}


def test_what_was_merged_or_retracted_is_found_last_and_says_so(desk: Person) -> None:
    cleo = desk("publisher")
    twice, once = (row_of(Official, full_name=name) for name in ("Qin Gang", "Qin Gangs"))
    hoax = row_of(Official, full_name="Qin Gang of Wuhan")
    merge(by=cleo.person, survivor=once, merged=twice, reason="Twice")
    cleo.press(hoax, "publish")
    cleo.press(hoax, "retract", reason="wrong")

    lines = found(cleo, "Qin Gang")["Officials"]

    assert lines[0].startswith("Qin Gangs")
    assert any(line.startswith("Qin Gang ") and "merged" in line for line in lines[1:])
    assert any(line.startswith("Qin Gang of W") and "retracted" in line for line in lines[1:])
    assert b"Wuhan" not in cleo.get("/admin/briefings/identity/names/?q=qin").content


def test_meetings_visits_places_offices_and_sources_are_told_apart(desk: Person) -> None:
    palace = row_of(Place, name="Diaoyutai palace")
    meeting = row_of(Meeting, title="Talks at Diaoyutai", on="2023-06-18", place=palace)
    row_of(StatusChange, meeting=meeting, status="held", on="2023-06-18")
    row_of(Visit, title="To Diaoyutai", starts="2023-06-18", ends="2023-06-19")
    row_of(Office, title="Keeper of Diaoyutai")
    row_of(Source, title="Readout from Diaoyutai", publisher="Xinhua")

    lines = found(desk("reporter"), "diaoyutai")

    assert {*lines} == {"Meetings", "Visits", "Places", "Offices", "Sources"}
    assert "18 June 2023, Diaoyutai palace, Held" in lines["Meetings"][0]
    assert "18 June 2023 – 19 June 2023" in lines["Visits"][0]
    assert "Xinhua" in lines["Sources"][0]


def test_a_draft_is_found_by_those_who_may_see_it(desk: Person) -> None:
    ana, ben, clare = desk("reporter"), desk("reporter"), desk("editor")
    draft = newsroom.draft(ana.person)
    draft.headline = "Unheard of"
    draft.save()

    assert [line.split(" draft")[0] for line in found(ana, "unheard")["Articles"]] == ["Unheard of"]
    assert "Articles" in found(clare, "unheard")
    assert found(ben, "unheard") == {}


def test_a_withheld_name_finds_the_person_at_the_desk_alone(desk: Person) -> None:
    ada = row_of(
        Detainee,
        slug="a-teacher",
        full_name="Ada Quill",
        description="A teacher",
        name_withheld=True,
    )
    row_of(DetaineeName, detainee=ada, name="Adele Quill")

    assert "withheld" in found(desk("editor"), "Adele")["Detainees"][0]


def test_little_or_nothing_typed_finds_nothing(desk: Person) -> None:
    row_of(Official, full_name="Qin Gang")
    clare = desk("editor")

    for typed in ("", "q", "%00", "%20"):
        assert found(clare, typed) == {}
    assert "Type two letters or more." in text_of(clare.open(f"{SEARCH}q"))


def test_strangers_are_sent_to_sign_in(client: Desk, db: None) -> None:
    assert client.get(f"{SEARCH}qin").headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("count", [1, 7])
def test_what_it_costs_does_not_grow_with_the_rows(desk: Person, count: int) -> None:
    clare = desk("editor")
    for number in range(count):
        for field, models in NAMED_BY.items():
            for model in models:
                row_of(model, **{field: f"Diaoyu {number}"})
        draft = newsroom.draft(clare.person)
        draft.headline = f"Diaoyu {number}"
        draft.save()

    with CaptureQueriesContext(connection) as asked:
        page = clare.get(f"{SEARCH}diaoyu&part=").content.decode()

    assert page.count('role="group"') == 11
    assert len(asked) <= BUDGETS["desk"]["search"]
