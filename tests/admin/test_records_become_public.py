"""When the public sees records and rows: by buttons, and with the save of who may publish."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from briefings.models import Citation, Office, Official, PartialDate, Tenure
from tests.admin.conftest import Person, public, text_of
from tests.admin.test_faults_are_said_on_the_form import rows, tenure
from tests.factories import row_of

TOMORROW = timezone.now() + timedelta(days=1)


@pytest.mark.parametrize(("role", "allowed"), [("reporter", False), ("editor", True)])
def test_an_editor_publishes_retracts_and_puts_back(desk: Person, role: str, allowed: bool) -> None:
    person, qin = desk(role), row_of(Official)

    page = person.press(qin, "publish")
    assert public(qin) == allowed
    assert ("Your role does not publish records: ask an editor." in text_of(page)) != allowed

    desk("editor").press(qin, "publish") if not allowed else None
    person.press(qin, "retract", reason="wrong", note="Another man.")
    assert public(qin) != allowed

    desk("editor").press(qin, "retract", reason="wrong") if not allowed else None
    person.press(qin, "reinstate")
    assert public(qin) == allowed


def test_an_embargo_lifts_later(desk: Person) -> None:
    qin = row_of(Official)

    page = desk("editor").press(qin, "publish", start=f"{TOMORROW:%Y-%m-%dT%H:%M}")

    assert not public(qin)
    assert qin.is_live(TOMORROW)
    assert "Embargoed until" in text_of(page)


def test_an_embargo_in_the_past_is_refused_in_words(desk: Person) -> None:
    qin = row_of(Official)

    page = desk("editor").press(qin, "publish", start="2023-06-19T06:00")

    assert "is in the past." in text_of(page)
    assert not public(qin)


def test_a_new_tenure_of_a_public_official_is_public_when_an_editor_saves_it(
    desk: Person,
) -> None:
    qin, office, clare = row_of(Official), row_of(Office), desk("editor")
    clare.press(office, "publish")
    clare.press(qin, "publish")

    clare.send(qin, **rows("tenures", tenure(office, started="2022-12-30")))

    assert public(qin.tenures.get())


def test_a_reporters_tenure_waits_for_an_editor(desk: Person) -> None:
    qin, office, clare = row_of(Official), row_of(Office), desk("editor")
    clare.press(qin, "publish")

    page = desk("reporter").send(
        "/admin/briefings/tenure/add/",
        official=qin.pk,
        **tenure(office, started="2022-12-30"),
        _continue="1",
    )

    row = qin.tenures.get()
    assert not public(row)
    assert "not published" in text_of(page).lower()
    clare.press(row, "publish")
    assert public(row)


def test_a_reporter_changes_what_waits_and_nothing_public(desk: Person) -> None:
    ana, clare, held = desk("reporter"), desk("editor"), row_of(Tenure)

    ana.send(held, started="2022")
    held.refresh_from_db()
    assert held.started == PartialDate.parse("2022")

    clare.press(held, "publish")
    assert not ana.open(held).xpath("//input[@name='started']")
    assert ana.post(ana.address, {"started": "2023"}).status_code == 403


def test_an_editors_change_of_a_public_record_is_public_at_once(desk: Person) -> None:
    qin, clare = row_of(Official), desk("editor")
    clare.press(qin, "publish")

    clare.send(qin, biography="Born in Tianjin.")

    assert public(qin)
    assert qin.biography == "Born in Tianjin."


def test_sources_become_public_with_the_tenure_that_cites_them(desk: Person) -> None:
    held = row_of(Tenure)
    source = row_of(Citation, official=None, edition=None, tenure=held).source

    clare = desk("editor")

    for row in (held.office, held.official):
        clare.press(row, "publish")

    source.refresh_from_db()
    assert source.is_live(timezone.now())


def test_a_correction_is_said_on_a_public_record(desk: Person) -> None:
    qin, clare = row_of(Official), desk("editor")
    clare.press(qin, "publish")

    page = clare.press(qin, "correct", kind="correction", words="The name was misspelt.")

    assert qin.identity.corrections.get().words == "The name was misspelt."
    assert "The name was misspelt." in text_of(page.get_element_by_id("corrections-group"))


def test_an_address_is_changed_by_a_button_alone(desk: Person) -> None:
    qin, clare = row_of(Official, slug="qin"), desk("editor")

    clare.send(qin, slug="typed-over")
    qin.refresh_from_db()
    assert qin.slug == "qin"

    page = clare.press(qin, "change_slug", slug="not an address")
    assert "Enter a valid “slug”" in text_of(page)
    clare.press(qin, "change_slug", slug="qin-gang")
    qin.refresh_from_db()
    assert qin.slug == "qin-gang"
