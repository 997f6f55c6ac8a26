"""Queues of pieces on the desk's front page: one for each step to publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.text import capfirst

from briefings.actions.writing import editions_shown_to
from briefings.admin import states
from briefings.admin.articles import LONG
from briefings.admin.base import desk_url
from briefings.admin.queues import (
    APPROVES,
    REVIEWS,
    SHOWN,
    WRITES,
    QueueItem,
    queue,
)
from briefings.admin.working_copies import page_url
from briefings.models import Edition, FixChoice, WorkingCopy


@queue("Typed and not saved", needs=WRITES)
def not_saved(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the pages of any kind on which the user typed and did not save, the latest first."""
    copies = WorkingCopy.objects.of(by).unsaved().defer("typed").order_by("-at")
    for copy in copies[:SHOWN]:
        yield QueueItem(
            copy.label,
            f"Kept {states.moment(copy.at)}, for you alone",
            page_url(copy.model, copy.key),
            "Open",
        )


@queue("Returned to you", needs=WRITES)
def returned(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the user's drafts that were returned, each with the note."""
    drafts = by.editions_created.unsubmitted().exclude(returned_note="").defer(*LONG)
    for edition in drafts.order_by("-id")[:SHOWN]:
        yield QueueItem(edition.headline, edition.returned_note, desk_url(edition), "Revise")


@queue("Your drafts", needs=WRITES)
def own_drafts(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the user's drafts, the latest first."""
    drafts = by.editions_created.unsubmitted().filter(returned_note="").defer(*LONG)
    for edition in drafts.order_by("-id")[:SHOWN]:
        yield QueueItem(
            edition.headline, f"Edition {edition.number}", desk_url(edition), "Continue"
        )


@queue("Sent for review by you", needs=WRITES)
def sent_for_review(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the editions in review that the user wrote or submitted, the latest first."""
    sent = Edition.objects.waiting().filter(Q(created_by=by) | Q(submitted_by=by)).defer(*LONG)
    for edition in sent.order_by("-submitted_at")[:SHOWN]:
        yield QueueItem(
            edition.headline, capfirst(states.of_edition(edition, at)), desk_url(edition), "Open"
        )


@queue("Waiting for review", needs=REVIEWS)
def in_review(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the editions that others submitted, the longest waiting first."""
    own = Q(created_by=by) | Q(submitted_by=by)
    editions = editions_shown_to(by).waiting().exclude(own).select_related("submitted_by")
    for edition in editions.defer(*LONG).order_by("submitted_at")[:SHOWN]:
        yield QueueItem(
            edition.headline,
            f"From {states.person(edition.submitted_by)}, {states.of_edition(edition, at)}",
            desk_url(edition),
            "Review",
        )


@queue("Held: lacks a fix", needs=APPROVES)
def undecided_fixes(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the editions held because nobody has chosen about a fix, the next to go live first."""
    choices = FixChoice.objects.open().select_related("edition", "fix")
    for choice in choices.order_by("edition__planned_period", "id")[:SHOWN]:
        yield QueueItem(
            choice.edition.headline,
            f"Lacks the changes of edition {choice.fix.number}: carry them over, go without"
            f" them, or keep it on hold. Now {states.of_edition(choice.edition, at)}",
            desk_url(choice.edition),
            "Choose",
        )


@queue("Approved, no time set", needs=APPROVES)
def on_hold(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the approved editions that wait for somebody to publish or schedule them."""
    undecided = FixChoice.objects.open().values("edition")
    held = Edition.objects.on_hold().exclude(pk__in=undecided)
    editions = held.select_related("approved_by").defer(*LONG)
    for edition in editions.order_by("approved_at")[:SHOWN]:
        yield QueueItem(
            edition.headline,
            f"Approved by {states.person(edition.approved_by) or 'nobody named'}",
            desk_url(edition),
            "Publish",
        )


@queue("Scheduled", needs=APPROVES)
def scheduled(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the scheduled editions, the next first."""
    editions = Edition.objects.scheduled(at).defer(*LONG).order_by("live_period")
    for edition in editions[:SHOWN]:
        yield QueueItem(
            edition.headline,
            capfirst(states.of_edition(edition, at)),
            desk_url(edition),
            "Open",
        )


@queue("Pieces: forced, not approved", needs=APPROVES)
def forced_editions(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the editions that went out without a second person, the first first."""
    editions = Edition.objects.flagged().select_related("created_by").defer(*LONG)
    for edition in editions.order_by("id")[:SHOWN]:
        yield QueueItem(
            edition.headline,
            f"{states.person(edition.created_by)}: {edition.forced_reason}. Now"
            f" {states.of_edition(edition, at)}",
            desk_url(edition),
            "Approve",
        )
