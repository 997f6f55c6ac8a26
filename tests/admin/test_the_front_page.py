"""The front page of the desk: who sees which queue, what waits in it, and what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions import editions
from briefings.actions.acting import acting
from briefings.admin.dashboard import QUEUES
from briefings.admin.unpublished import kinds
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Office,
    Official,
    ProposedMeeting,
    Source,
    Tenure,
)
from tests.admin import newsroom
from tests.admin.conftest import Person, change_url, nothing_waiting, panels, text_of
from tests.admin.test_query_budgets import BUDGETS
from tests.factories import row_of

WRITER = [
    "Typed and not saved",
    "Returned to you",
    "Your drafts",
    "Sent for review by you",
    "Overdue: the day has passed, no outcome",
    "Proposed meetings",
    "Stale prose",
]
EDITOR = [
    *WRITER,
    "Waiting for review",
    "Custody: waiting for a second person",
    "Custody: forced, not approved",
    "Not published",
    "Imported, not published",
    "Doubtful",
    "Facts without a source",
    "Withheld names still in texts",
    "Custody: may be out of date",
    "Tenures: may be out of date",
    "Dead links of sources",
    "Failed jobs",
]
PUBLISHER = [
    *EDITOR,
    "Held: lacks a fix",
    "Approved, no time set",
    "Scheduled",
    "Pieces: forced, not approved",
]
QUEUES_OF = {
    "reporter": [*WRITER, "Entered by you, not published"],
    "editor": EDITOR,
    "publisher": PUBLISHER,
    "administrator": PUBLISHER,
}


@pytest.mark.parametrize("role", QUEUES_OF)
def test_each_role_has_the_queues_of_what_it_can_do(desk: Person, role: str) -> None:
    person = desk(role)
    with CaptureQueriesContext(connection) as asked:
        front = person.open("/admin/")

    assert sorted([*panels(front), *nothing_waiting(front)]) == sorted(QUEUES_OF[role])
    assert len(asked) <= BUDGETS["desk_front"][role]


def test_no_two_queues_have_one_title() -> None:
    assert len({queue.title for queue in QUEUES}) == len(QUEUES)


def test_a_piece_is_on_the_page_of_whoever_acts_next(desk: Person) -> None:
    ana, ben, clare, cleo = (desk(role) for role in ("reporter", "reporter", "editor", "publisher"))
    draft = newsroom.draft(ana.person)

    def seen() -> list[list[str]]:
        """Return the queues in which the piece stands, of each person."""
        return [
            [
                text_of(panel.find("header/h2"))
                for panel in person.open("/admin/").xpath("//*[@class='desk-queues']/section")
                if panel.xpath(f".//a[@href='{change_url(draft)}']")
            ]
            for person in (ana, ben, clare, cleo)
        ]

    assert seen() == [["Your drafts"], [], [], []]

    ana.press(draft, "submit")
    assert seen() == [
        *(["Sent for review by you"], []),
        *(["Waiting for review"], ["Waiting for review"]),
    ]

    ana.press(draft, "take_back")
    assert seen() == [["Your drafts"], [], [], []]

    ana.press(draft, "submit")
    clare.press(draft, "return", note="Who says so?")
    assert seen() == [["Returned to you"], [], [], []]
    assert "Who says so?" in text_of(ana.open("/admin/"))

    ana.press(draft, "submit")
    cleo.press(draft, "approve")
    assert seen() == [[], [], [], ["Approved, no time set"]]

    cleo.press(draft, "schedule", start="2090-01-01T06:00")
    assert seen() == [[], [], [], ["Scheduled"]]


def test_an_edition_on_hold_that_a_later_one_overtook_waits_for_nobody(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    held = newsroom.on_hold(ana, cleo.person)
    assert "Approved, no time set" in panels(cleo.open("/admin/"))

    later = editions.start_edition(by=ana, article=held.article, from_=held)
    editions.submit(by=ana, edition=later)
    editions.approve(by=cleo.person, edition=later)
    assert panels(cleo.open("/admin/"))["Approved, no time set"] == "2"

    cleo.press(later, "publish")
    assert "Approved, no time set" in nothing_waiting(cleo.open("/admin/"))


def test_who_submitted_a_piece_or_entered_an_event_is_not_asked_to_be_the_second(
    desk: Person,
) -> None:
    clare, cleo = desk("editor"), desk("publisher")
    row_of(CustodyEvent, entered_by=cleo.person)
    newsroom.in_review(cleo.person)
    second = {"Waiting for review", "Custody: waiting for a second person"}

    assert second <= panels(clare.open("/admin/")).keys()
    assert second <= {*nothing_waiting(cleo.open("/admin/"))}


def test_every_kind_that_was_entered_waits_in_one_queue(desk: Person) -> None:
    for model in kinds().values():
        row_of(model)
    for name in ("Qin Gang", "Wang Yi", "Yang Jiechi", "Zhao Lijian"):
        row_of(Official, full_name=name)

    front = desk("editor").open("/admin/")

    [panel] = front.xpath("//section[header/h2='Not published']")
    lines = [text_of(line) for line in panel.iter("li")]
    for model in kinds().values():
        one, several = model._meta.verbose_name, model._meta.verbose_name_plural
        assert any(f" {one}" in line or f" {several}" in line for line in lines), one
    officials = next(line for line in lines if "officials" in line)
    assert "Zhao Lijian; Yang Jiechi; Wang Yi; …" in officials
    [link] = panel.xpath(".//li[contains(., 'officials')]/a/@href")
    assert link == "/admin/briefings/official/?publication=entered"


def test_a_reporter_sees_what_they_entered_until_it_is_published(desk: Person) -> None:
    ana, ben, clare = desk("reporter"), desk("reporter"), desk("editor")
    china, office = row_of(Country), row_of(Office)
    with acting(by=ana.person, action="enter"):
        wang = row_of(Official, full_name="Wang Yi", country=china)
        row_of(Tenure, official=wang, office=office)
        row_of(Detainee, full_name="Kai Li", stub=True)
    title = "Entered by you, not published"

    [panel] = ana.open("/admin/").xpath(f"//section[header/h2='{title}']")
    assert {text_of(line) for line in panel.iter("li")} == {
        "Kai LiDetainee, a stub to be completed Open",
        f"Wang YiTenure: {wang.tenures.get()} Open",
        "Wang YiOfficial Open",
    }
    assert title in nothing_waiting(ben.open("/admin/"))

    clare.press(wang, "publish")
    assert panels(ana.open("/admin/"))[title] == "1"


def test_what_is_public_or_has_a_queue_of_its_own_does_not_wait_again(desk: Person) -> None:
    clare = desk("editor")
    row_of(Source)
    official = row_of(Official)
    assert panels(clare.open("/admin/"))["Not published"] == "1"
    assert f'href="{change_url(official)}"' in clare.get("/admin/").content.decode()

    clare.press(official, "publish")
    assert "Not published" in nothing_waiting(clare.open("/admin/"))


def test_proposals_wait_until_they_are_decided(desk: Person) -> None:
    row_of(ProposedMeeting)
    assert panels(desk("reporter").open("/admin/"))["Proposed meetings"] == "1"
