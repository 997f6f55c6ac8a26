"""A typo in a live piece: who may force it lets it out at once, and a second person looks after."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.actions import Refused, mending
from briefings.actions.lineage import approvers_of
from briefings.models import Article, Edition
from tests.admin import newsroom
from tests.stories.desk import person

pytestmark = pytest.mark.django_db


def mend(by: Any, live: Edition, body: str, **given: Any) -> Edition:
    """Mend the body of a live edition."""
    words = {"headline": live.headline, "standfirst": live.standfirst, "body": body}
    return mending.mend(
        by=by,
        article=live.article,
        **{"seen": live.number, "reason": "Typo", "words": words, **given},
    )


@pytest.fixture
def live() -> Edition:
    """Return a live edition."""
    return newsroom.live(person("Ana Ruiz", "reporter"), person("Cleo Marsh", "publisher"))


def test_a_publishers_is_live_and_flagged_until_another_approves_it(live: Edition) -> None:
    dev, eve = person("Dev Rao", "publisher"), person("Eve Lind", "publisher")

    mended = mend(dev, live, newsroom.FIXED)

    assert Edition.objects.live(timezone.now()).get() == mended
    assert [*Edition.objects.flagged()] == [mended]
    assert approvers_of(mended) == []
    with pytest.raises(Refused, match="You published it yourself"):
        mending.approve_afterwards(by=dev, edition=mended)
    mending.approve_afterwards(by=eve, edition=mended)
    assert not Edition.objects.flagged().exists()
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        Edition.objects.filter(pk=mended.pk).update(approved_by=dev)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_anybody_elses_waits_for_review(live: Edition, role: str) -> None:
    mended = mend(person("Ben Okri", role), live, newsroom.FIXED)

    assert mended.state == "in_review"
    assert mended.forced_reason == ""


@pytest.mark.parametrize(
    "body",
    [
        f"{newsroom.BODY}<p>{'And then much more was said of it. ' * 3}</p>",
        newsroom.BODY.replace(
            "state", '<a data-record="00000000-0000-4000-8000-000000000000">a</a>'
        ),
    ],
)
def test_what_is_more_than_a_typo_waits_for_review_too(live: Edition, body: str) -> None:
    mended = mend(person("Dev Rao", "publisher"), live, body)

    assert mended.state == "in_review"


def test_what_is_scheduled_for_later_gets_the_same_change() -> None:
    ana, cleo = person("Ana Ruiz", "reporter"), person("Cleo Marsh", "publisher")
    waiting = newsroom.scheduled_beside(ana, cleo)
    live = Edition.objects.get(number=1)

    mend(cleo, live, newsroom.FIXED)

    tomorrow = Edition.objects.scheduled(timezone.now()).get()
    assert (tomorrow.body, tomorrow.headline) == (newsroom.FIXED, waiting.headline)


def test_it_is_refused_with_every_reason(live: Edition) -> None:
    dev = person("Dev Rao", "publisher")

    with pytest.raises(Refused, match="No word was changed"):
        mend(dev, live, live.body)
    with pytest.raises(Refused, match="Say what was wrong"):
        mend(dev, live, newsroom.FIXED, reason=" ")
    mend(dev, live, newsroom.FIXED)
    with pytest.raises(Refused, match="Edition 2 went live after you opened this"):
        mend(dev, live, newsroom.BODY.replace("lands", "landed"))
    draft = newsroom.draft(dev)
    with pytest.raises(Refused, match="Nothing of it is live"):
        mend(dev, draft, newsroom.FIXED)
    assert Article.objects.count() == 2
