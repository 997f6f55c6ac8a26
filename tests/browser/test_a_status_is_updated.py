"""A meeting whose day has passed gets its status on its page, and its source found by typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.models import Meeting, Source
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_status_is_updated_with_its_source(seat: Seat) -> None:
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-18")
    source = row_of(Source, publisher="State Department", title="Readout of the talks")
    page, _ = seat("editor")
    page.goto(f"/admin/briefings/meeting/{meeting.pk}/change/")

    page.click("#offer-update_status summary")
    page.locator("[name=update_status-source]").press_sequentially("readout")
    offered = page.locator("#id_update_status-source-offered option")
    expect(offered).to_have_text("State Department: Readout of the talks")
    page.fill("[name=update_status-source]", str(offered.get_attribute("value")))
    page.click("#offer-update_status button")

    page.wait_for_selector("text=Status updated.")
    held = meeting.statuses.get()
    assert (held.status, held.on.text) == ("held", "2023-06-18")
    assert held.citations.get().source == source
