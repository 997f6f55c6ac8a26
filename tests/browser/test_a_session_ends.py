"""A session ends while somebody types, in a real browser: the words come back after the sign-in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from briefings.models import Official
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.factories import row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("lost", ["session", "token", "all"])
def test_what_was_typed_comes_back(lost: str, seat: Seat) -> None:
    qin = row_of(Official, full_name="Qin Gang")
    page, _ = seat("editor", bypass_csp=True)
    page.goto(change_url(qin))
    page.fill("[name=biography]", "He was ambassador in Washington before.")
    names = {"session": "sessionid", "token": "csrftoken", "all": None}
    name = names[lost]
    page.context.clear_cookies(**({"name": name} if name else {}))
    page.click("[name=_save]")
    if lost != "token":
        expect(page.locator("main, body").first).to_contain_text("You were signed out before")
        assert not violations(page)
        page.fill("#id_username", "editor")
        page.fill("#id_password", "pass")
        page.click("#login-form button[type=submit]")

    expect(page.locator("main")).to_contain_text("He was ambassador in Washington before.")
    assert not violations(page)
    qin.refresh_from_db()
    assert qin.biography == ""
    page.click("text=Send it now")
    page.wait_for_url("**/admin/briefings/official/")
    qin.refresh_from_db()
    assert qin.biography == "He was ambassador in Washington before."
