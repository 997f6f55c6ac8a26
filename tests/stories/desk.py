"""The desk of the stories: people with roles, and editions brought as far as a story needs."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, User

from briefings.actions.editions import approve, create_article, start_edition, submit
from briefings.actions.publishing import publish_now
from briefings.models import Article, Edition

SLUG = "blinken-flies-to-beijing"
HEADLINE = "Blinken flies to Beijing"
BODY = "<p>Expectations are low.</p><p>Four meetings are planned.</p>"
FIXED = BODY.replace("low", "modest")


def person(name: str, role: str) -> User:
    """Return somebody who has the role; "" is none."""
    first, last = name.split()
    user = User.objects.create(username=name.lower().replace(" ", "."))
    user.first_name, user.last_name = first, last
    user.save()
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def drafted(by: User, **words: Any) -> Edition:
    """Return the first draft of an article."""
    return create_article(by=by, **{"slug": SLUG, "headline": HEADLINE, "body": BODY, **words})


def next_draft(article: Article, by: User, from_: Edition | None = None, **words: Any) -> Edition:
    """Return the article's next draft, with `words` that differ from the edition before."""
    edition = start_edition(by=by, article=article, from_=from_)
    return changed(edition, **words)


def changed(edition: Edition, **words: Any) -> Edition:
    """Return the draft with other words."""
    for name, value in words.items():
        setattr(edition, name, value)
    edition.save()
    return edition


def approved(edition: Edition, by: User) -> Edition:
    """Return the draft handed in by its writer and approved."""
    assert edition.created_by is not None
    submit(by=edition.created_by, edition=edition)
    return approve(by=by, edition=edition)


def published(edition: Edition, by: User) -> Edition:
    """Return the draft approved and live."""
    return publish_now(by=by, edition=approved(edition, by))


def said(article: Article, at: Any) -> str | None:
    """Return the headline of the article at a moment; None: the public does not see it."""
    found = Article.objects.live(at).filter(pk=article.pk).first()
    return found.live_edition.headline if found else None


def read(article: Article, at: datetime) -> str:
    """Return what the public reads at a moment, "" for nothing."""
    found = Article.objects.live(at).filter(pk=article.pk).first()
    return found.live_edition.body if found else ""


def read_again(edition: Edition) -> Edition:
    """Return the edition as it is stored."""
    return Edition.objects.get(pk=edition.pk)


def write(edition: Edition, start: datetime, end: datetime | None) -> None:
    """Write a period past all actions."""
    Edition.objects.filter(pk=edition.pk).update(live_period=(start, end))
