"""What tests of the desk begin with: people of each role and editions at each stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions import editions, publishing
from briefings.models import Edition

BODY = "<p>The secretary of state lands on Sunday.</p>"

FIXED = BODY.replace("Sunday", "Monday")


def draft(by: User, **words: Any) -> Edition:
    """Make a draft with a body."""
    number = Edition.objects.count()
    return editions.create_article(
        by=by,
        slug=f"a-visit-{number}",
        headline=f"A visit {number}",
        **{"body": BODY, **words},
    )


def in_review(by: User, **words: Any) -> Edition:
    """Make an edition in review."""
    edition = draft(by, **words)
    editions.submit(by=by, edition=edition)
    edition.refresh_from_db()
    return edition


def on_hold(by: User, approver: User, **words: Any) -> Edition:
    """Make an approved edition without a time."""
    return editions.approve(by=approver, edition=in_review(by, **words))


def scheduled(by: User, approver: User, **words: Any) -> Edition:
    """Make an edition that goes live tomorrow."""
    edition = on_hold(by, approver, **words)
    publishing.schedule(by=approver, edition=edition, start=timezone.now() + timedelta(days=1))
    edition.refresh_from_db()
    return edition


def live(by: User, approver: User, **words: Any) -> Edition:
    """Make a live edition."""
    edition = on_hold(by, approver, **words)
    publishing.publish_now(by=approver, edition=edition)
    edition.refresh_from_db()
    return edition


def next_draft(by: User, approver: User) -> Edition:
    """Make the second draft of an article that is live."""
    return editions.start_edition(by=by, article=live(by, approver).article)


def overtaken_draft(by: User, approver: User) -> Edition:
    """Make a draft that was started before another edition went live."""
    first = live(by, approver)
    draft, other = (editions.start_edition(by=by, article=first.article) for _ in range(2))
    other.standfirst = "What went live meanwhile."
    other.save()
    editions.submit(by=by, edition=other)
    publishing.publish_now(by=approver, edition=editions.approve(by=approver, edition=other))
    return draft


def scheduled_beside(by: User, approver: User) -> Edition:
    """Make the second edition of an article that is live; it goes live tomorrow."""
    edition = editions.start_edition(by=by, article=live(by, approver).article)
    edition.headline = "Tomorrow’s headline"
    edition.save()
    editions.submit(by=by, edition=edition)
    approved = editions.approve(by=approver, edition=edition)
    tomorrow = timezone.now() + timedelta(days=1)
    return publishing.schedule(by=approver, edition=approved, start=tomorrow)


def fix_beside(by: User, approver: User, **fixed: str) -> tuple[Edition, Edition]:
    """Make an edition that is scheduled for tomorrow, and a fix of what is live, approved."""
    waiting = scheduled_beside(by, approver)
    fix = editions.start_edition(by=by, article=waiting.article)
    for name, value in (fixed or {"body": FIXED}).items():
        setattr(fix, name, value)
    fix.save()
    editions.submit(by=by, edition=fix)
    return waiting, editions.approve(by=approver, edition=fix)


def held_for_a_fix(by: User, approver: User) -> Edition:
    """Make an edition of tomorrow that is held, since it lacks a fix that went live."""
    waiting, fix = fix_beside(by, approver)
    publishing.publish_now(by=approver, edition=fix, choices={waiting.number: "hold"})
    waiting.refresh_from_db()
    return waiting


Maker = Callable[[User, User], Edition]
