"""The sidebar's search: typed, chosen and opened by keyboard; the front page beside its diary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefings.models import Meeting, Office, Official, Tenure
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_record_is_found_and_opened_by_keyboard_alone(seat: Seat) -> None:
    page, _ = seat("editor", bypass_csp=True)
    wang = row_of(Official, full_name="Wang Yi")
    row_of(Tenure, official=wang, office=row_of(Office, title="Foreign minister"), started="2023")
    Tenure.objects.update(end_status="current")
    row_of(Meeting, title="Talks", on=f"{datetime.now(UTC).date() + timedelta(days=2)}")

    page.goto("/admin/")
    assert page.inner_text(".desk-diary a") == "Talks"
    page.keyboard.press("Control+k")
    page.keyboard.type("wang")
    page.wait_for_selector("#desk_found [role=option]")
    assert "Foreign minister" in page.inner_text("#desk_found")
    page.keyboard.press("ArrowDown")
    found = violations(page)
    page.keyboard.press("Escape")
    assert page.is_hidden("#desk_found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/official/{wang.pk}/change/")

    page.keyboard.press("Control+k")
    page.keyboard.type("zzz")
    page.wait_for_selector("text=Nothing has “zzz” in its name.")
    assert not found
