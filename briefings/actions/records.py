"""When the public sees a record or a row of one; corrections; slugs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.apps import apps
from django.contrib.auth.models import User
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.custody import approve, why_not_second
from briefings.actions.locking import locked, locked_edition
from briefings.actions.refusals import Refused, faults, refuse_if
from briefings.actions.sources import cited_with, release_sources
from briefings.models import Correction, Edition, Exchange, Identity, Published, Record
from briefings.models.triggers.belonging import FACTS

PublishedT = TypeVar("PublishedT", bound=Published)


def why_not_publish(row: Published, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot make the row public, or move its embargo."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not publish records: ask an editor.")
    if _is_merged(row):
        reasons.append("It was merged into another: undo that instead.")
    elif row.retraction_reason:
        reasons.append("It was retracted: put it back instead.")
    elif row.is_live(at):
        reasons.append("It is published.")
    else:
        reasons += why_not_second(row, by)
    return reasons


def publish(*, by: User, row: PublishedT, start: datetime | None = None) -> PublishedT:
    """Make a record, or a row that states a fact, public: at once, or from `start` (an embargo).

    An embargo that is on can be moved, or lifted. The rows of a record that were never published,
    or wait for the same moment, go with it, and so do the sources that they cite; a custody event
    that `by` entered waits for a second person. Raises `Refused`.
    """
    with acting(by=by, action="publish", locking=row) as at:
        row = locked(row)
        reasons = why_not_publish(row, by, at)
        if start is not None and start <= at:
            reasons.append(f"{start:%d %B %Y, %H:%M %Z} is in the past.")
        refuse_if(reasons)
        waiting = (None, row.live_period)
        rows: list[Published] = [row, *fact_rows(row)]
        for each in rows:
            if each.live_period in waiting and not why_not_second(each, by):
                each.live_period = TimestamptzRange(start or at, None)
                each.save(update_fields=["live_period", *approve(each, by)])
        release_sources(cited_with(row), at)
        return row


def fact_rows(row: Published) -> Iterator[Published]:
    """Yield the rows that are published with this one: its facts, theirs, an exchange's events.

    A query a kind.
    """
    if isinstance(row, Exchange):
        yield from row.custody_events.all()
    for fact, declared in FACTS.items():
        if row._meta.model_name in declared.of:
            model = apps.get_model("briefings", fact)
            for found in model._default_manager.filter(**{str(row._meta.model_name): row}):
                yield found
                yield from fact_rows(found)


def why_not_retract(row: Published, by: User) -> list[str]:
    """Return every reason why `by` cannot take the row back."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not retract: ask an editor.")
    if row.live_period is None:
        reasons.append("It was never published: delete it instead.")
    elif row.retraction_reason:
        reasons.append("It is retracted already.")
    return reasons


def retract(*, by: User, row: PublishedT, reason: str, note: str = "") -> PublishedT:
    """Take a record or a row back at once, for a reason that decides what readers are told.

    What was under embargo is never shown. Raises `Refused`.
    """
    with acting(by=by, action="retract", reason=reason, locking=row) as at:
        row = locked(row)
        reasons = why_not_retract(row, by)
        if reason not in Published.RetractionReason.values:
            known = ", ".join(Published.RetractionReason.values)
            reasons.append(f"“{reason}” is not a reason; the reasons are {known}.")
        if row.live_period is None or reasons:
            raise Refused(reasons)
        seen = row.live_period.lower <= at
        row.live_period = (
            TimestamptzRange(row.live_period.lower, at) if seen else TimestamptzRange(empty=True)
        )
        row.retraction_reason, row.retraction_note = reason, note
        row.save()
        release_sources(cited_with(row), at)
        return row


def why_not_put_back(row: Published, by: User) -> list[str]:
    """Return every reason why `by` cannot put the row back."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not put records back: ask an editor.")
    if _is_merged(row):
        reasons.append("It was merged into another: undo that instead.")
    elif not row.retraction_reason:
        reasons.append("It is not retracted.")
    else:
        reasons += why_not_second(row, by, again=True)
    return reasons


def put_back(*, by: User, row: PublishedT) -> PublishedT:
    """Make a retracted record or row public again at once. Raises `Refused`.

    Its period reopens; the ledger keeps the gap. A custody event needs a second person again.
    """
    with acting(by=by, action="put back", locking=row) as at:
        row = locked(row)
        refuse_if(why_not_put_back(row, by))
        first = row.live_period.lower if row.live_period is not None else None
        row.live_period = TimestamptzRange(first or at, None)
        row.retraction_reason = row.retraction_note = ""
        approve(row, by)
        row.save()
        release_sources(cited_with(row), at)
        return row


def why_not_correct(
    identity: Identity, by: User, at: datetime, edition: Edition | None
) -> list[str]:
    """Return every reason why `by` cannot say what was changed on the record (one query)."""
    reasons = []
    if not by.has_perm("briefings.add_correction"):
        reasons.append("Your role does not correct: ask an editor.")
    if edition is None and not Identity.objects.live(at).filter(pk=identity.pk).exists():
        reasons.append("The record is not public: just change it.")
    if edition is not None and edition.approved_at is not None:
        reasons.append("The edition is approved: the correction comes with the next one.")
    if edition is not None and not (
        edition.article.published_at and edition.article.published_at <= at
    ):
        reasons.append("The article was never public: just change the draft.")
    return reasons


def correct(
    *, by: User, identity: Identity, kind: str, words: str, edition: Edition | None = None
) -> Correction:
    """Say on a record what was changed: at once, or with the `edition` that changes an article.

    Raises `Refused`.
    """
    article = edition.article if edition else None
    with acting(by=by, action="correct", reason=words, locking=article) as at:
        edition = locked_edition(edition) if edition else None
        reasons = why_not_correct(identity, by, at, edition)
        if kind not in Correction.Kind.values:
            reasons.append(f"“{kind}” is not a kind; they are {', '.join(Correction.Kind.values)}.")
        if not words.strip():
            reasons.append("A correction says what was changed.")
        refuse_if(reasons)
        return Correction.objects.create(
            identity=identity, edition=edition, kind=kind, words=words, issued_at=at
        )


def why_not_change_slug(record: Record, by: User) -> list[str]:
    """Return every reason why `by` cannot give the record another address."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not change addresses: ask an editor.")
    if record.identity.merged_into_id is not None:
        reasons.append("It was merged into another: its addresses lead there.")
    return reasons


def change_slug(*, by: User, record: Record, slug: str) -> None:
    """Give a record another address; the old one leads there for ever. Raises `Refused`.

    A slug that is, or once was, another record's is refused.
    """
    with acting(by=by, action="change slug", locking=record):
        record = locked(record)
        record.slug = slug
        refuse_if([*why_not_change_slug(record, by), *faults(record, "slug")])
        record.save(update_fields=["slug"])


def _is_merged(row: Published) -> bool:
    """Return whether the row is a merged record; a query, if its identity is not fetched."""
    return isinstance(row, Record) and row.identity.merged_into_id is not None
