"""In a real browser: a draft is discarded after a question, a fix is carried over by a click."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import expect

from briefings.models import Article, Edition
from tests.admin import newsroom
from tests.admin.conftest import change_url
from tests.browser.conftest import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_discarded_after_a_question(seat: Seat, scripts: bool) -> None:
    page, ana = seat("reporter", java_script_enabled=scripts)
    draft = newsroom.draft(ana)
    page.goto(change_url(draft))

    page.click("#offer-discard summary")

    expect(page.locator("#offer-discard")).to_contain_text("will be lost for good. Discard it?")
    assert Edition.objects.filter(pk=draft.pk).exists()
    page.click("#offer-discard summary")
    expect(page.locator("#offer-discard button")).to_be_hidden()
    assert Edition.objects.filter(pk=draft.pk).exists()

    page.click("#offer-discard summary")
    page.click("#offer-discard button")
    page.wait_for_url("**/admin/briefings/article/")
    assert not Article.objects.exists()


def test_a_fix_is_carried_over_with_one_button(seat: Seat) -> None:
    page, cleo = seat("publisher")
    ana = User.objects.create(username="ana")
    seat_of_reporter(ana)
    waiting, fix = newsroom.fix_beside(ana, cleo)
    page.goto(change_url(fix))
    page.click("#offer-publish summary")
    page.select_option("[name=publish-edition_2]", "hold")
    page.click("#offer-publish button")
    expect(page.locator(".desk-state")).to_contain_text("live since")

    page.goto(change_url(waiting))
    page.click("#offer-carry_over button")

    expect(page.locator(".desk-state")).to_contain_text("Edition 4, scheduled for")
    made = Edition.objects.get(number=4)
    assert made.body == newsroom.FIXED
    assert made.headline == "Tomorrow’s headline"
    assert Article.objects.live(timezone.now()).get().live_edition == fix


def test_the_choice_is_made_in_the_step(seat: Seat) -> None:
    page, cleo = seat("publisher", java_script_enabled=False)
    ana = User.objects.create(username="ana")
    seat_of_reporter(ana)
    _, fix = newsroom.fix_beside(ana, cleo)
    page.goto(change_url(fix))
    page.click("#offer-publish summary")
    page.click("#offer-publish button")
    expect(page.locator("body")).to_contain_text("lacks this one: carry the changes over")

    page.select_option("[name=publish-edition_2]", "carry")
    page.click("#offer-publish button")

    expect(page.locator(".desk-state")).to_contain_text("live since")
    assert Edition.objects.get(number=4).body == newsroom.FIXED


def seat_of_reporter(person: User) -> None:
    """Give somebody the role of a reporter, without a browser."""
    person.groups.add(Group.objects.get(name="reporter"))
