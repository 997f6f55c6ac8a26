"""A typo is fixed today although tomorrow's edition is approved and waits for its moment."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.publishing import hold, publish_now, schedule
from briefings.actions.refusals import Refused
from tests.stories.desk import approved, drafted, next_draft, published, said

MINUTE = timedelta(minutes=1)


def test_each_is_read_in_its_time(ana: User, cleo: User, tomorrow: datetime) -> None:
    first = published(drafted(ana), cleo)
    article = first.article
    waiting = approved(next_draft(article, ana, headline="Blinken meets Qin"), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)

    fix = approved(next_draft(article, ana, from_=first, headline="Blinken flies to Peking"), cleo)
    publish_now(by=cleo, edition=fix, choices={2: "without"})

    assert said(article, timezone.now()) == "Blinken flies to Peking"
    assert said(article, tomorrow - MINUTE) == "Blinken flies to Peking"
    assert said(article, tomorrow) == "Blinken meets Qin"


def test_what_is_called_off_leaves_the_floor_to_the_fix(
    ana: User, cleo: User, tomorrow: datetime
) -> None:
    first = published(drafted(ana), cleo)
    article = first.article
    waiting = approved(next_draft(article, ana, headline="Blinken meets Qin"), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)
    fix = approved(next_draft(article, ana, from_=first, headline="Blinken flies to Peking"), cleo)
    publish_now(by=cleo, edition=fix, choices={2: "without"})

    held = hold(by=cleo, edition=waiting)

    assert held.state == "on_hold"
    assert said(article, tomorrow + MINUTE) == "Blinken flies to Peking"


def test_the_scheduled_one_can_be_moved_and_be_brought_forward(
    ana: User, cleo: User, tomorrow: datetime
) -> None:
    first = published(drafted(ana), cleo)
    waiting = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)

    schedule(by=cleo, edition=waiting, start=tomorrow + timedelta(days=1))
    assert said(first.article, tomorrow) == "Blinken flies to Beijing"

    publish_now(by=cleo, edition=waiting)
    assert said(first.article, timezone.now()) == "Blinken meets Qin"
    assert said(first.article, tomorrow + timedelta(days=2)) == "Blinken meets Qin"


def test_an_edition_with_an_end_makes_room_for_none_before_it(
    ana: User, cleo: User, tomorrow: datetime
) -> None:
    first = published(drafted(ana), cleo)
    second = approved(next_draft(first.article, ana), cleo)
    third = approved(next_draft(first.article, ana), cleo)
    schedule(by=cleo, edition=second, start=tomorrow)

    with pytest.raises(Refused) as refused:
        schedule(by=cleo, edition=third, start=tomorrow - MINUTE, end=tomorrow + MINUTE)

    assert "Edition 2 goes live before that end." in refused.value.reasons


def test_the_end_that_is_asked_for_is_the_one_given(
    ana: User, cleo: User, tomorrow: datetime
) -> None:
    """Nothing follows the first edition's end, so the second may stay longer."""
    first = approved(drafted(ana), cleo)
    schedule(by=cleo, edition=first, start=tomorrow, end=tomorrow + 2 * MINUTE)
    second = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)

    schedule(by=cleo, edition=second, start=tomorrow + MINUTE, end=tomorrow + 5 * MINUTE)

    assert said(first.article, tomorrow) == "Blinken flies to Beijing"
    assert said(first.article, tomorrow + 4 * MINUTE) == "Blinken meets Qin"
    assert said(first.article, tomorrow + 5 * MINUTE) is None
