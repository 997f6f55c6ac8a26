"""Participants, statuses and readouts are published, embargoed and retracted like records."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.models import Model
from django.utils import timezone

from briefings.models import (
    AgendaItem,
    Citation,
    Meeting,
    Objective,
    Outcome,
    Participant,
    Place,
    Readout,
    StatusChange,
    Topic,
    Visit,
)
from tests.admin.conftest import Person, change_url, public, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.admin.test_visits_and_meetings_are_entered import status
from tests.factories import row_of, since

ROWS = (Participant, StatusChange, Readout)
RECORDS = (Place, Visit, Meeting)
TOMORROW = timezone.now() + timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    """Return the moment at which what a test needs public became so."""
    return timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("model", [*ROWS, *RECORDS])
def test_who_publishes_retracts_and_puts_back(desk: Person, model: type[Model]) -> None:
    ana, clare, row = desk("reporter"), desk("editor"), row_of(model)

    assert "Your role does not publish records" in text_of(ana.press(row, "publish"))
    assert not public(row)

    clare.press(row, "publish", start=f"{TOMORROW:%Y-%m-%dT%H:%M}")
    assert not public(row)
    clare.press(row, "publish")
    assert public(row)

    assert "Your role does not retract" in text_of(ana.press(row, "retract", reason="wrong"))
    page = clare.press(row, "retract", reason="wrong", note="Another man.")
    assert not public(row)
    assert "Another man." in text_of(page)

    clare.press(row, "reinstate")
    assert public(row)


@pytest.mark.parametrize("model", [*ROWS, *RECORDS])
def test_the_history_says_who_and_why(desk: Person, model: type[Model]) -> None:
    clare, row = desk("editor"), row_of(model)
    clare.press(row, "publish")
    clare.press(row, "retract", reason="hoax")

    page = text_of(clare.open(f"{change_url(row).removesuffix('change/')}history/"))

    assert "Hollingworth" in page
    assert "hoax" in page


@pytest.mark.parametrize("model", ROWS)
def test_a_row_leads_back_and_a_source_becomes_public_with_it(
    desk: Person, now: datetime, model: type[Model]
) -> None:
    meeting = row_of(Meeting, title="Talks", live_period=since(now))
    row = row_of(model, meeting=meeting)
    for name in ("official", "country"):
        if related := getattr(row, name, None):
            related.live_period = since(now)
            related.save()
    cited = row_of(Citation, official=None, **{str(model._meta.model_name): row})

    page = desk("editor").press(row, "publish")

    assert public(cited.source)
    assert page.xpath(f"//aside//a[@href='{change_url(meeting)}']")


def test_a_reporters_rows_of_a_public_meeting_wait_for_an_editor(
    desk: Person, now: datetime
) -> None:
    ana, clare = desk("reporter"), desk("editor")
    meeting = row_of(Meeting, live_period=since(now))

    page = ana.open(meeting)
    assert not page.xpath("//*[@name='summary']")
    links = page.xpath("//aside//p[@class='desk-up']/a/@href")
    assert [link.split("?")[0].split("/")[-3] for link in links] == [
        "participant",
        "statuschange",
        "readout",
    ]

    ana.send(links[0], group="Students", role="guest", confidence="confirmed", order=0)

    row = meeting.participants.get()
    assert not public(row)
    clare.press(row, "publish")
    assert public(row)


def test_an_editors_rows_of_a_public_meeting_are_public_at_once(
    desk: Person, now: datetime
) -> None:
    meeting = row_of(Meeting, live_period=since(now))
    sitting = row_of(Participant, meeting=meeting)
    clare = desk("editor")

    clare.send(
        meeting,
        **rows("statuses", status(status="held")),
        **rows("readouts", {"country": row_of(Place).country_id, "words": "Candid."}),
    )
    assert public(meeting.statuses.get())
    assert public(meeting.readouts.get())

    clare.send(sitting, **rows("statuses", status(status="present")))
    assert not public(sitting.statuses.get())
    clare.press(sitting, "publish")
    assert public(sitting.statuses.get())


@pytest.mark.parametrize("model", [AgendaItem, Outcome])
def test_a_reporter_leaves_the_plain_rows_of_a_public_meeting_alone(
    desk: Person, now: datetime, model: type[Model]
) -> None:
    ana, clare = desk("reporter"), desk("editor")
    waiting = row_of(model)
    shown = row_of(model, meeting=row_of(Meeting, live_period=since(now)))
    field = "note" if model is AgendaItem else "words"

    ana.send(waiting, **{field: "Other words."})
    waiting.refresh_from_db()
    assert getattr(waiting, field) == "Other words."

    assert not ana.open(shown).xpath(f"//*[@name='{field}']")
    assert ana.post(change_url(shown), {field: "Mine."}).status_code == 403
    assert ana.post(f"/admin/briefings/{model._meta.model_name}/add/", {}).status_code == 403
    assert clare.open(shown).xpath(f"//*[@name='{field}']")


def test_a_plain_row_takes_its_sources_on_its_own_page(desk: Person) -> None:
    objective, source = row_of(Objective), row_of(Citation).source
    clare = desk("editor")

    clare.send(objective, **rows("citations", {"source": str(source), "stance": "supports"}))

    cited = objective.citations.get()
    assert cited.source == source
    assert cited.record == objective.visit.identity


def test_a_draft_with_rows_is_not_deleted_under_them(desk: Person) -> None:
    clare, sitting = desk("editor"), row_of(Participant)
    row_of(AgendaItem, meeting=sitting.meeting, topic=row_of(Topic))

    answer = clare.delete_row(sitting.meeting)  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert Meeting.objects.exists()
    assert AgendaItem.objects.exists()
