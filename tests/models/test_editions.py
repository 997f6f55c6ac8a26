"""Editions: which one the public sees at any moment, and what never changes again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from briefings.models import Article, Correction, Edition, EditionWords, Identity, Mention
from tests.factories import (
    HOLD,
    ArticleFactory,
    CorrectionFactory,
    EditionFactory,
    FixChoiceFactory,
    MentionFactory,
    OfficialFactory,
    UserFactory,
    approved,
    between,
    since,
)

pytestmark = [pytest.mark.django_db, pytest.mark.server]

HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    """Return the moment at which the test begins."""
    return timezone.now()


def edition_of(article: Article, headline: str, live_period: Any = None) -> Edition:
    """Return an edition of the article, approved where it has a period."""
    edition: Edition = EditionFactory(article=article, headline=headline)
    return edition if live_period is None else approved(edition, live_period)


def headline_at(at: datetime) -> str | None:
    """Return what the one article is headed at that moment; None while it is not live."""
    article = Article.objects.live(at).first()
    return article.live_edition.headline if article else None


def test_the_public_sees_the_edition_of_the_moment(now: datetime) -> None:
    article = ArticleFactory()
    edition_of(article, "Blinken flies to Beijing", between(now - 3 * HOUR, now - HOUR))
    edition_of(article, "Blinken lands in Beijing", between(now - HOUR, now + HOUR))
    edition_of(article, "Blinken meets Qin", between(now + 2 * HOUR, now + 3 * HOUR))
    edition_of(article, "Blinken meets Wang", HOLD)
    edition_of(article, "Blinken meets Xi")
    assert [headline_at(now + hours * HOUR) for hours in (-4, -3, -2, -1, 0, 1, 2, 3)] == [
        None,
        "Blinken flies to Beijing",
        "Blinken flies to Beijing",
        "Blinken lands in Beijing",
        "Blinken lands in Beijing",
        None,
        "Blinken meets Qin",
        None,
    ]


def test_a_fix_is_published_beside_a_scheduled_edition(now: datetime) -> None:
    article = ArticleFactory()
    first = edition_of(article, "Blinken flys to Beijing", between(now - HOUR, now + HOUR))
    second = edition_of(article, "Blinken lands in Beijing", since(now + HOUR))
    approved(first, between(now - HOUR, now))
    fix = edition_of(article, "Blinken flies to Beijing")
    chosen = {"choice": "without", "chosen_by": UserFactory(), "chosen_at": now}
    FixChoiceFactory(edition=second, fix=fix, **chosen)
    approved(fix, between(now, now + HOUR))
    assert [headline_at(now + minutes * HOUR / 60) for minutes in (-1, 0, 59, 60)] == [
        "Blinken flys to Beijing",
        "Blinken flies to Beijing",
        "Blinken flies to Beijing",
        "Blinken lands in Beijing",
    ]


def test_articles_and_their_live_editions_are_one_query(
    now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for hours in (1, 3, 2):
        edition_of(ArticleFactory(), f"{hours} hours ago", since(now - hours * HOUR))
    with django_assert_num_queries(1):
        articles = Article.objects.live(now).newest_first()
        headlines = [article.live_edition.headline for article in articles]
    assert headlines == ["1 hours ago", "2 hours ago", "3 hours ago"]


def test_what_was_never_published_is_listed_last(now: datetime) -> None:
    draft, scheduled = ArticleFactory(slug="draft"), ArticleFactory(slug="scheduled")
    edition_of(draft, "Blinken meets Xi")
    edition_of(scheduled, "Blinken meets Wang", since(now + HOUR))
    assert list(Article.objects.newest_first()) == [scheduled, draft]


def test_words_for_editions(now: datetime) -> None:
    article = ArticleFactory()
    editions: dict[str, Edition] = {
        "ended": edition_of(article, "1", between(now - 2 * HOUR, now - HOUR)),
        "live": edition_of(article, "2", between(now - HOUR, now + HOUR)),
        "scheduled": edition_of(article, "3", since(now + HOUR)),
        "on hold": edition_of(article, "4", HOLD),
        "in review": EditionFactory(article=article, submitted_at=now, submitted_by=UserFactory()),
        "draft": EditionFactory(article=article),
    }

    def names(found: models.QuerySet[Edition]) -> set[str]:
        return {name for name, edition in editions.items() if edition in found}

    assert names(Edition.objects.live(now)) == {"live"}
    assert names(Edition.objects.superseded(now)) == {"ended"}
    assert names(Edition.objects.scheduled(now)) == {"scheduled"}
    assert names(Edition.objects.approved()) == {"ended", "live", "scheduled", "on hold"}
    assert names(Edition.objects.waiting()) == {"in review"}
    assert names(Edition.objects.drafts()) == {"in review", "draft"}
    assert {name: edition.state for name, edition in editions.items()} == {
        "ended": "approved",
        "live": "approved",
        "scheduled": "approved",
        "on hold": "on_hold",
        "in review": "in_review",
        "draft": "draft",
    }


def published_at(article: Article) -> datetime | None:
    """Return the article's first publication as the database has it."""
    return Article.objects.values_list("published_at", flat=True).get(pk=article.pk)


