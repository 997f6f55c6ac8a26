"""When the public sees an article: now, at a time, on hold, withdrawn, put back."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.editions import start_edition, submit
from briefings.actions.fixes import NONE, Choices, place_with_choices
from briefings.actions.live_periods import Period
from briefings.actions.locking import locked, locked_edition
from briefings.actions.placing import periods_of, release_with, vacate, write
from briefings.actions.refusals import refuse_if
from briefings.models import Article, Edition, Published


def why_not_publish(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot make the edition live at once."""
    reasons = why_not_place(edition, by, at)
    if edition.live_period and at in edition.live_period:
        reasons.append("This edition is live.")
    return reasons


def publish_now(*, by: User, edition: Edition, choices: Choices = NONE) -> Edition:
    """Make an approved edition live at once, in place of what is live; raises `Refused`.

    An edition scheduled for later stays scheduled: this one ends where that begins. Publishing an
    edition of a withdrawn article puts the article back.

    `choices` says, by an edition's number, what becomes of it where it lacks what goes live before
    it: this one, or one scheduled for later. Without them the action is refused. Returns what went
    live: the edition, the one that it was carried over into, or the edition on hold.
    """
    with acting(by=by, action="publish", locking=edition.article) as at:
        edition = locked_edition(edition)
        refuse_if(why_not_publish(edition, by, at))
        if edition.article.withdrawal_reason:
            edition.article.withdrawal_reason = edition.article.withdrawal_note = ""
            edition.article.save()
        return place_with_choices(by, edition, at, at, None, choices)


def why_not_schedule(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot give the edition a time, whichever."""
    reasons = why_not_place(edition, by, at)
    if edition.live_period and at in edition.live_period:
        reasons.append("This edition is live: schedule the next one.")
    if edition.article.withdrawal_reason:
        reasons.append("The article is withdrawn: publish at once to put it back.")
    return reasons


def schedule(
    *,
    by: User,
    edition: Edition,
    start: datetime,
    end: datetime | None = None,
    choices: Choices = NONE,
) -> Edition:
    """Let an approved edition go live at `start` and, if given, end at `end`; raises `Refused`.

    What is live then gives way. A time in the past, an end before its start and an overlap with
    another scheduled edition are refused. For `choices`, and what comes back, see `publish_now`.
    """
    with acting(by=by, action="schedule", locking=edition.article) as at:
        edition = locked_edition(edition)
        reasons = why_not_schedule(edition, by, at)
        if start <= at:
            reasons.append(f"{start:%d %B %Y, %H:%M %Z} is in the past.")
        if end is not None and end <= start:
            reasons.append("It would end before it begins.")
        refuse_if(reasons)
        return place_with_choices(by, edition, at, start, end, choices)


def why_not_hold(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot call the edition's schedule off."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not publish: ask a publisher.")
    if not edition.live_period:
        reasons.append("This edition has no time ahead.")
    elif edition.live_period.lower <= at:
        reasons.append("This edition has been live: withdraw the article instead.")
    return reasons


def hold(*, by: User, edition: Edition) -> Edition:
    """Call a scheduled edition off: approved, without a time; raises `Refused`.

    The edition that it would have replaced goes on.
    """
    with acting(by=by, action="hold", locking=edition.article) as at:
        edition = locked_edition(edition)
        refuse_if(why_not_hold(edition, by, at))
        return vacate(edition, at)


def why_not_withdraw(article: Article, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot take the article down."""
    reasons = []
    if not by.has_perm("briefings.withdraw_article"):
        reasons.append("Your role does not withdraw: ask an editor.")
    if article.withdrawal_reason:
        reasons.append("This article is withdrawn already.")
    elif not article.editions.live(at).exists():
        reasons.append("This article is not live.")
    return reasons


def withdraw(*, by: User, article: Article, reason: str, note: str = "") -> Article:
    """Take an article down at once, for a reason that decides what readers get; raises `Refused`.

    `note` is what readers are told beside the reason. Scheduled editions are put on hold.
    """
    with acting(by=by, action="withdraw", reason=reason, locking=article) as at:
        article = locked(article)
        reasons = why_not_withdraw(article, by, at)
        if reason not in Published.RetractionReason.values:
            known = ", ".join(Published.RetractionReason.values)
            reasons.append(f"“{reason}” is not a reason; the reasons are {known}.")
        refuse_if(reasons)
        for edition in article.editions.scheduled(at):
            write(article, edition.number, None)
            release_with(edition, at)
        for edition in article.editions.live(at):
            write(article, edition.number, Period(edition.live_period.lower, at))
        article.withdrawal_reason, article.withdrawal_note = reason, note
        article.save()
        return article


def why_not_restore(article: Article, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot ask for the article to be put back."""
    reasons = []
    if not by.has_perm("briefings.withdraw_article"):
        reasons.append("Your role does not put articles back: ask an editor.")
    if not article.withdrawal_reason:
        reasons.append("This article is not withdrawn.")
    elif waiting := article.editions.waiting().first():
        reasons.append(f"Edition {waiting.number} is in review: publishing it puts it back.")
    return reasons


def restore(*, by: User, article: Article) -> Edition:
    """Submit a new edition that says what the withdrawn article last said; raises `Refused`.

    A second person approves it; publishing it puts the article back.
    """
    with acting(by=by, action="restore", locking=article) as at:
        article = locked(article)
        refuse_if(why_not_restore(article, by, at))
        last = article.editions.superseded(at).order_by("live_period").last()
        return submit(by=by, edition=start_edition(by=by, article=article, from_=last))


def why_not_place(edition: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` can give the edition no live period at all."""
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
    """Return the moment at which the last edition of a withdrawn article ended (one query)."""
    ends = [period.end for period in periods_of(article).values() if period.end is not None]
    return max(ends)
