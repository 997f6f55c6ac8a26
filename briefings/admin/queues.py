"""Queues of the desk's front page; those of editions, one for each step on their way."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from briefings.actions.writing import editions_shown_to
from briefings.admin import states
from briefings.admin.articles import LONG
from briefings.admin.base import address, editor
from briefings.models import Edition, FixChoice

SHOWN = 8
COUNTED = 1_000


@dataclass(frozen=True)
class QueueItem:
    """One thing to see to."""

    title: str
    why: str
    url: str
    button: str


@dataclass(frozen=True)
class Queue:
    """Lines of one kind, at most `SHOWN`; `empty` is said where there are none."""

    title: str
    lines: list[QueueItem]
    empty: str
    found: int | None = None

    @property
    def count(self) -> str:
        """How many there are, as far as they are shown or were counted in `found`."""
        if self.found is not None:
            return f"{COUNTED:,} or more" if self.found >= COUNTED else f"{self.found:,}"
        return f"{SHOWN} or more" if len(self.lines) == SHOWN else str(len(self.lines))


def undecided() -> Queue:
    """Return what is held since nobody has chosen about a fix, the next hour first."""
    at = timezone.now()
    choices = FixChoice.objects.open().select_related("edition", "fix")
    lines = [
        QueueItem(
            choice.edition.headline,
            f"Lacks what edition {choice.fix.number} changed: carry it over, go without it, or"
            f" keep it held. Now {states.of_edition(choice.edition, at)}",
            address(choice.edition),
            "Choose",
        )
        for choice in choices.order_by("edition__planned_period", "id")[:SHOWN]
    ]
    return Queue("Held: lacks a fix", lines, "Nothing is held for want of a choice.")


def mine(request: HttpRequest) -> Queue:
    """Return the drafts of who is signed in, what was returned with its note."""
    drafts = editor(request).editions_created.unsubmitted().defer(*LONG).order_by("-id")
    lines = [
        QueueItem(edition.headline, edition.returned_note or "Draft", address(edition), "Go on")
        for edition in drafts[:SHOWN]
    ]
    return Queue("My drafts", lines, "You have no draft.")


def waiting(request: HttpRequest) -> Queue:
    """Return what is in review, as far as the person sees it, the longest waiting first."""
    at = timezone.now()
    shown = editions_shown_to(editor(request))
    editions = shown.waiting().select_related("submitted_by").defer(*LONG)
    lines = [
        QueueItem(
            edition.headline,
            f"From {states.person(edition.submitted_by)}, {states.of_edition(edition, at)}",
            address(edition),
            "Review",
        )
        for edition in editions.order_by("submitted_at")[:SHOWN]
    ]
    return Queue("Waiting for review", lines, "Nothing is in review.")


def scheduled() -> Queue:
    """Return what the clock will bring, the next first."""
    at = timezone.now()
    editions = Edition.objects.scheduled(at).defer(*LONG).order_by("live_period")
    lines = [
        QueueItem(edition.headline, states.of_edition(edition, at), address(edition), "Open")
        for edition in editions[:SHOWN]
    ]
    return Queue("Scheduled", lines, "Nothing is scheduled.")
