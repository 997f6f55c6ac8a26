"""What people do on pages of the desk and have not saved: what they typed, and who is there.

Neither table has a history or is told by the ledger, and no page, answer or file shows a copy to
anybody but its owner.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q


def _began(began: tuple[UUID, int] | None) -> Q:
    """Return the condition that a copy is no later than the one that an opening began from."""
    return Q(opening=began[0], number__lte=began[1]) if began else Q(pk=None)


class WorkingCopyQuerySet(models.QuerySet["WorkingCopy"]):
    """Queries for working copies."""

    def of_page(self, by: User, model: str, key: int | None) -> Self:
        """Keep the one of a person and page; `key` is None for the page of a new row."""
        return self.filter(by=by, model=model, key=key)

    def unsaved(self) -> Self:
        """Keep those that hold words: neither saved nor discarded."""
        return self.filter(finished_at=None)

    def of(self, owner: User) -> Self:
        """Keep those of one person."""
        return self.filter(by=owner)

    def of_opening(self, opening: UUID) -> Self:
        """Keep what an opening wrote or finished."""
        return self.filter(opening=opening)

    def unseen_by(self, opening: UUID | None, began: tuple[UUID, int] | None) -> Self:
        """Keep those whose words an opening, or what it began from, has not got."""
        return self.unsaved().exclude(Q(opening=opening) | _began(began))

    def replaced_by(self, opening: UUID, number: int, began: tuple[UUID, int] | None) -> Self:
        """Keep what copy `number` of an opening may replace.

        That is an earlier copy of the opening, the copy that it began from, or one that is
        finished, unless the opening itself was finished.
        """
        own = Q(opening=opening, finished_at=None, number__lt=number)
        finished = Q(finished_at__isnull=False) & ~Q(opening=opening)
        return self.filter(own | finished | _began(began))

    def finished_with(self, opening: UUID, began: tuple[UUID, int] | None) -> Self:
        """Keep what is done with when an opening is: its copy, and the one that it began from."""
        finished = Q(finished_at__isnull=False)
        return self.filter(Q(opening=opening) | finished | _began(began))

    def finished_before(self, at: datetime) -> Self:
        """Keep those that were saved or discarded before a moment."""
        return self.filter(finished_at__lt=at)

    def kept_before(self, at: datetime) -> Self:
        """Keep those last written before a moment."""
        return self.filter(at__lt=at)


class WorkingCopy(models.Model):
    """What one person has typed on one page of the desk and not saved; for its owner alone.

    The page is that of row `key` of a model, or with NULL that of a new row. `typed` holds the
    form's values by field name, the versions that it was begun from among them; no files. `opening`
    is the one opening of the page, in one window, that wrote it; `number` counts what it wrote.
    After saving or discarding an empty copy stays for a while, `finished_at`, by which what the
    opening sends late is refused.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="working_copies"
    )
    model = models.CharField(max_length=40)
    key = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=200, blank=True)
    opening = models.UUIDField()
    number = models.PositiveIntegerField()
    typed = models.JSONField(default=dict)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="workingcopy_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "model", "key"],
                name="workingcopy_once",
                nulls_distinct=False,
                violation_error_message="What is typed on a page is kept once.",
            ),
            models.CheckConstraint(
                name="workingcopy_finished_is_empty",
                condition=Q(finished_at=None) | Q(typed={}),
                violation_error_message="Nothing is kept of what was saved or discarded.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.model


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Queries for who has pages open."""

    def of_page(self, model: str, key: int) -> Self:
        """Keep those of the page of one row."""
        return self.filter(model=model, key=key)

    def heard_before(self, at: datetime) -> Self:
        """Keep those whose page has told nothing since a moment."""
        return self.filter(heard_at__lt=at)

    def heard_since(self, at: datetime) -> Self:
        """Keep those whose page has told so since a moment."""
        return self.filter(heard_at__gte=at)

    def told_by(self, user: User, opening: UUID) -> Self:
        """Keep those of one person that this opening told last."""
        return self.filter(by=user, opening=opening)

    def of_others(self, than: User) -> Self:
        """Keep those of other people, fetched with them."""
        return self.exclude(by=than).select_related("by")


class Presence(models.Model):
    """Somebody who has a row's page open at the desk.

    `heard_at` is when an `opening` of the page last told so, `active_at` when its user last did
    something there.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    model = models.CharField(max_length=40)
    key = models.BigIntegerField()
    opening = models.UUIDField()
    heard_at = models.DateTimeField()
    active_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["model", "key"], name="presence_of_page")]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "model", "key"],
                name="presence_once",
                violation_error_message="One is at a page once.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.model} {self.key}"
