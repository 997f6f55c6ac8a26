"""Two people press at the same time: one acts after the other, and whoever is refused hears why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from briefings.actions.acting import DEADLOCK, acting
from briefings.actions.editions import approve, start_edition, submit
from briefings.actions.locking import lock
from briefings.actions.publishing import publish_now, withdraw
from briefings.actions.records import publish, reinstate, retract
from briefings.actions.refusals import Refused
from briefings.models import Article, Edition, Official
from tests.factories import OfficialFactory
from tests.stories.desk import approved, drafted, next_draft, person, published, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]
ROUNDS = 8
SECONDS = 20


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    """Return a reporter, an editor and two publishers, committed."""
    return [
        person("Ana Petrović", "reporter"),
        person("Ben Okafor", "editor"),
        person("Cleo Marsh", "publisher"),
        person("Dev Rao", "publisher"),
    ]


def at_once(*actions: Callable[[], object]) -> list[list[str]]:
    """Run the actions at the same time, each on its own connection; return why each was refused."""
    ready = Barrier(len(actions))

    def run(action: Callable[[], object]) -> list[str]:
        try:
            ready.wait(SECONDS)
            action()
        except Refused as refused:
            return refused.reasons
        finally:
            connection.close()
        return []

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions, timeout=SECONDS))


def test_two_editions_go_live_one_after_the_other(people: list[User]) -> None:
    ana, _, cleo, dev = people
    for turn in range(ROUNDS):
        first = published(drafted(ana, slug=f"blinken-{turn}"), cleo)
        second = approved(next_draft(first.article, ana, headline="Second"), cleo)
        third = approved(next_draft(first.article, ana, from_=second, headline="Third"), cleo)

        reasons = at_once(
            lambda second=second: publish_now(by=cleo, edition=second),  # type: ignore[misc]
            lambda third=third: publish_now(by=dev, edition=third),  # type: ignore[misc]
        )

        # The third was made from the second, which may not follow it.
        if reasons == [[], []]:
            ended = Edition.objects.get(pk=second.pk).live_period
            begun = Edition.objects.get(pk=third.pk).live_period
            assert ended is not None
            assert begun is not None
            assert ended.upper == begun.lower
        else:
            assert reasons[1] == []
            assert reasons[0][0].startswith("Edition 3, live since ")
            assert "is not in this one: carry the changes over" in reasons[0][0]
        assert said(first.article, timezone.now()) == "Third"


def test_publishing_and_withdrawing_leave_no_half(people: list[User]) -> None:
    ana, ben, cleo, _ = people
    for turn in range(ROUNDS):
        first = published(drafted(ana, slug=f"blinken-{turn}"), cleo)
        second = approved(next_draft(first.article, ana, headline="Second"), cleo)

        reasons = at_once(
            lambda second=second: publish_now(by=cleo, edition=second),  # type: ignore[misc]
            lambda first=first: withdraw(by=ben, article=first.article, reason="wrong"),  # type: ignore[misc]
        )

        assert reasons in (
            [[], []],
            [["The article was withdrawn since: restore it, which makes a new edition."], []],
        )
        article = Article.objects.get(pk=first.article.pk)
        assert article.withdrawal_reason == "wrong"
        assert said(article, timezone.now()) is None


def test_two_approvals_are_one(people: list[User]) -> None:
    ana, _, cleo, dev = people
    for turn in range(ROUNDS):
        edition = submit(by=ana, edition=drafted(ana, slug=f"blinken-{turn}"))

        reasons = at_once(
            lambda edition=edition: approve(by=cleo, edition=edition),  # type: ignore[misc]
            lambda edition=edition: approve(by=dev, edition=edition),  # type: ignore[misc]
        )

        assert sorted(map(len, reasons)) == [0, 1]
        assert ["This edition is approved already."] in reasons


def test_two_drafts_started_at_once_have_a_number_each(people: list[User]) -> None:
    ana, ben, cleo, _ = people
    article = published(drafted(ana), cleo).article

    reasons = at_once(
        lambda: start_edition(by=ana, article=article),
        lambda: start_edition(by=ben, article=article),
    )

    assert reasons == [[], []]
    assert set(article.editions.values_list("number", flat=True)) == {1, 2, 3}


def test_a_record_is_published_retracted_and_reinstated_in_turn(people: list[User]) -> None:
    _, ben, cleo, _ = people
    for _turn in range(ROUNDS):
        official = OfficialFactory()
        reasons = at_once(
            lambda row=official: publish(by=ben, row=row),  # type: ignore[misc]
            lambda row=official: publish(by=cleo, row=row),  # type: ignore[misc]
        )
        assert sorted(reasons) == [[], ["It is published."]]

        reasons = at_once(
            lambda row=official: retract(by=ben, row=row, reason="wrong"),  # type: ignore[misc]
            lambda row=official: reinstate(by=cleo, row=row),  # type: ignore[misc]
        )
        assert reasons in ([[], []], [[], ["It is not retracted."]])
        live = Official.objects.live(timezone.now()).filter(pk=official.pk).exists()
        assert live == (reasons[1] == [])


def test_of_two_that_wait_for_each_other_one_is_told_so(people: list[User]) -> None:
    _, _, cleo, dev = people
    blinken, wang = OfficialFactory.create_batch(2)
    both_hold_one = Barrier(2)

    def change(by: User, first: Official, second: Official) -> None:
        with acting(by=by, action="publish", locking=first):
            both_hold_one.wait(SECONDS)
            lock(second)

    reasons = at_once(lambda: change(cleo, blinken, wang), lambda: change(dev, wang, blinken))

    assert sorted(reasons) == [[], [DEADLOCK]]
