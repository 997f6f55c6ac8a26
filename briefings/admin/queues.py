"""Queues of the desk's front page, and those of editions: one for each step to publication."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from briefings.actions.writing import editions_shown_to
from briefings.admin import states
from briefings.admin.articles import LONG
from briefings.admin.base import desk_url, user_of
from briefings.models import Edition, FixChoice

SHOWN = 8
COUNTED = 1_000


@dataclass(frozen=True)
class QueueItem:
    """One thing to do: what it is, why, and a button that leads to it."""

    title: str
    why: str
    url: str
    button: str


@dataclass(frozen=True)
class Queue:
    """Items of one kind, at most `SHOWN`; `empty` is shown if there are none."""

    title: str
    lines: list[QueueItem]
    empty: str
    found: int | None = None

    @property
    def count(self) -> str:
        """How many there are: `found` if they were counted, else how many are shown."""
        if self.found is not None:
            return f"{COUNTED:,} or more" if self.found >= COUNTED else f"{self.found:,}"
        return f"{SHOWN} or more" if len(self.lines) == SHOWN else str(len(self.lines))


def undecided_fixes() -> Queue:
    """Return the editions held because nobody has chosen about a fix, the next to go live first."""
    at = timezone.now()
    choices = FixChoice.objects.open().select_related("edition", "fix")
    lines = [
        QueueItem(
            choice.edition.headline,
            f"Lacks what edition {choice.fix.number} changed: carry it over, go without it, or"
            f" keep it held. Now {states.of_edition(choice.edition, at)}",
            desk_url(choice.edition),
            "Choose",
        )
        for choice in choices.order_by("edition__planned_period", "id")[:SHOWN]
    ]
    return Queue("Held: lacks a fix", lines, "Nothing is held for want of a choice.")


def own_drafts(request: HttpRequest) -> Queue:
    """Return the user's drafts; a returned one with its note."""
    drafts = user_of(request).editions_created.unsubmitted().defer(*LONG).order_by("-id")
    lines = [
        QueueItem(edition.headline, edition.returned_note or "Draft", desk_url(edition), "Go on")
        for edition in drafts[:SHOWN]
    ]
    return Queue("My drafts", lines, "You have no draft.")


def in_review(request: HttpRequest) -> Queue:
    """Return the editions in review that the user may see, the longest waiting first."""
    at = timezone.now()
    shown = editions_shown_to(user_of(request))
    editions = shown.waiting().select_related("submitted_by").defer(*LONG)
    lines = [
        QueueItem(
            edition.headline,
            f"From {states.person(edition.submitted_by)}, {states.of_edition(edition, at)}",
            desk_url(edition),
            "Review",
        )
        for edition in editions.order_by("submitted_at")[:SHOWN]
    ]
    return Queue("Waiting for review", lines, "Nothing is in review.")


def scheduled() -> Queue:
    """Return the scheduled editions, the next first."""
    at = timezone.now()
    editions = Edition.objects.scheduled(at).defer(*LONG).order_by("live_period")
    lines = [
        QueueItem(edition.headline, states.of_edition(edition, at), desk_url(edition), "Open")
        for edition in editions[:SHOWN]
    ]
    return Queue("Scheduled", lines, "Nothing is scheduled.")


def forced_editions() -> Queue:
    """Return the editions that went out without a second person, the first first."""
    at = timezone.now()
    editions = Edition.objects.flagged().select_related("created_by").defer(*LONG)
    lines = [
        QueueItem(
            edition.headline,
            f"{states.person(edition.created_by)}: {edition.forced_reason}. Now"
            f" {states.of_edition(edition, at)}",
            desk_url(edition),
            "Approve",
        )
        for edition in editions.order_by("id")[:SHOWN]
    ]
    return Queue("Pieces: forced, not approved", lines, "Every piece was seen by two.")
