"""What the lists of the desk show: an office, a day, a status, and what is not public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from briefings.actions.records import retract
from briefings.actions.working_copies import be_present
from briefings.admin.navigation import GROUPS
from briefings.admin.states import person
from briefings.models import (
    Article,
    CustodyEvent,
    Detention,
    Meeting,
    Office,
    Official,
    Participant,
    Place,
    StatusChange,
    Tenure,
    Visit,
)
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, text_of
from tests.factories import row_of
from tests.factories.periods import since

LIVE = {"live_period": since(datetime(2024, 1, 1, tzinfo=UTC))}


def shown(person: Desk, model: Any, query: str = "") -> list[dict[str, str]]:
    """Return the rows of a list: what stands in each column."""
    page = person.open(f"/admin/briefings/{model._meta.model_name}/{query}")
    return [
        {
            name.removeprefix("field-"): text_of(cell)
            for cell in row.xpath(".//td | .//th")
            for name in cell.get("class", "").split()
            if name.startswith("field-")
        }
        for row in page.xpath("//table[@id='result_list']//tr[td]")
    ]


def test_an_official_stands_with_the_office_of_today(desk: Person) -> None:
    qin, wang, li = (row_of(Official, full_name=name) for name in ("Qin", "Wang", "Li"))
    ministry = row_of(Office, title="Foreign minister")
    row_of(Tenure, official=qin, office=ministry, started="2022", ended="2023", end_status="ended")
    row_of(Tenure, official=wang, office=ministry, started="2023", end_status="current")
    row_of(Tenure, official=li, office=ministry, started="2023", end_status="unknown", acting=True)

    offices = {row["full_name"]: row["offices"] for row in shown(desk("editor"), Official)}

    assert offices == {
        "Qin": "",
        "Wang": "Foreign minister",
        "Li": "possibly acting Foreign minister",
    }


def test_who_has_a_row_open_stands_beside_it(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    qin, wang = (row_of(Official, full_name=name) for name in ("Qin", "Wang"))
    draft = newsroom.draft(ana.person)

    def at(page: Model, idle: int = 0, **ago: int) -> None:
        heard = timezone.now() - timedelta(**ago)
        model = str(page._meta.model_name)
        since_then, opening = timedelta(minutes=idle), uuid4()
        be_present(
            by=ana.person, model=model, key=page.pk, opening=opening, at=heard, idle=since_then
        )

    assert not any("open_now" in row for row in shown(cleo, Official))
    at(qin, idle=4)
    at(wang, hours=1)
    at(draft)

    name = person(ana.person)
    rows = {row["full_name"]: row["open_now"] for row in shown(cleo, Official)}
    assert rows == {"Qin": f"{name}, idle 4 min", "Wang": ""}
    assert [row["open_now"] for row in shown(cleo, Article)] == [name]
    assert not any("open_now" in row for row in shown(ana, Official))


def test_live_pieces_are_listed_alone(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    newsroom.draft(ana.person)
    live = newsroom.live(ana.person, cleo.person)

    assert len(shown(cleo, Article)) == 2
    [piece] = shown(cleo, Article, "?pieces=live")
    assert piece["headline"] == live.headline


def test_a_meeting_stands_with_day_hour_place_and_status(desk: Person) -> None:
    palace = row_of(Place, name="Diaoyutai", time_zone="Asia/Shanghai")
    talks = row_of(
        Meeting, title="Talks", place=palace, starts_at=datetime(2023, 6, 18, 6, 30, tzinfo=UTC)
    )
    row_of(StatusChange, meeting=talks, status="held", on="2023-06-18")

    [row] = shown(desk("editor"), Meeting)

    hour = "14:30 in Diaoyutai (UTC+8)"
    assert (row["day"], row["place"]) == (f"18 June 2023, {hour}", "Diaoyutai")
    assert "Held" in row["status"]


def test_a_visit_stands_with_its_travellers_and_days(desk: Person) -> None:
    visit = row_of(Visit, title="To Beijing", starts="2023-06-18", ends="2023-06-19")
    for name, role in (("Antony Blinken", "lead"), ("Qin Gang", "host")):
        official = row_of(Official, full_name=name)
        row_of(Participant, meeting=None, visit=visit, official=official, role=role)

    [row] = shown(desk("editor"), Visit)

    assert (row["travellers"], row["days"]) == ("Antony Blinken", "18 June 2023 – 19 June 2023")


def test_a_detainee_stands_with_the_status_and_since_when(desk: Person) -> None:
    detained = row_of(CustodyEvent, on="2018-12-10", status="held", **LIVE)
    row_of(
        CustodyEvent,
        detention=detained.detention,
        kind="charged",
        on="2020-06-19",
        status="held",
        **LIVE,
    )

    clare, detention = desk("editor"), detained.detention
    hoax = row_of(Detention, detainee=detention.detainee, country__name="Ruritania", **LIVE)
    row_of(CustodyEvent, detention=hoax, status="held", **LIVE)
    retract(by=clare.person, row=hoax, reason="hoax")

    [row] = shown(clare, type(detention.detainee))

    assert row["custody"].endswith(", since 10 December 2018")
    assert "Ruritania" not in row["custody"]
    assert row["release_link"] == "Release"


def test_only_what_is_not_public_says_so(desk: Person) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    row_of(Official, full_name="Public", **LIVE)
    row_of(Official, full_name="Entered")
    row_of(Official, full_name="Later", live_period=since(tomorrow))
    row_of(Tenure, official=row_of(Official, full_name="Hidden"), **LIVE)
    clare = desk("editor")

    said = {row["full_name"]: row["not_public"] for row in shown(clare, Official)}

    assert said["Public"] == ""
    assert said["Entered"] == said["Hidden"] == "not published"
    assert said["Later"].startswith("embargoed until ")
    [tenure] = shown(clare, Tenure)
    assert tenure["not_public"] == "not public: what it belongs to is not"


def test_an_article_is_named_by_what_is_live(desk: Person) -> None:
    ana, ben, cleo = desk("reporter"), desk("reporter"), desk("publisher")
    draft = newsroom.next_draft(ana.person, cleo.person)
    live = draft.headline
    draft.headline = "Not yet"
    draft.save()
    unpublished = newsroom.draft(ben.person)

    listed = [row["headline"] for row in shown(cleo, type(draft.article))]

    assert listed == [unpublished.headline, live]
    assert [row["headline"] for row in shown(ana, type(draft.article))] == [live]


def test_the_sidebar_is_short_and_leads_where_an_editor_begins(desk: Person) -> None:
    assert all(len(links) <= 12 for links in GROUPS.values())

    page = desk("editor").open("/admin/")
    words = [text_of(link) for link in page.xpath("//*[@id='nav-sidebar']//a")]
    assert {"Dashboard", "Meetings", "Officials", "Detainees"} <= {*words}
    assert not {"Tenures", "Participants", "Statuses", "People"} & {*words}
