"""Statuses of visits, meetings and participants are entered by one button and shown in lists."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.merging import merge
from briefings.actions.records import retract
from briefings.models import (
    Citation,
    Meeting,
    PartialDate,
    Participant,
    Source,
    StatusChange,
    Visit,
)
from tests.admin.conftest import Desk, Person, change_url, public, text_of
from tests.factories import row_of, since

LIST = "/admin/briefings/meeting/"


@pytest.fixture
def now() -> datetime:
    """Return the moment at which what a test needs public became so."""
    return timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize(("role", "at_once"), [("reporter", False), ("editor", True)])
def test_a_public_meetings_status_is_updated_by_anybody_and_published_by_an_editor(
    desk: Person, now: datetime, role: str, at_once: bool
) -> None:
    meeting, source = row_of(Meeting, live_period=since(now)), row_of(Source)

    page = desk(role).press(
        meeting,
        "update_status",
        status="held",
        on="2023-06-18",
        source=source.title,
        reason="Readout.",
    )

    row = meeting.statuses.get()
    assert (row.status, row.on.text, row.reason) == ("held", "2023-06-18", "Readout.")
    assert row.citations.get().source == source
    assert public(row) == at_once
    assert public(source) == at_once
    assert "Held." in text_of(page)


def test_a_status_of_an_unpublished_meeting_waits_with_it(desk: Person) -> None:
    clare, meeting = desk("editor"), row_of(Meeting)

    clare.press(meeting, "update_status", status="held", on="2023-06-18")
    assert not public(meeting.statuses.get())

    clare.press(meeting, "publish")
    assert public(meeting.statuses.get())


def test_the_dialogue_begins_with_today_and_the_source_cited_last(desk: Person) -> None:
    meeting = row_of(Meeting, time_zone="Asia/Shanghai")
    known = row_of(Source, title="The readout", published_on="2099")
    cited = row_of(Citation, official=None, meeting=meeting, source=known)
    older = row_of(Source, title="The schedule", published_on="2023-06-17")
    row_of(Citation, official=None, meeting=meeting, source=older)

    page = desk("reporter").open(meeting)

    offer = page.get_element_by_id("offer-update_status")
    today = str(PartialDate.of(meeting.today(timezone.now())))
    assert offer.xpath(".//input[@name='update_status-on']/@value") == [today]
    assert offer.xpath(".//input[@name='update_status-source']/@value") == [str(cited.source)]


def test_of_a_meeting_whose_day_has_passed_the_dialogue_supposes_that_it_was_held(
    desk: Person,
) -> None:
    clare, meeting = desk("editor"), row_of(Meeting, on="2023-06-18")

    page = clare.open(meeting)
    clare.press(meeting, "update_status", status="held")

    assert "Its day has passed: update its status." in text_of(page)
    supposed = page.xpath("//select[@name='update_status-status']/option[@selected]/@value")
    assert supposed == ["held"]
    assert meeting.statuses.get().on.text == "2023-06-18"
    assert "Its day has passed" not in text_of(clare.open(meeting))


def test_every_reason_is_said_and_what_was_typed_is_kept(desk: Person) -> None:
    meeting = row_of(Meeting)

    page = desk("editor").press(
        meeting,
        "update_status",
        status="postponed",
        on="5.3.2023",
        planned_start="2023-13",
        reason="The balloon.",
    )

    assert "5.3.2023" in text_of(page)
    assert "2023-13" in text_of(page)
    assert page.xpath("//input[@name='update_status-reason']/@value") == ["The balloon."]
    assert not StatusChange.objects.exists()


def test_plans_that_end_before_they_start_are_refused(desk: Person) -> None:
    page = desk("editor").press(
        row_of(Meeting),
        "update_status",
        status="postponed",
        on="2023-02-03",
        planned_start="2023-07",
        planned_end="2023-06",
    )

    assert "What is planned does not end before it starts." in text_of(page)
    assert not StatusChange.objects.exists()


def test_the_last_word_on_a_day_is_the_last_entered(desk: Person) -> None:
    clare, meeting = desk("editor"), row_of(Meeting)
    row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-18", order=3)

    page = clare.press(meeting, "update_status", status="held", on="2023-06-18")

    assert [row.status for row in meeting.statuses.in_order()] == ["expected", "held"]
    assert "Held." in text_of(page)


def test_a_postponed_visit_takes_the_meetings_that_are_not_over(
    desk: Person, now: datetime
) -> None:
    visit = row_of(Visit, live_period=since(now))
    ahead, held, other = (row_of(Meeting, visit=v) for v in (visit, visit, None))
    row_of(StatusChange, meeting=held, status="held", on="2023-02-01")
    row_of(StatusChange, meeting=ahead, status="confirmed", on="2023-02-01")

    desk("editor").press(
        visit,
        "update_status",
        status="postponed",
        on="2023-02-03",
        reason="The balloon.",
        with_meetings="on",
    )

    assert visit.statuses.get().reason == "The balloon."
    assert [row.status for row in ahead.statuses.in_order()] == ["confirmed", "postponed"]
    assert [row.status for row in held.statuses.all()] == ["held"]
    assert not other.statuses.exists()


def test_where_one_meeting_cannot_follow_none_does(desk: Person) -> None:
    visit = row_of(Visit)
    row_of(Meeting, visit=visit)

    page = desk("editor").press(
        visit,
        "update_status",
        status="postponed",
        on="2023-02-03",
        planned_start="2024",
        planned_end="2023",
        with_meetings="on",
    )

    assert "What is planned does not end before it starts." in text_of(page)
    assert not StatusChange.objects.exists()


def test_where_a_participant_stands_is_said_the_same_way(desk: Person) -> None:
    clare, meeting = desk("editor"), row_of(Meeting)
    sitting = row_of(Participant, meeting=meeting)

    page = clare.press(sitting, "update_status", status="present", on="2023-06-18")
    refused = clare.press(sitting, "update_status", status="postponed", on="2023-06-18")

    assert "Stands: present." in text_of(page)
    assert "Select a valid choice. postponed" in text_of(refused)
    assert sitting.statuses.get().status == "present"
    table = text_of(clare.open(meeting).get_element_by_id("participants-group"))
    assert "Present" in table


def test_no_status_of_what_is_retracted_is_updated(desk: Person, now: datetime) -> None:
    meeting = row_of(Meeting, live_period=since(now))
    clare = desk("editor")
    clare.press(meeting, "retract", reason="hoax")

    page = clare.press(meeting, "update_status", status="held", on="2023-06-18")

    assert "It was retracted: reinstate it first." in text_of(page)
    assert not StatusChange.objects.exists()


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def test_the_list_is_asked_by_status_day_and_what_is_overdue(clare: Desk, now: datetime) -> None:
    today = timezone.now().date()
    held = row_of(Meeting, title="Talks in Bali", on="2022-11-14", live_period=since(now))
    row_of(StatusChange, meeting=held, on="2022-11-14", live_period=since(now))
    row_of(Meeting, title="A dinner without an end", on="2022-11-15")
    row_of(Meeting, title="Tomorrow's breakfast", on=str(today + timedelta(days=1)))
    row_of(Meeting, title="A call one day")
    hoax = row_of(Meeting, title="A secret dinner", on="2022-11-15", live_period=since(now))
    retract(by=clare.person, row=hoax, reason="hoax")
    twins = [row_of(Meeting, title=title, on="2022-11-14") for title in ("Bali", "Bali again")]
    row_of(StatusChange, meeting=twins[0], on="2022-11-14")
    cleo = User.objects.create(username="cleo", is_superuser=True)
    merge(by=cleo, survivor=twins[0], merged=twins[1], reason="The same.")
    titles = [
        *("Talks in Bali", "A dinner without", "Tomorrow's breakfast", "A call one day"),
        *("A secret dinner", "Bali again"),
    ]

    def listed(query: str) -> list[str]:
        words = text_of(clare.open(f"{LIST}?{query}").xpath("//*[@id='result_list']")[0])
        return [title for title in titles if title in words]

    assert listed("") == titles
    assert listed("status=held") == ["Talks in Bali"]
    assert listed("when=ahead") == ["Tomorrow's breakfast"]
    assert listed("when=overdue") == ["A dinner without"]
    assert listed("q=bali") == ["Talks in Bali", "Bali again"]
    assert "Held" in text_of(clare.open(LIST))
    assert len(clare.open(LIST).find_class("desk-do")) == 1


@pytest.mark.parametrize("kind", [Meeting, Visit])
def test_what_is_over_is_updated_from_its_list(
    clare: Desk, kind: type[Meeting] | type[Visit]
) -> None:
    day = "on" if kind is Meeting else "ends"
    over, ahead = (row_of(kind, **{day: on}) for on in ("2023-06-18", "2999-01-01"))
    address = f"/admin/briefings/{kind._meta.model_name}/"

    (way,) = clare.open(address).find_class("desk-do")
    clare.press(over, "update_status", status="held", on="2023-06-18")

    assert way.get("href").startswith(f"{address}{over.pk}/do/update_status/")
    assert ahead.statuses.count() == 0
    assert not clare.open(address).find_class("desk-do")


def test_the_front_page_leads_to_the_dialogue_of_a_meeting_whose_day_has_passed(
    clare: Desk,
) -> None:
    meeting = row_of(Meeting, title="A dinner", on="2023-06-18")

    row_of(Meeting, title="A banquet", on="2023-06")

    front = clare.open("/admin/")
    (way,) = front.xpath("//li[contains(., 'A dinner')]/a[.='Update status']/@href")
    clare.send(way, **{"update_status-status": "held", "update_status-on": "2023-06-18"})

    assert "No status on 18 June 2023" in text_of(front)
    assert "No status in June 2023" in text_of(front)
    assert meeting.statuses.get().status == "held"
    assert clare.arrived == change_url(meeting)


def test_a_visit_whose_days_have_passed_is_overdue_too(clare: Desk) -> None:
    days = {"starts": "2023-06-18", "ends": "2023-06-19"}
    row_of(Visit, title="A journey", **days)
    row_of(Visit, title="Begun, its end not known", starts="2023-06", ends=None)
    row_of(Visit, title="Perhaps not over", starts="2023-06-18", ends="2023-06-18/..")
    held = row_of(Visit, title="A journey that was", **days)
    row_of(StatusChange, meeting=None, visit=held, status="held", on="2023-06-19")

    front = clare.open("/admin/")
    listed = clare.open("/admin/briefings/visit/?when=overdue")

    due = "//section[header/h2[starts-with(., 'Overdue')]]//a[.='Update status']/../*[1]"
    assert len(front.xpath(due)) == 2
    assert "No status from 18 June 2023 – 19 June 2023" in text_of(front)
    shown = listed.xpath("//table[@id='result_list']//tbody//th")
    assert {text_of(each) for each in shown} == {"A journey", "Begun, its end not known"}
