"""A change's kind follows from what the ledger said last of the row, and from what is public."""

from datetime import datetime, timedelta

import pytest

from briefings.models import Article, Change, Edition
from tests.factories import (
    ArticleFactory,
    CorrectionFactory,
    EditionFactory,
    OfficialFactory,
    approved,
    between,
    since,
)
from tests.ledger import Reader, database_now, sql
from tests.moments import ahead, in_its_time, wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Edition:
    """Return the live first edition of an article."""
    return approved(EditionFactory(), since(database_now()))


def supersede(edition: Edition, at: datetime, *, correction: str = "") -> Edition:
    """Close the edition's period at `at` and open that of the next, with a correction or none."""
    successor = EditionFactory(article=edition.article, based_on=edition)
    if correction:
        CorrectionFactory(record=edition.article, edition=successor, kind=correction)
    assert edition.live_period is not None
    approved(edition, between(edition.live_period.lower, at))
    return approved(successor, since(at))


def test_an_article_is_created_updated_withdrawn_and_restored() -> None:
    reader = Reader()
    first = approved(EditionFactory(), since(database_now()))
    assert reader.news() == [("article", "created")]
    second = supersede(first, database_now())
    assert reader.news() == [("article", "updated")]
    end(second, database_now())
    assert reader.news() == [("article", "withdrawn")]
    approved(EditionFactory(article=first.article), since(database_now()))
    assert reader.news() == [("article", "restored")]


def test_drafts_and_editions_on_hold_are_nothing(first: Edition) -> None:
    reader = Reader()
    draft = EditionFactory(article=first.article, based_on=first)
    draft.headline = "A trip to Beijing"
    draft.save()
    approved(draft, type(since(database_now()))(empty=True))
    assert reader.news() == []


@in_its_time
def test_an_end_set_ahead_is_nothing_yet_and_a_withdrawal_then(first: Edition) -> None:
    reader = Reader()
    at = ahead(0.3)
    end(first, at)
    assert reader.news() == []
    wait_for(at)
    assert reader.news() == [("article", "withdrawn")]


@in_its_time
def test_a_successor_at_the_very_end_is_one_update(first: Edition) -> None:
    reader = Reader()
    at = ahead(0.3)
    supersede(first, at)
    assert reader.news() == []
    wait_for(at)
    assert reader.news() == [("article", "updated")]


@pytest.mark.parametrize(
    ("kind", "op"),
    [("correction", "corrected"), ("clarification", "corrected"), ("update", "updated")],
)
@in_its_time
def test_an_edition_says_whether_it_corrects(first: Edition, kind: str, op: str) -> None:
    reader = Reader()
    second = supersede(first, database_now(), correction=kind)
    assert reader.news() == [("article", op)]
    at = ahead(0.3)
    supersede(second, at, correction=kind)
    assert reader.news() == []
    wait_for(at)
    assert reader.news() == [("article", op)]


@in_its_time
def test_a_correction_that_was_put_off_is_told_when_it_comes(first: Edition) -> None:
    reader = Reader()
    at, later = ahead(0.2), ahead(0.4)
    second = supersede(first, at, correction="correction")
    approved(second, type(since(later))(empty=True))
    end(first, later)
    approved(second, since(later))
    wait_for(at)
    assert reader.news() == []
    wait_for(later)
    assert reader.news() == [("article", "corrected")]


def test_a_correction_added_to_a_live_edition_is_told(first: Edition) -> None:
    reader = Reader()
    CorrectionFactory(record=first.article, edition=first)
    [told] = reader.changes()
    assert (told.type, told.op, told.fields) == ("article", "corrected", ["corrections"])


def test_a_correction_of_a_record_is_told_at_once() -> None:
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(database_now()))
    reader = Reader()
    CorrectionFactory(record=qin)
    [told] = reader.changes()
    assert (told.type, told.op, told.fields) == ("official", "corrected", ["corrections"])


def test_a_correction_of_a_draft_is_nothing() -> None:
    reader = Reader()
    CorrectionFactory(record=OfficialFactory(full_name="Qin Gang"))
    assert reader.news() == []


def test_a_group_is_the_actions_and_else_the_transactions() -> None:
    reader = Reader()
    OfficialFactory.create_batch(2, live_period=since(database_now()))
    first, second = reader.changes()
    assert first.group == second.group
    sql("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")()
    OfficialFactory(live_period=since(database_now()))
    [third] = reader.changes()
    assert third.group != first.group


def test_the_first_publication_stays_however_often_editions_follow(first: Edition) -> None:
    assert first.live_period is not None
    began = first.live_period.lower
    supersede(first, database_now())
    assert Article.objects.get(pk=first.article_id).published_at == began


def test_waiting_rows_of_what_was_called_off_are_gone() -> None:
    edition = approved(
        EditionFactory(article=ArticleFactory()), since(database_now() + timedelta(hours=1))
    )
    assert Change.objects.filter(seq=None, origin=edition.article.public_id).count() == 1
    approved(edition, type(since(database_now()))(empty=True))
    assert not Change.objects.filter(seq=None, origin=edition.article.public_id).exists()


def end(edition: Edition, at: datetime) -> None:
    """Let the edition end at `at`."""
    assert edition.live_period is not None
    approved(edition, between(edition.live_period.lower, at))
