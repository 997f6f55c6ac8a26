"""Before Save the desk says who will see a row and when, and an editor chooses for each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from briefings.models import Meeting, Readout, Statement, StatusChange
from tests.admin.conftest import Person, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.factories import (
    CountryFactory,
    DetentionFactory,
    OfficialFactory,
    TenureFactory,
    row_of,
    since,
)

NOW = "Public now: readers see it at once on the page of Talks, and in the API."
NOBODY = "nobody outside the desk sees it"
MOMENT = "%Y-%m-%dT%H:%M"


@pytest.fixture
def talks() -> Meeting:
    """A public meeting."""
    at = timezone.now() - timedelta(minutes=1)
    return row_of(Meeting, title="Talks", live_period=since(at))


@pytest.fixture
def china() -> Any:
    """A public country."""
    return CountryFactory(live_period=since(timezone.now() - timedelta(minutes=1)))


def readout(country: Any, **typed: str) -> dict[str, str]:
    """Return what is typed into the first row of readouts."""
    row = {"country": str(country.pk), "words": "Candid talks.", **typed}
    return rows("readouts", row)


def is_shown(meeting: Meeting) -> bool:
    """Return whether the meeting's public page shows the readout."""
    return "Candid talks." in Client().get(meeting.get_absolute_url()).content.decode()


def choices_in(page: HtmlElement, name: str) -> list[str]:
    """Return the choices of who will see a row, in words, the one that is made first."""
    return [
        " ".join(each.text_content().split())
        for each in page.xpath(f"//label[input[@name='{name}']]")
    ]


def test_each_choice_is_a_sentence_and_public_now_is_made(desk: Person, talks: Meeting) -> None:
    page = desk("editor").open(talks)

    name = "readouts-__prefix__-publication_when"
    words = choices_in(page, name)
    assert words[0] == NOW
    assert words[1].startswith("Not before the moment below: readers see it then on the page")
    assert words[2] == f"Kept as entered: until an editor publishes it, {NOBODY}."
    assert page.xpath(f"//input[@name='{name}' and @checked]/@value") == ["now"]


def test_public_now_is_public_and_said_so(desk: Person, talks: Meeting, china: Any) -> None:
    page = desk("editor").send(talks, **readout(china, publication_when="now"))

    assert is_shown(talks)
    assert "public. Readers see it now." in text_of(page)


def test_kept_as_entered_is_not_seen_and_can_be_published_in_its_row(
    desk: Person, talks: Meeting, china: Any
) -> None:
    clare = desk("editor")
    page = clare.send(talks, **readout(china, publication_when="kept"))
    assert not is_shown(talks)
    assert f"Until it is published, {NOBODY}." in text_of(page)

    clare.send(talks, **{"readouts-0-publication_when": "now"})
    assert is_shown(talks)


def test_not_before_a_moment(desk: Person, talks: Meeting, china: Any) -> None:
    clare, tomorrow = desk("editor"), timezone.now() + timedelta(days=1)
    later = {"publication_when": "later"}

    page = clare.send(talks, **readout(china, **later))
    assert "Say when readers will see it." in text_of(page)
    past = timezone.now() - timedelta(days=1)
    page = clare.send(talks, **readout(china, **later, publication_start=f"{past:{MOMENT}}"))
    assert "That moment has passed" in text_of(page)
    assert not Readout.objects.exists()

    clare.send(talks, **readout(china, **later, publication_start=f"{tomorrow:{MOMENT}}"))
    assert not is_shown(talks)
    period = Readout.objects.get().live_period
    assert period.lower == tomorrow.replace(second=0, microsecond=0)


def test_no_row_is_seen_before_its_record(desk: Person, china: Any) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    talks = row_of(Meeting, title="Talks", live_period=since(tomorrow))
    clare = desk("editor")
    words = choices_in(clare.open(talks), "readouts-__prefix__-publication_when")
    assert words[0].startswith("Public together with Talks, from")
    assert "nor before" in words[1]

    soon = timezone.now() + timedelta(hours=1)
    typed = {"publication_when": "later", "publication_start": f"{soon:{MOMENT}}"}
    clare.send(talks, **readout(china, **typed))

    assert Readout.objects.get().live_period.lower == talks.live_period.lower


def test_what_is_not_public_takes_its_rows_along(desk: Person) -> None:
    page = desk("editor").open(row_of(Meeting, title="Talks"))

    assert "It becomes public with Talks. Until somebody publishes that" in text_of(page)
    assert not page.xpath("//input[@type='radio' and contains(@name, 'publication_when')]")


