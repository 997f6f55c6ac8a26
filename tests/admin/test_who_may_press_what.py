"""Each role presses each button of an edition and of an article that are ready for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions import publishing
from briefings.models import Article, Edition
from tests.admin import newsroom
from tests.admin.conftest import Person, change_url, text_of

ROLES = ("reporter", "editor", "publisher", "administrator")
TOMORROW = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"

Ready = Callable[[User, User, User], Any]


def own(make: Callable[[User], Edition]) -> Ready:
    """Let who presses have made the edition."""
    return lambda presser, author, approver: make(presser)


def of_another(make: Callable[[User], Edition]) -> Ready:
    """Let somebody else have made the edition."""
    return lambda presser, author, approver: make(author)


def approved(make: newsroom.Maker) -> Ready:
    """Let two others have made and approved the edition."""
    return lambda presser, author, approver: make(author, approver)


def article(make: newsroom.Maker, **then: Any) -> Ready:
    """Let two others have made the article, and withdrawn it where `then` says why."""

    def ready(presser: User, author: User, approver: User) -> Article:
        row = make(author, approver).article
        if then:
            publishing.withdraw(by=approver, article=row, **then)
        return row

    return ready


# What is pressed, on what, with which words, by whom it works, and how one sees that it did.
CASES = [
    ("submit", own(newsroom.draft), {}, ROLES, lambda e: e.submitted_at),
    ("submit", of_another(newsroom.draft), {}, ROLES[1:], lambda e: e.submitted_at),
    ("discard", own(newsroom.draft), {}, ROLES, lambda e: e is None),
    ("discard", of_another(newsroom.draft), {}, ROLES[1:], lambda e: e is None),
    ("approve", of_another(newsroom.in_review), {}, ROLES[2:], lambda e: e.approved_at),
    ("approve", own(newsroom.in_review), {}, (), lambda e: e.approved_at),
    (
        "return",
        of_another(newsroom.in_review),
        {"note": "Shorter."},
        ROLES[1:],
        lambda e: e.returned_note,
    ),
    ("take_back", own(newsroom.in_review), {}, ROLES, lambda e: e.submitted_at is None),
    ("take_back", of_another(newsroom.in_review), {}, (), lambda e: e.submitted_at is None),
    ("publish", approved(newsroom.on_hold), {}, ROLES[2:], lambda e: bool(e.live_period)),
    (
        "schedule",
        approved(newsroom.on_hold),
        {"start": TOMORROW},
        ROLES[2:],
        lambda e: bool(e.live_period),
    ),
    ("hold", approved(newsroom.scheduled), {}, ROLES[2:], lambda e: e.live_period.isempty),
    ("start", approved(newsroom.live), {}, ROLES, lambda e: e.article.editions.count() == 2),
    (
        "carry_over",
        lambda presser, author, approver: newsroom.overtaken_draft(presser, approver),
        {},
        ROLES,
        lambda e: e.standfirst == "What went live meanwhile.",
    ),
    (
        "carry_over",
        approved(newsroom.overtaken_draft),
        {},
        ROLES[1:],
        lambda e: e.standfirst == "What went live meanwhile.",
    ),
    (
        "carry_over",
        approved(newsroom.held_for_a_fix),
        {},
        ROLES[2:],
        lambda e: e.article.editions.count() == 4,
    ),
    (
        "otherwise",
        approved(newsroom.held_for_a_fix),
        {"choice": "without"},
        ROLES[2:],
        lambda e: bool(e.live_period),
    ),
    (
        "correct",
        approved(newsroom.next_draft),
        {"kind": "correction", "words": "A name."},
        ROLES[1:],
        lambda e: e.corrections.exists(),
    ),
    (
        "withdraw",
        article(newsroom.live),
        {"reason": "wrong"},
        ROLES[1:],
        lambda a: a.withdrawal_reason,
    ),
    (
        "restore",
        article(newsroom.live, reason="wrong"),
        {},
        ROLES[1:],
        lambda a: a.editions.count() == 2,
    ),
    (
        "change_slug",
        article(newsroom.live),
        {"slug": "another-address"},
        ROLES[1:],
        lambda a: a.slug == "another-address",
    ),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("button", "ready", "words", "allowed", "done"),
    CASES,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)],
)
def test_a_button_works_for_its_roles_and_tells_the_others_why_not(
    desk: Person,
    role: str,
    button: str,
    ready: Ready,
    words: dict[str, str],
    allowed: tuple[str, ...],
    done: Callable[[Any], Any],
) -> None:
    presser = desk(role)
    author, approver = desk("editor").person, desk("publisher").person
    row = ready(presser.person, author, approver)

    if hidden_from(presser.person, row):
        answer = presser.post(change_url(row), {"_press": button})
        assert answer.status_code == 403
        assert not done(type(row)._default_manager.filter(pk=row.pk).first())
        assert role not in allowed
        return
    page = presser.press(row, button, **words)

    worked = bool(done(type(row)._default_manager.filter(pk=row.pk).first()))
    assert worked == (role in allowed)
    offer = presser.shown.get_element_by_id(f"offer-{button}")
    refused = offer.xpath(".//button[@disabled]/following-sibling::ul/li")
    assert bool(refused) == (role not in allowed)
    assert all(text_of(reason) in text_of(page) for reason in refused)


def hidden_from(person: User, row: Any) -> bool:
    """Return whether the row is a draft that a reporter does not see."""
    return (
        isinstance(row, Edition)
        and row.approved_at is None
        and row.created_by != person
        and not person.has_perm("briefings.review_edition")
    )


def test_a_reporter_changes_no_draft_of_somebody_else(desk: Person) -> None:
    ana, ben = desk("reporter"), desk("reporter")
    edition = newsroom.draft(ben.person)

    answer = ana.post(change_url(edition), {"headline": "Mine now"})

    assert answer.status_code == 403
    edition.refresh_from_db()
    assert edition.headline == "A visit 0"


def test_a_reporter_leaves_a_submitted_draft_to_its_reviewer(desk: Person) -> None:
    ana, clare = desk("reporter"), desk("editor")
    edition = newsroom.in_review(ana.person)

    assert not ana.open(edition).xpath("//*[@name='headline']")
    assert clare.open(edition).xpath("//*[@name='headline']")


def test_a_reporter_takes_a_submitted_draft_back_and_writes_on(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    edition = newsroom.in_review(ana.person)
    reviewed = cleo.open(edition)
    offer = ana.open(edition).get_element_by_id("offer-take_back")
    assert "a draft again: nothing of it is lost" in text_of(offer)

    page = ana.press(edition, "take_back")

    assert "A draft again, with all its words" in text_of(page)
    [body] = page.xpath("//textarea[@name='body']")
    assert newsroom.BODY in body.text
    told = text_of(cleo.send_shown(reviewed, edition, _press="approve"))
    assert "It was changed after you opened this page" in told
    assert "take it back" in told
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_nobody_changes_an_approved_edition(desk: Person) -> None:
    chief = desk("administrator")
    edition = newsroom.live(desk("reporter").person, desk("publisher").person)

    page = chief.open(edition)

    assert not page.xpath("//*[@name='headline']")
    assert (
        page.xpath("//*[@class='desk-words']/p")[0]
        .text_content()
        .startswith("The secretary of state")
    )


@pytest.mark.parametrize("page", ["password", "change"])
def test_an_administrator_takes_over_no_superusers_account(desk: Person, page: str) -> None:
    root = User.objects.create_user("root", password="pass", is_superuser=True)
    typed = {"password1": "Peking-1971", "password2": "Peking-1971", "username": "toor"}

    answer = desk("administrator").post(f"/admin/auth/user/{root.pk}/{page}/", typed)

    root.refresh_from_db()
    assert answer.status_code == 403
    assert root.check_password("pass")
    assert root.username == "root"
