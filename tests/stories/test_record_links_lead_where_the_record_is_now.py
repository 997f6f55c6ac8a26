"""A link in an approved edition keeps the record's id; reading it decides where it leads."""

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.publishing import withdraw
from briefings.actions.records import change_slug, publish, reinstate, retract
from briefings.bodies import Target, resolve_links
from briefings.models import Edition, Identity, Official
from briefings.models.record_types import page_path
from tests.factories import OfficialFactory
from tests.stories.desk import drafted, next_draft, published


@pytest.fixture
def qin(ben: User) -> Official:
    """Return a published official."""
    return publish(by=ben, row=OfficialFactory(full_name="Qin Gang", slug="qin-gang"))


@pytest.fixture
def edition(ana: User, cleo: User, qin: Official) -> Edition:
    """Return a live edition that links the official."""
    body = f'<p>He met <a data-record="{qin.public_id}">Qin</a>.</p>'
    return published(drafted(ana, body=body), cleo)


def read(edition: Edition, at: datetime | None = None) -> str:
    """Return the edition's body as it is read at a moment, by default now."""
    at = at or timezone.now()
    linked = Identity.objects.live(at).labelled(at).filter(mentions__edition=edition)
    targets = {
        public_id: Target(label, page_path(type_, slug) or "")
        for public_id, label, type_, slug in linked.values_list(  # type: ignore[misc]
            "public_id", "label_at", "type", "slug"
        )
    }
    return resolve_links(edition.rendered, targets)


def test_to_its_present_address_and_name(ben: User, edition: Edition, qin: Official) -> None:
    change_slug(by=ben, record=qin, slug="qin-gang-diplomat")
    Official.objects.filter(pk=qin.pk).update(full_name="Qin Gang, diplomat")

    assert read(edition) == (
        '<p>He met <a class="record" href="/officials/qin-gang-diplomat/"'
        ' title="Qin Gang, diplomat">Qin</a>.</p>'
    )


def test_nowhere_while_the_record_is_retracted(ben: User, edition: Edition, qin: Official) -> None:
    retract(by=ben, row=qin, reason="safety")
    assert read(edition) == "<p>He met Qin.</p>"

    reinstate(by=ben, row=qin)
    assert 'href="/officials/qin-gang/"' in read(edition)


def test_in_superseded_editions_too(
    ana: User, ben: User, cleo: User, edition: Edition, qin: Official
) -> None:
    published(next_draft(edition.article, ana, body="<p>He met nobody.</p>"), cleo)

    change_slug(by=ben, record=qin, slug="qin")

    edition.refresh_from_db()
    assert 'href="/officials/qin/"' in read(edition)


def test_to_an_article_under_its_live_headline(
    ana: User, ben: User, cleo: User, edition: Edition, tomorrow: datetime
) -> None:
    body = f'<p>As <a data-record="{edition.article.public_id}">we wrote</a>.</p>'
    follower = published(drafted(ana, slug="the-day-after", body=body), cleo)
    published(next_draft(edition.article, ana, headline="Blinken meets Qin"), cleo)

    assert 'title="Blinken meets Qin"' in read(follower)
    withdraw(by=ben, article=edition.article, reason="wrong")
    assert read(follower) == read(follower, tomorrow) == "<p>As we wrote.</p>"
