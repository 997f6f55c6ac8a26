"""Two people decide about a fix at the same time, or its hour comes: one acts after the other."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.fixes import choose
from briefings.actions.publishing import hold, publish_now, schedule
from briefings.actions.refusals import Refused
from briefings.models import Edition, FixChoice
from tests.ledger import sql
from tests.stories.colleagues import Colleague
from tests.stories.desk import BODY, approved, drafted, next_draft, person, published, said
from tests.stories.test_two_publishers_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]
ROUNDS = 5
HOUR = timedelta(hours=1)


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    """Return a reporter and two publishers, committed."""
    return [
        person("Ana Petrović", "reporter"),
        person("Cleo Marsh", "publisher"),
        person("Dev Rao", "publisher"),
    ]


def beside(ana: User, cleo: User, slug: str, ahead: timedelta = HOUR) -> tuple[Edition, Edition]:
    """Return an edition that waits for its hour, and a fix that is approved."""
    first = published(drafted(ana, slug=slug), cleo)
    waiting = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    fixed = BODY.replace("low", "modest")
    fix = approved(next_draft(first.article, ana, from_=first, body=fixed), cleo)
    schedule(by=cleo, edition=waiting, start=timezone.now() + ahead)
    return Edition.objects.get(pk=waiting.pk), fix


def test_a_fix_is_placed_by_two(people: list[User]) -> None:
    ana, cleo, dev = people
    for turn in range(ROUNDS):
        _, fix = beside(ana, cleo, f"blinken-{turn}")

        reasons = at_once(
            lambda fix=fix: publish_now(by=cleo, edition=fix, choices={2: "carry"}),  # type: ignore[misc]
            lambda fix=fix: publish_now(by=dev, edition=fix, choices={2: "without"}),  # type: ignore[misc]
        )

        assert sorted(map(len, reasons)) == [0, 1]
        assert ["This edition is live."] in reasons
        choice = FixChoice.objects.get(edition__article=fix.article)
        assert choice.choice == ("without" if reasons[0] else "carry")


def test_two_choose_about_a_held_one(people: list[User]) -> None:
    ana, cleo, dev = people
    for turn in range(ROUNDS):
        waiting, fix = beside(ana, cleo, f"blinken-{turn}")
        publish_now(by=cleo, edition=fix, choices={2: "hold"})

        at_once(
            lambda row=waiting: choose(by=cleo, edition=row, choice="carry"),  # type: ignore[misc]
            lambda row=waiting: choose(by=dev, edition=row, choice="without"),  # type: ignore[misc]
        )

        at = timezone.now() + 2 * HOUR
        assert said(fix.article, at) == "Blinken meets Qin"
        [ahead] = fix.article.editions.scheduled(timezone.now())
        choice = FixChoice.objects.get(edition=waiting, fix=fix)
        assert choice.choice == ("carry" if ahead.number == 4 else "without")


def test_one_places_the_fix_while_the_other_calls_the_scheduled_one_off(people: list[User]) -> None:
    ana, cleo, dev = people
    for turn in range(ROUNDS):
        waiting, fix = beside(ana, cleo, f"blinken-{turn}")

        reasons = at_once(
            lambda fix=fix: publish_now(by=cleo, edition=fix, choices={2: "carry"}),  # type: ignore[misc]
            lambda row=waiting: hold(by=dev, edition=row),  # type: ignore[misc]
        )

        assert reasons[0] == []
        ahead = fix.article.editions.scheduled(timezone.now()).count()
        assert ahead == (1 if reasons[1] else 0)


def test_the_hour_comes_while_somebody_chooses(people: list[User]) -> None:
    """It is live by then: the fix lacks it, and not the other way round."""
    ana, cleo, dev = people
    _, fix = beside(ana, cleo, "blinken", ahead=timedelta(seconds=0.4))
    time.sleep(0.6)

    with pytest.raises(Refused, match=r"^Edition 2, live since .*, is not in this one"):
        publish_now(by=dev, edition=fix, choices={2: "carry"})

    assert said(fix.article, timezone.now()) == "Blinken meets Qin"
    assert not FixChoice.objects.exists()
    live = publish_now(by=dev, edition=fix, choices={3: "carry"})
    assert (live.headline, live.body) == ("Blinken meets Qin", fix.body)


def test_past_the_actions_too_one_is_placed_after_the_other(
    people: list[User], colleagues: tuple[Colleague, Colleague]
) -> None:
    """Neither sees the other's, and yet the second does not get by it."""
    ana, cleo, _ = people
    waiting, fix = beside(ana, cleo, "blinken")
    hold(by=cleo, edition=waiting)
    first, second = colleagues
    start = timezone.now() + HOUR

    def place(edition: Edition, hours: int) -> Callable[[], object]:
        period = "tstzrange(%s, %s)"
        return sql(
            f"UPDATE briefings_edition SET live_period = {period} WHERE id = %s",
            start + hours * HOUR,
            start + (hours + 1) * HOUR,
            edition.pk,
        )

    first.does(
        sql(
            "UPDATE briefings_edition SET live_period = tstzrange(lower(live_period), %s)"
            " WHERE article_id = %s AND number = 1",
            start,
            fix.article_id,
        )
    )
    first.does(place(fix, 0))
    placing = second.tries(place(waiting, 1))
    time.sleep(0.2)
    assert not placing.done()
    first.commits().result(timeout=10)

    with pytest.raises(Exception, match="Edition 2 lacks what edition 3 says"):
        placing.result(timeout=10)
