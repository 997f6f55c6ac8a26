"""Two editors in two browsers change one record: what collides is chosen on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from briefings.models import Official, OfficialName, Tenure
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat
from tests.browser.test_the_desk_is_for_everyone import looked_at
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def collided(ana: Page, ben: Page) -> Official:
    """Let both change one official and its rows; return it, with Ben’s page asking."""
    qin: Official = row_of(Official, full_name="Qin Gang", short_name="Qin")
    row_of(OfficialName, official=qin, name="秦刚")
    row_of(Tenure, official=qin, note="Named by the congress.")
    for page in (ana, ben):
        page.goto(change_url(qin))
        page.click("#names-group summary:has-text('秦刚')")
        page.click("#tenures-group summary:has-text('Confirmed')")
    ana.fill("[name=short_name]", "Minister Qin")
    ana.fill("[name=names-0-name]", "秦 刚")
    ana.fill("[name=biography]", "A diplomat from Tianjin.")
    ana.click("[name=_save]")
    ana.wait_for_selector("text=changed successfully")
    ben.fill("[name=short_name]", "Qin G.")
    ben.fill("[name=names-0-name]", "Qín Gāng")
    ben.fill("[name=tenures-0-ended_note]", "Removed.")
    ben.click("[name=_continue]")
    ben.wait_for_selector("text=Changed by two at once")
    return qin


def test_each_conflict_is_chosen_and_nothing_typed_is_lost(seat: Seat) -> None:
    (ana, _), (ben, _) = seat("editor"), seat("publisher")
    qin = collided(ana, ben)

    ben.press("[name=born]", "Enter")  # a careless one
    ben.wait_for_selector("text=Changed by two at once")
    qin.refresh_from_db()
    assert qin.short_name == "Minister Qin"
    ben.check("fieldset:has(legend:has-text('Short name')) [value=theirs]")
    ben.check("fieldset:has(legend:has-text('秦 刚')) [value=yours]")
    ben.click("[name=_continue]")
    ben.wait_for_selector("text='Saved.'")

    qin.refresh_from_db()
    assert (qin.short_name, qin.biography) == ("Minister Qin", "A diplomat from Tianjin.")
    assert qin.names.get().name == "Qín Gāng"
    assert qin.tenures.get().ended_note == "Removed."


def test_a_conflict_is_chosen_without_scripts(seat: Seat) -> None:
    (ana, _), (signed_in, _) = seat("editor"), seat("publisher")
    browser = signed_in.context.browser
    assert browser is not None
    plain = browser.new_context(
        base_url=signed_in.url,
        java_script_enabled=False,
        storage_state=signed_in.context.storage_state(),
    )
    ben = plain.new_page()
    qin = collided(ana, ben)

    for each in ben.locator("[value=yours]").all():
        each.check()
    ben.click("[name=_save]")
    ben.wait_for_selector("text=changed successfully")

    qin.refresh_from_db()
    assert (qin.short_name, qin.names.get().name) == ("Qin G.", "Qín Gāng")
    assert qin.biography == "A diplomat from Tianjin."
    plain.close()


def test_axe_finds_nothing_on_the_page_of_a_conflict(seat: Seat) -> None:
    (ana, _), (ben, _) = seat("editor"), seat("publisher", bypass_csp=True)
    collided(ana, ben)

    found = looked_at(ben)

    assert not found, "\n".join(map(str, found))