def test_a_reporters_row_waits_for_an_editor(desk: Person) -> None:
    ana = desk("reporter")
    page = ana.open(f"/admin/briefings/readout/add/?meeting={row_of(Meeting).pk}")

    assert f"Until an editor publishes it, {NOBODY}." in text_of(page)
    assert not page.xpath("//input[@type='radio' and contains(@name, 'publication_when')]")


def test_a_reporter_cannot_send_another_choice(desk: Person, talks: Meeting, china: Any) -> None:
    ana = desk("reporter")
    ana.post(
        f"/admin/briefings/readout/add/?meeting={talks.pk}",
        {
            "meeting": talks.pk,
            "country": china.pk,
            "words": "Candid talks.",
            "publication_when": "now",
            "citations-TOTAL_FORMS": 0,
            "citations-INITIAL_FORMS": 0,
        },
    )

    assert Readout.objects.get().live_period is None


def test_a_custody_event_waits_for_a_second_person(desk: Person) -> None:
    page = desk("publisher").open(
        f"/admin/briefings/custodyevent/add/?detention={DetentionFactory().pk}"
    )

    assert "It waits for a second person" in text_of(page)


def test_on_its_own_page_too(desk: Person, talks: Meeting, china: Any) -> None:
    clare = desk("editor")
    address = f"/admin/briefings/readout/add/?meeting={talks.pk}"
    assert NOW in choices_in(clare.open(address), "publication_when")

    clare.send(address, country=str(china.pk), words="Candid talks.", publication_when="kept")
    row = Readout.objects.get()
    assert not is_shown(talks)
    assert choices_in(clare.open(row), "publication_when")[0] == NOW

    clare.send(row, publication_when="now")
    assert is_shown(talks)
    assert "Readers see at once what you change here." in text_of(clare.open(row))


def test_an_unnamed_speakers_statement_is_public_as_its_editor_chooses(desk: Person) -> None:
    clare = desk("editor")
    for when, public in (("kept", False), ("now", True)):
        clare.send(
            "/admin/briefings/statement/add/",
            attribution="An official",
            words=f"So: {when}.",
            publication_when=when,
        )
        assert Statement.objects.get(words=f"So: {when}.").is_live(timezone.now()) is public


def test_the_dialogues_ask_it_too(desk: Person, talks: Meeting) -> None:
    clare = desk("editor")
    page = clare.press(
        talks, "update_status", status="confirmed", on="2023-06-18", publication_when="kept"
    )
    assert "Status updated." in text_of(page)
    assert StatusChange.objects.get().live_period is None

    typed = {"status": "held", "on": "2023-06-19", "publication_when": "now"}
    clare.press(talks, "update_status", **typed)
    assert StatusChange.objects.get(status="held").is_live(timezone.now())


# Taking something back.


def test_no_reason_is_chosen_and_the_note_says_who_reads_it(desk: Person) -> None:
    clare = desk("editor")
    at = timezone.now() - timedelta(minutes=1)
    qin = OfficialFactory(live_period=since(at))
    tenure = TenureFactory(official=qin, office__live_period=since(at), live_period=since(at))

    page = clare.open(qin)
    assert page.xpath("//select[@name='retract-reason']/option[@selected]/@value") in ([], [""])
    assert "Readers see this note beside the reason, where it stood." in text_of(page)
    assert "on the page of what it belongs to" in text_of(clare.open(tenure))

    page = clare.press(qin, "retract", reason="")
    assert "Choose why" in text_of(page)
    qin.refresh_from_db()
    assert qin.is_live(timezone.now())


@pytest.mark.parametrize(("reason", "read"), [("wrong", True), ("privacy", False)])
def test_what_the_note_says_of_its_readers_is_so(desk: Person, reason: str, read: bool) -> None:
    at = timezone.now() - timedelta(minutes=1)
    qin = OfficialFactory(live_period=since(at))

    desk("editor").press(qin, "retract", reason=reason, note="Another man.")

    page = Client().get(qin.get_absolute_url()).content.decode()
    assert ("Another man." in page) is read
    assert ("privacy" in page) is not read


def test_readers_never_saw_what_was_under_embargo(desk: Person) -> None:
    ahead = since(timezone.now() + timedelta(days=1))

    assert "they see no note" in text_of(desk("editor").open(OfficialFactory(live_period=ahead)))


def test_of_a_detainee_no_note_is_read(desk: Person) -> None:
    detention = DetentionFactory(detainee__live_period=since(timezone.now() - timedelta(minutes=1)))

    page = desk("editor").open(detention.detainee)

    assert "Readers do not see this note" in text_of(page)
