"""When the public sees an article: publish, schedule, hold, withdraw, restore."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.editions import start_edition, submit
from briefings.actions.fixes import NO_CHOICES, Choices, place_with_choices
from briefings.actions.live_periods import Period
from briefings.actions.locking import lock, lock_edition
from briefings.actions.placing import periods_of, put_on_hold, release_sources_of, write_period
from briefings.actions.refusals import refuse_if
from briefings.actions.text_checks import blocking_reasons
from briefings.models import Article, Edition, Published
from briefings.models.date_words import moment


def why_not_publish(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot publish the edition at once."""
    reasons = why_not_place(edition, by, at)
    if edition.live_period and at in edition.live_period:
        reasons.append("This edition is live.")
    return reasons


def publish_now(*, by: User, edition: Edition, choices: Choices = NO_CHOICES) -> Edition:
    """Publish an approved edition at once, in place of what is live. Raises `Refused`.

    An edition scheduled for later stays scheduled: this one ends where that begins. Publishing an
    edition of a withdrawn article restores the article.

    `choices` maps the number of each edition that lacks a fix, this one or one scheduled later, to
    what becomes of it; a missing choice is refused. Returns the edition that went live (this one,
    or the merged one if changes were carried over), or this edition if it was held.
    """
    with acting(by=by, action="publish", locking=edition.article) as at:
        edition = lock_edition(edition)
        refuse_if(
            [*why_not_publish(edition, by, at), *blocking_reasons(edition, by, at, goes_live=at)]
        )
        if edition.article.withdrawal_reason:
            edition.article.withdrawal_reason = edition.article.withdrawal_note = ""
            edition.article.save()
        return place_with_choices(by, edition, at, at, None, choices)


def why_not_schedule(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot schedule the edition, whatever the time."""
    reasons = why_not_place(edition, by, at)
    if edition.live_period and at in edition.live_period:
        reasons.append("This edition is live: schedule the next one.")
    if edition.article.withdrawal_reason:
        reasons.append("The article is withdrawn: publish it now to restore it.")
    return reasons


def schedule(
    *,
    by: User,
    edition: Edition,
    start: datetime,
    end: datetime | None = None,
    choices: Choices = NO_CHOICES,
) -> Edition:
    """Schedule an approved edition to go live at `start` and, if given, end at `end`.

    What is live then ends there. Raises `Refused`, also for a time in the past, an end before the
    start, and an overlap with another scheduled edition. `choices` and the returned edition are as
    for `publish_now`.
    """
    with acting(by=by, action="schedule", locking=edition.article) as at:
        edition = lock_edition(edition)
        reasons = why_not_schedule(edition, by, at)
        if start <= at:
            reasons.append(f"{moment(start)} is in the past.")
        if end is not None and end <= start:
            reasons.append("It would end before it begins.")
        refuse_if([*reasons, *blocking_reasons(edition, by, at, goes_live=start)])
        return place_with_choices(by, edition, at, start, end, choices)


def why_not_hold(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot put the edition on hold."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not publish: ask a publisher.")
    if not edition.live_period:
        reasons.append("This edition is not scheduled.")
    elif edition.live_period.lower <= at:
        reasons.append("This edition has been live: withdraw the article instead.")
    return reasons


def hold(*, by: User, edition: Edition, reason: str = "") -> Edition:
    """Put a scheduled edition on hold: approved, without a time. Raises `Refused`.

    The edition that it would have replaced stays live. The history keeps the `reason`, if one is
    given.
    """
    with acting(by=by, action="hold", reason=reason, locking=edition.article) as at:
        edition = lock_edition(edition)
        refuse_if(why_not_hold(edition, by, at))
        return put_on_hold(edition, at)


def why_not_withdraw(article: Article, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot withdraw the article."""
    reasons = []
    if not by.has_perm("briefings.withdraw_article"):
        reasons.append("Your role does not withdraw: ask an editor.")
    if article.withdrawal_reason:
        reasons.append("This article is withdrawn already.")
    elif not article.editions.live(at).exists():
        reasons.append("This article is not live.")
    return reasons


def withdraw(*, by: User, article: Article, reason: str, note: str = "") -> Article:
    """Withdraw an article at once. Raises `Refused`.

    The `reason` decides what readers get in its place; `note` is shown to them with it. Scheduled
    editions are put on hold.
    """
    with acting(by=by, action="withdraw", reason=reason, locking=article) as at:
        article = lock(article)
        reasons = why_not_withdraw(article, by, at)
        if reason not in Published.RetractionReason.values:
            known = ", ".join(Published.RetractionReason.values)
            reasons.append(f"“{reason}” is not a reason; the reasons are {known}.")
        refuse_if(reasons)
        for edition in article.editions.scheduled(at):
            write_period(article, edition.number, None)
            release_sources_of(edition, at)
        for edition in article.editions.live(at):
            write_period(article, edition.number, Period(edition.live_period.lower, at))
        article.withdrawal_reason, article.withdrawal_note = reason, note
        article.save()
        return article


def why_not_restore(article: Article, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot restore the article."""
    reasons = []
    if not by.has_perm("briefings.withdraw_article"):
        reasons.append("Your role does not restore articles: ask an editor.")
    if not article.withdrawal_reason:
        reasons.append("This article is not withdrawn.")
    elif waiting := article.editions.waiting().first():
        reasons.append(f"Edition {waiting.number} is in review: publish that to restore it.")
    return reasons


def restore(*, by: User, article: Article) -> Edition:
    """Submit a copy of the last live edition of a withdrawn article. Raises `Refused`.

    Once a second person has approved it, publishing it restores the article.
    """
    with acting(by=by, action="restore", locking=article) as at:
        article = lock(article)
        refuse_if(why_not_restore(article, by, at))
        last = article.editions.superseded(at).order_by("live_period").last()
        return submit(by=by, edition=start_edition(by=by, article=article, from_=last))


def why_not_place(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot give the edition any live period."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not publish: ask a publisher.")
    if edition.live_period is None:
        reasons.append("This edition is not approved.")
    elif edition.live_period.upper is not None and edition.live_period.upper <= at:
        reasons.append("This edition was live and has ended: start the next one from it.")
    elif (
        edition.article.withdrawal_reason
        and edition.approved_at is not None
        and edition.approved_at < withdrawn_at(edition.article)
    ):
        reasons.append("The article was withdrawn since: restore it, which makes a new edition.")
    return reasons


def withdrawn_at(article: Article) -> datetime:
    """Return the moment when a withdrawn article's last live edition ended (one query)."""
    ends = [period.end for period in periods_of(article).values() if period.end is not None]
    return max(ends)
