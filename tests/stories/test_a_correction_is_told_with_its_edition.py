"""Readers are told what was changed when they read the change, not before."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.actions.publishing import hold, publish_now, schedule
from briefings.actions.records import correct, publish
from briefings.actions.refusals import Refused
from briefings.models import Change, Correction
from tests.factories import OfficialFactory
from tests.ledger import Reader
from tests.stories.desk import approved, drafted, next_draft, published

WORDS = "An earlier version said that he flew on Friday."


def test_it_waits_for_its_edition(ana: User, ben: User, cleo: User, tomorrow: datetime) -> None:
    article = published(drafted(ana), cleo).article
    draft = next_draft(article, ana, headline="Blinken flies on Saturday")
    correct(by=ben, identity=article.identity, kind="correction", words=WORDS, edition=draft)
    approved(draft, cleo)
    assert not Correction.objects.live(timezone.now()).exists()

    schedule(by=cleo, edition=draft, start=tomorrow)

    assert not Correction.objects.live(tomorrow - timedelta(minutes=1)).exists()
    assert Correction.objects.live(tomorrow).filter(told_at=tomorrow).exists()  # type: ignore[misc]
    waiting = Change.objects.get(public_id=article.public_id, due_at=tomorrow)
    assert (waiting.seq, waiting.proposed_op) == (None, "corrected")
    hold(by=cleo, edition=draft)
    assert not Correction.objects.live(tomorrow).exists()


def test_the_ledger_calls_it_a_correction(ana: User, ben: User, cleo: User) -> None:
    article = published(drafted(ana), cleo).article
    ledger = Reader()
    draft = next_draft(article, ana, headline="Blinken flies on Saturday")
    correct(by=ben, identity=article.identity, kind="correction", words=WORDS, edition=draft)

    published(draft, cleo)

    assert Correction.objects.live(timezone.now()).exists()
    assert ledger.ops(article) == ["corrected"]


def test_on_a_record_it_is_told_at_once(ben: User) -> None:
    official = publish(by=ben, row=OfficialFactory())
    ledger = Reader()

    correct(by=ben, identity=official.identity, kind="correction", words="Born in 1962.")

    assert Correction.objects.live(timezone.now()).get().words == "Born in 1962."
    assert ledger.ops(official) == ["corrected"]


def test_what_nobody_read_is_just_changed(ana: User, ben: User) -> None:
    edition = drafted(ana)
    identity = edition.article.identity

    with pytest.raises(Refused) as refused:
        correct(by=ben, identity=identity, kind="slip", words=" ")
    assert refused.value.reasons == [
        "The record is not public: just change it.",
        "“slip” is not a kind; they are update, clarification, correction.",
        "A correction says what was changed.",
    ]
    with pytest.raises(Refused) as refused:
        correct(by=ben, identity=identity, kind="correction", words=WORDS, edition=edition)
    assert refused.value.reasons == ["The article was never public: just change the draft."]


def test_it_comes_with_a_draft_of_its_own_article(ana: User, ben: User, cleo: User) -> None:
    live = published(drafted(ana), cleo)
    other = next_draft(published(drafted(ana, slug="qin-gang"), cleo).article, ana)

    with pytest.raises(Refused) as refused:
        correct(
            by=ben, identity=live.article.identity, kind="correction", words=WORDS, edition=live
        )
    assert refused.value.reasons == [
        "The edition is approved: the correction comes with the next one."
    ]
    with pytest.raises(Refused) as refused:
        correct(
            by=ben, identity=live.article.identity, kind="correction", words=WORDS, edition=other
        )
    assert refused.value.reasons == ["A correction comes with an edition of its own article."]


def test_its_words_stay_once_its_edition_was_live(
    ana: User, ben: User, cleo: User, tomorrow: datetime
) -> None:
    draft = next_draft(published(drafted(ana), cleo).article, ana)
    identity = draft.article.identity
    told = correct(by=ben, identity=identity, kind="correction", words=WORDS, edition=draft)
    schedule(by=cleo, edition=approved(draft, cleo), start=tomorrow)
    told.words = WORDS.replace("Friday", "Saturday")
    told.save()

    publish_now(by=cleo, edition=draft)

    told.words = WORDS
    for undo in (told.save, told.delete):
        with pytest.raises(IntegrityError, match="told is kept"), transaction.atomic():
            undo()
