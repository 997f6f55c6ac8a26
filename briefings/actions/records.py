"""Publish, retract and reinstate records and facts; corrections; slugs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.apps import apps
from django.contrib.auth.models import User
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.custody import set_approver, why_not_second_person
from briefings.actions.locking import lock, lock_edition
from briefings.actions.refusals import Refused, field_errors, refuse_if
from briefings.actions.sources import cited_with, release_sources
from briefings.models import (
    Correction,
    Edition,
    Exchange,
    Identity,
    MaybeStub,
    Published,
    Record,
)
from briefings.models.date_words import moment
from briefings.models.triggers.belonging import FACTS

PublishedT = TypeVar("PublishedT", bound=Published)
STUB = "It is a stub, entered while a text was written: complete it first."


def why_not_publish(row: Published, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot publish the row or move its embargo."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not publish records: ask an editor.")
    if _is_merged(row):
        reasons.append("It was merged into another: undo that instead.")
    elif row.retraction_reason:
        reasons.append("It was retracted: reinstate it instead.")
    elif row.is_live(at):
        reasons.append("It is published.")
    elif isinstance(row, MaybeStub) and row.stub:
        reasons.append(STUB)
    else:
        reasons += why_not_second_person(row, by)
    return reasons


def publish(*, by: User, row: PublishedT, start: datetime | None = None) -> PublishedT:
    """Publish a record or a fact: at once, or from `start` (an embargo). Raises `Refused`.

    A running embargo can be moved or lifted. Facts of the record that were never published, or that
    have the same embargo, are published with it, and so are the sources cited. A custody event that
    `by` entered waits for a second person.
    """
    with acting(by=by, action="publish", locking=row) as at:
        row = lock(row)
        reasons = why_not_publish(row, by, at)
        if start is not None and start <= at:
            reasons.append(f"{moment(start)} is in the past.")
        refuse_if(reasons)
        waiting = (None, row.live_period)
        rows: list[Published] = [row, *fact_rows(row)]
        for each in rows:
            if each.live_period in waiting and not why_not_second_person(each, by):
                each.live_period = TimestamptzRange(start or at, None)
                each.save(update_fields=["live_period", *set_approver(each, by)])
        release_sources(cited_with(row), at)
        return row


def fact_rows(row: Published) -> Iterator[Published]:
    """Yield the rows published with this one: its facts, their facts, an exchange's events.

    One query for each kind of row.
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
    """Return every reason why `by` cannot retract the row."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not retract: ask an editor.")
    if row.live_period is None:
        reasons.append("It was never published: delete it instead.")
    elif row.retraction_reason:
        reasons.append("It is retracted already.")
    return reasons


def retract(*, by: User, row: PublishedT, reason: str, note: str = "") -> PublishedT:
    """Retract a record or a fact at once. Raises `Refused`.

    The `reason` decides what readers are told. A row under embargo never becomes public.
    """
    with acting(by=by, action="retract", reason=reason, locking=row) as at:
        row = lock(row)
        reasons = why_not_retract(row, by)
        if reason not in Published.RetractionReason.values:
            known = ", ".join(Published.RetractionReason.values)
            reasons.append(f"“{reason}” is not a reason; the reasons are {known}.")
        if row.live_period is None or reasons:
            raise Refused(reasons)
        was_public = row.live_period.lower <= at
        row.live_period = (
            TimestamptzRange(row.live_period.lower, at)
            if was_public
            else TimestamptzRange(empty=True)
        )
        row.retraction_reason, row.retraction_note = reason, note
        row.save()
        release_sources(cited_with(row), at)
        return row


def why_not_reinstate(row: Published, by: User) -> list[str]:
    """Return every reason why `by` cannot reinstate the row."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not reinstate records: ask an editor.")
    if _is_merged(row):
        reasons.append("It was merged into another: undo that instead.")
    elif not row.retraction_reason:
        reasons.append("It is not retracted.")
    else:
        reasons += why_not_second_person(row, by, again=True)
    return reasons


def reinstate(*, by: User, row: PublishedT) -> PublishedT:
    """Reinstate a retracted record or fact: public again at once. Raises `Refused`.

    Its live period is open again from its first beginning; only the ledger keeps the gap. A custody
    event needs a second person again.
    """
    with acting(by=by, action="reinstate", locking=row) as at:
        row = lock(row)
        refuse_if(why_not_reinstate(row, by))
        first = row.live_period.lower if row.live_period is not None else None
        row.live_period = TimestamptzRange(first or at, None)
        row.retraction_reason = row.retraction_note = ""
        set_approver(row, by)
        row.save()
        release_sources(cited_with(row), at)
        return row


def why_not_correct(
    identity: Identity, by: User, at: datetime, edition: Edition | None
) -> list[str]:
    """Return every reason why `by` cannot publish a correction of the record (one query)."""
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
    """Publish a correction of a record: at once, or with the `edition` that corrects an article.

    Raises `Refused`.
    """
    article = edition.article if edition else None
    with acting(by=by, action="correct", reason=words, locking=article) as at:
        edition = lock_edition(edition) if edition else None
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
    """Return every reason why `by` cannot change the record's slug."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not change addresses: ask an editor.")
    if record.identity.merged_into_id is not None:
        reasons.append("It was merged into another: its addresses lead there.")
    return reasons


def change_slug(*, by: User, record: Record, slug: str) -> None:
    """Change a record's slug; the old address redirects for ever.

    Raises `Refused`, also if another record has or had the slug.
    """
    with acting(by=by, action="change slug", locking=record):
        record = lock(record)
        record.slug = slug
        refuse_if([*why_not_change_slug(record, by), *field_errors(record, "slug")])
        record.save(update_fields=["slug"])


def _is_merged(row: Published) -> bool:
    """Return whether the row is a merged record; one query unless its identity is fetched."""
    return isinstance(row, Record) and row.identity.merged_into_id is not None
