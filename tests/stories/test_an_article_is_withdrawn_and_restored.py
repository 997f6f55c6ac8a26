"""A piece is taken down for a reason, and comes back as a new edition that a second one saw."""

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.editions import approve, submit
from briefings.actions.publishing import publish_now, restore, schedule, withdraw
from briefings.actions.refusals import Refused
from tests.ledger import Reader
from tests.stories.desk import approved, drafted, next_draft, published, said


def test_it_leaves_a_reason_and_takes_what_was_ahead_along(
    ana: User, ben: User, cleo: User, tomorrow: datetime
) -> None:
    edition = published(drafted(ana), cleo)
    article = edition.article
    waiting = approved(next_draft(article, ana), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)
    ledger = Reader()

    gone = withdraw(by=ben, article=article, reason="wrong", note="He did not fly.")

    assert (gone.withdrawal_reason, gone.withdrawal_note) == ("wrong", "He did not fly.")
    assert said(article, timezone.now()) is said(article, tomorrow) is None
    waiting.refresh_from_db()
    assert waiting.state == "on_hold"
    [told] = ledger.changes()
    assert (told.public_id, told.op, told.reason) == (article.public_id, "withdrawn", "wrong")


def test_only_a_new_edition_puts_it_back(
    ana: User, ben: User, cleo: User, tomorrow: datetime
) -> None:
    article = published(drafted(ana), cleo).article
    held = approved(next_draft(article, ana), cleo)
    withdraw(by=ben, article=article, reason="hoax")
    ledger = Reader()

    with pytest.raises(Refused) as refused:
        publish_now(by=cleo, edition=held)
    assert refused.value.reasons == [
        "The article was withdrawn since: restore it, which makes a new edition."
    ]

    edition = restore(by=ben, article=article)
    assert (edition.state, edition.headline) == ("in_review", "Blinken flies to Beijing")
    with pytest.raises(Refused, match="publish it now to restore it"):
        schedule(by=cleo, edition=approve(by=cleo, edition=edition), start=tomorrow)

    publish_now(by=cleo, edition=edition)
    article.refresh_from_db()
    assert article.withdrawal_reason == ""
    assert said(article, timezone.now()) == "Blinken flies to Beijing"
    assert ledger.ops(article) == ["restored"]


def test_it_is_restored_once(ana: User, ben: User, cleo: User) -> None:
    article = published(drafted(ana), cleo).article
    withdraw(by=ben, article=article, reason="wrong")
    edition = restore(by=ben, article=article)

    with pytest.raises(Refused) as refused:
        restore(by=ben, article=article)

    assert refused.value.reasons == ["Edition 2 is in review: publish that to restore it."]
    publish_now(by=cleo, edition=approve(by=cleo, edition=edition))
    with pytest.raises(Refused, match="not withdrawn"):
        restore(by=ben, article=article)


def test_a_reason_is_one_of_the_list_and_what_is_down_stays_down(
    ana: User, ben: User, cleo: User
) -> None:
    article = drafted(ana).article

    with pytest.raises(Refused) as refused:
        withdraw(by=ben, article=article, reason="boring")
    assert refused.value.reasons == [
        "This article is not live.",
        "“boring” is not a reason; the reasons are"
        " wrong, hoax, duplicate, superseded, safety, privacy, legal.",
    ]
    edition = article.editions.get()
    submit(by=ana, edition=edition)
    publish_now(by=cleo, edition=approve(by=cleo, edition=edition))
    withdraw(by=ben, article=article, reason="wrong")
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(by=ben, article=article, reason="wrong")