def test_the_first_publication_follows_the_editions(now: datetime) -> None:
    article = ArticleFactory(published_at=now)
    assert published_at(article) is None
    edition = edition_of(article, "Blinken flies to Beijing", since(now + HOUR))
    assert published_at(article) == now + HOUR
    approved(edition, HOLD)
    assert published_at(article) is None
    approved(edition, since(now + 2 * HOUR))
    edition_of(article, "Blinken will fly to Beijing", between(now, now + HOUR))
    assert published_at(article) == now
    Article.objects.update(published_at=now - HOUR)
    assert published_at(article) == now


def test_a_mention_has_its_articles_first_publication(now: datetime) -> None:
    draft = EditionFactory()
    mention = MentionFactory(edition=draft, article=ArticleFactory(), published_at=now - HOUR)
    mention.refresh_from_db()
    assert (mention.article, mention.published_at) == (draft.article, None)
    approved(draft, since(now))
    mention.refresh_from_db()
    assert mention.published_at == now
    Mention.objects.update(published_at=now - HOUR)
    mention.refresh_from_db()
    assert mention.published_at == now


def test_mentions_are_of_live_editions(now: datetime) -> None:
    qin = OfficialFactory(full_name="Qin Gang")
    mentions = []
    for hours in (1, 2):
        edition = EditionFactory()
        mentions.append(MentionFactory(edition=edition, record=qin))
        approved(edition, between(now - hours * HOUR, now + hours * HOUR))
    MentionFactory(record=qin)
    of_qin = Mention.objects.of(qin.public_id).newest_first()
    assert list(of_qin.live(now)) == mentions
    assert list(of_qin.live(now + HOUR)) == mentions[1:]
    assert not Mention.objects.of(OfficialFactory().public_id).live(now).exists()


def test_an_article_is_called_what_its_live_edition_is_headed(now: datetime) -> None:
    article = ArticleFactory()
    edition_of(article, "Blinken flies to Beijing", between(now - HOUR, now))
    edition_of(article, "Blinken lands in Beijing", since(now))
    official = OfficialFactory(full_name="Antony Blinken")

    def labels(at: datetime) -> list[str | None]:
        labelled: dict[int, Any] = Identity.objects.labelled(at).in_bulk()
        return [labelled[row.identity_id].label_at for row in (article, official)]

    assert labels(now - 2 * HOUR) == [None, "Antony Blinken"]
    assert labels(now - HOUR) == ["Blinken flies to Beijing", "Antony Blinken"]
    assert labels(now) == ["Blinken lands in Beijing", "Antony Blinken"]


def test_the_words_of_an_edition_are_read_once(now: datetime) -> None:
    edition = edition_of(ArticleFactory(), "Blinken lands in Beijing", since(now - HOUR))
    EditionWords.objects.update(said="'marked'")
    approved(edition, between(now - HOUR, now + HOUR))
    words = EditionWords.objects.get()
    assert (words.said, words.live_period) == ("'marked'", between(now - HOUR, now + HOUR))


def test_other_words_of_an_edition_are_read_again(now: datetime) -> None:
    edition = edition_of(ArticleFactory(), "Blinken lands in Beijing", since(now - HOUR))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL briefings.redacting = 'on'")
    for column, word in (("headline", "moscow"), ("standfirst", "tokyo"), ("plain_text", "lima")):
        Edition.objects.filter(pk=edition.pk).update(**{column: word})
        assert word in EditionWords.objects.get().said


def test_a_correction_is_told_with_its_edition_or_when_issued(now: datetime) -> None:
    article = ArticleFactory()
    at_once = CorrectionFactory(record=article, issued_at=now - 2 * HOUR)
    edition = EditionFactory(article=article)
    with_it = CorrectionFactory(record=article, edition=edition, issued_at=now - 3 * HOUR)
    with_draft = CorrectionFactory(record=article, edition=EditionFactory(article=article))
    approved(edition, since(now - HOUR))
    assert list(Correction.objects.live(now).newest_first()) == [with_it, at_once]
    assert list(Correction.objects.live(now - 2 * HOUR)) == [at_once]
    assert with_draft not in Correction.objects.live(now + HOUR)
