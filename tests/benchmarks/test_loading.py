"""What `make bench` loads is what editors would have made: same rows, same words, same triggers."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db import connection
from django.forms.models import model_to_dict
from django.utils import timezone

from benchmarks.loading import Sizes
from benchmarks.loading.articles import COMMON, RARE, USUAL
from briefings import ledger
from briefings.actions.editions import approve, create_article, submit
from briefings.actions.publishing import publish_now
from briefings.actions.rendering import render_edition
from briefings.models import Article, Change, Detainee, Edition, Identity, Meeting, Official, Slug

Load = Callable[[int], Sizes]
DERIVED = {
    "identities": "SELECT * FROM briefings_identity ORDER BY id",
    "slugs": "SELECT type, slug, identity_id FROM briefings_slug ORDER BY 1, 2",
    "articles": "SELECT id, identity_id, published_at FROM briefings_article ORDER BY id",
    "mentions": "SELECT * FROM briefings_mention ORDER BY id",
    "waiting": "SELECT due_at, type, public_id, identity_id, reason, fields, origin, periods"
    " FROM briefings_change WHERE seq IS NULL ORDER BY due_at, public_id",
    "numbered": "SELECT * FROM briefings_change WHERE seq IS NOT NULL ORDER BY seq",
}


def rows(query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def derived() -> dict[str, list[tuple[Any, ...]]]:
    """Return all that triggers write of articles."""
    return {name: rows(query) for name, query in DERIVED.items()}


def test_the_triggers_find_nothing_to_put_right(newsroom_of: Load) -> None:
    newsroom_of(100)
    before = derived()

    rows("SELECT briefings_announce_article(id, '{}') FROM briefings_article")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE briefings_article SET version = version")
    ledger.read_state()

    assert derived() == before
    assert before["waiting"]


def test_a_loaded_article_is_as_one_that_was_published(newsroom_of: Load) -> None:
    newsroom_of(100)
    loaded = Edition.objects.live(timezone.now()).order_by("pk")[0]
    writer, publisher = User.objects.order_by("pk")
    publisher.user_permissions.set(Permission.objects.all())
    writer.user_permissions.set(Permission.objects.all())
    writer, publisher = User.objects.order_by("pk")

    edition = create_article(
        by=writer,
        slug="a-week-in-geneva",
        headline=loaded.headline,
        standfirst=loaded.standfirst,
        body=loaded.body,
        about=loaded.about,
        dateline_place=loaded.dateline_place,
    )
    edition = approve(by=publisher, edition=submit(by=writer, edition=edition))
    edition = publish_now(by=publisher, edition=edition)
    ledger.read_state()

    assert facts(loaded) == facts(Edition.objects.get(pk=edition.pk))


def facts(edition: Edition) -> dict[str, Any]:
    """Return all that an article's publication left, without keys, moments and its own name."""
    article = edition.article
    change = Change.objects.get(public_id=article.public_id, seq__isnull=False)
    identity = Identity.objects.get(pk=article.identity_id)
    return {
        "edition": {
            name: getattr(edition, name)
            for name in (
                *("headline", "standfirst", "body", "about_id", "dateline_place", "dateline_on"),
                *("rendered", "contents", "plain_text", "word_count", "hero_id", "returned_note"),
                *("created_by_id", "submitted_by_id", "approved_by_id"),
            )
        },
        "article": model_to_dict(article, exclude=["id", "slug", "section"]),
        "first": article.published_at
        == edition.article.editions.order_by("pk")[0].live_period.lower,
        "identity": (identity.type, identity.label, identity.public_id == article.public_id),
        "slugs": Slug.objects.filter(identity=identity, type="article").count(),
        "change": (change.type, change.op, change.reason, change.fields, change.periods),
        "of": (change.identity_id == identity.pk, change.origin, change.proposed_op),
        "mentions": [
            (mention.identity_id, mention.position, mention.published_at == article.published_at)
            for mention in edition.mentions.order_by("position")
        ],
        "citations": [
            (citation.source_id, citation.place, citation.record_id == identity.pk)
            for citation in edition.citations.order_by("place")
        ],
    }


def test_every_edition_is_made_ready_as_approval_does(newsroom_of: Load) -> None:
    newsroom_of(100)
    now = timezone.now()

    for edition in Edition.objects.approved().order_by("-pk")[:10]:
        ready = render_edition(edition, now)
        assert (edition.rendered, edition.plain_text) == (ready.html, ready.text)
        assert edition.word_count == ready.words
        noted = edition.mentions.order_by("position")
        assert [*noted.values_list("identity__public_id", flat=True)] == [*ready.mentions]


def test_a_newsroom_has_what_the_questions_are_about(newsroom_of: Load) -> None:
    sizes = newsroom_of(200)
    now = timezone.now()
    live = Article.objects.live(now)

    def saying(word: str) -> int:
        return Edition.objects.live(now).filter(plain_text__contains=word).count()

    assert live.count() == sizes.articles - sizes.scheduled
    assert saying(RARE[0]) == 10
    assert 20 < saying(COMMON[0]) < 32
    assert 170 < saying(USUAL[0]) < 185
    assert Edition.objects.scheduled(now).count() > sizes.scheduled
    assert Edition.objects.superseded(now).count() > sizes.articles
    assert Official.objects.live(now).count() == sizes.officials
    assert Meeting.objects.live(now).exists()
    assert Detainee.objects.live(now).exists()
