"""Who may do what: every role with every action, and nobody approves alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions import editions, publishing, records
from briefings.actions.acting import acting
from briefings.actions.carrying import carry_over
from briefings.actions.refusals import Refused
from briefings.models import Article, Edition, Official
from tests.factories import OfficialFactory
from tests.stories.desk import approved, changed, drafted, next_draft, person, published

ROLES = ["", "reporter", "editor", "publisher", "administrator"]


def in_review(ana: User) -> Edition:
    """Return a draft that Ana has handed in."""
    return editions.submit(by=ana, edition=drafted(ana))


def overtaken(ana: User, cleo: User) -> Edition:
    """Return a draft that has missed an edition."""
    first = published(drafted(ana), cleo)
    draft = next_draft(first.article, ana)
    published(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    return draft


def an_hour_on() -> datetime:
    """Return a moment ahead."""
    return timezone.now() + timedelta(hours=1)


def scheduled(ana: User, cleo: User) -> Edition:
    """Return an edition that goes live in an hour."""
    edition = approved(drafted(ana), cleo)
    return publishing.schedule(by=cleo, edition=edition, start=an_hour_on())


def public(cleo: User) -> Official:
    """Return a published official."""
    return records.publish(by=cleo, row=OfficialFactory())


def withdrawn(ana: User, cleo: User) -> Article:
    """Return a withdrawn article."""
    article = published(drafted(ana), cleo).article
    return publishing.withdraw(by=cleo, article=article, reason="hoax")


def retracted(cleo: User) -> Official:
    """Return a retracted official."""
    return records.retract(by=cleo, row=public(cleo), reason="wrong")


# Each action, what it is done to, and the first role that may do it.
ACTIONS: dict[str, tuple[str, Callable[..., Any], Callable[..., Any]]] = {
    "create an article": ("reporter", lambda a, c: None, lambda by, _: drafted(by)),
    "start an edition": (
        "reporter",
        lambda a, c: published(drafted(a), c).article,
        lambda by, article: editions.start_edition(by=by, article=article),
    ),
    "submit somebody else's": (
        "editor",
        lambda a, c: drafted(a),
        lambda by, edition: editions.submit(by=by, edition=edition),
    ),
    "carry over into somebody else's": (
        "editor",
        overtaken,
        lambda by, edition: carry_over(by=by, edition=edition),
    ),
    "return": (
        "editor",
        lambda a, c: in_review(a),
        lambda by, edition: editions.return_to_author(by=by, edition=edition, note="Who says so?"),
    ),
    "withdraw": (
        "editor",
        lambda a, c: published(drafted(a), c).article,
        lambda by, article: publishing.withdraw(by=by, article=article, reason="wrong"),
    ),
    "restore": (
        "editor",
        withdrawn,
        lambda by, article: publishing.restore(by=by, article=article),
    ),
    "correct": (
        "editor",
        lambda a, c: public(c),
        lambda by, row: records.correct(
            by=by, identity=row.identity, kind="correction", words="He was born in 1962."
        ),
    ),
    "publish a record": (
        "editor",
        lambda a, c: OfficialFactory(),
        lambda by, row: records.publish(by=by, row=row),
    ),
    "retract a record": (
        "editor",
        lambda a, c: public(c),
        lambda by, row: records.retract(by=by, row=row, reason="wrong"),
    ),
    "put a record back": (
        "editor",
        lambda a, c: retracted(c),
        lambda by, row: records.reinstate(by=by, row=row),
    ),
    "change a slug": (
        "editor",
        lambda a, c: public(c),
        lambda by, row: records.change_slug(by=by, record=row, slug="blinken"),
    ),
    "approve": (
        "publisher",
        lambda a, c: in_review(a),
        lambda by, edition: editions.approve(by=by, edition=edition),
    ),
    "publish": (
        "publisher",
        lambda a, c: approved(drafted(a), c),
        lambda by, edition: publishing.publish_now(by=by, edition=edition),
    ),
    "schedule": (
        "publisher",
        lambda a, c: approved(drafted(a), c),
        lambda by, edition: publishing.schedule(by=by, edition=edition, start=an_hour_on()),
    ),
    "hold": (
        "publisher",
        scheduled,
        lambda by, edition: publishing.hold(by=by, edition=edition),
    ),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_exactly_who_may_does(action: str, role: str, ana: User, cleo: User) -> None:
    least, prepare, do = ACTIONS[action]
    subject = prepare(ana, cleo)
    by = person("Eve Lindqvist", role)

    if ROLES.index(role) >= ROLES.index(least):
        do(by, subject)
    else:
        with pytest.raises(Refused) as refused:
            do(by, subject)
        assert len(refused.value.reasons) == 1
        assert refused.value.reasons[0].startswith(("Your role does not ", "Somebody else wrote"))


def test_a_reporter_carries_over_into_an_own_draft_until_it_is_handed_in(
    ana: User, cleo: User
) -> None:
    draft = overtaken(ana, cleo)
    editions.submit(by=ana, edition=draft)

    with pytest.raises(Refused) as refused:
        carry_over(by=ana, edition=draft)
    assert refused.value.reasons == [
        "This edition is in review: take it back, or an editor returns it."
    ]

    editions.take_back(by=ana, edition=draft)
    assert carry_over(by=ana, edition=draft).headline == "Blinken meets Qin"


def test_nobody_approves_what_they_wrote(cleo: User, dev: User) -> None:
    edition = editions.submit(by=dev, edition=drafted(cleo))

    for somebody in (cleo, dev):
        with pytest.raises(Refused) as refused:
            editions.approve(by=somebody, edition=edition)
        assert refused.value.reasons == [
            "You wrote, changed or submitted it: somebody else must approve it.",
        ]


def test_nobody_approves_words_that_they_changed(ana: User, cleo: User, dev: User) -> None:
    edition = in_review(ana)
    with acting(by=cleo, action="edit"):
        changed(edition, headline="Blinken lands in Beijing")
    with acting(by=dev, action="edit"):
        changed(edition, body=edition.body.replace("><", ">\n<"))
    with acting(by=ana, action="edit"):
        changed(edition, standfirst="He stays for two days.")

    with pytest.raises(Refused, match="You wrote, changed or submitted it"):
        editions.approve(by=cleo, edition=edition)
    assert editions.approve(by=dev, edition=edition).approved_by == dev


def test_whoever_wrote_or_submitted_it_takes_it_back(
    ana: User, ben: User, cleo: User, dev: User
) -> None:
    edition = drafted(cleo, standfirst="Two days, four rooms.")
    edition.bylines.create(name="Cleo Marsh")

    for who in (cleo, dev):
        editions.submit(by=dev, edition=edition)
        again = editions.take_back(by=who, edition=edition)
        assert (again.state, again.submitted_by, again.returned_note) == ("draft", None, "")
        assert (again.body, again.standfirst) == (edition.body, "Two days, four rooms.")
        assert [byline.name for byline in again.bylines.all()] == ["Cleo Marsh"]

    editions.submit(by=ben, edition=edition)
    with pytest.raises(Refused, match="You wrote, changed or submitted it"):
        editions.approve(by=cleo, edition=edition)
    assert editions.approve(by=dev, edition=edition).approved_by == dev


def test_a_returned_draft_is_handed_in_again(ana: User, ben: User, cleo: User) -> None:
    edition = in_review(ana)

    returned = editions.return_to_author(by=ben, edition=edition, note="Who says so?")
    assert (returned.state, returned.returned_note) == ("draft", "Who says so?")
    with pytest.raises(Refused, match="not in review: submit it first"):
        editions.approve(by=cleo, edition=edition)

    again = editions.submit(by=ana, edition=edition)
    assert (again.state, again.returned_note) == ("in_review", "")
    assert editions.approve(by=cleo, edition=edition).approved_by == cleo
