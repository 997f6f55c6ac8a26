"""Corrections: dated words on any record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.base import Row
from briefings.models.triggers import correction

if TYPE_CHECKING:
    from briefings.models.editions import Edition


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Queries for corrections."""

    def live(self, at: datetime) -> Self:
        """Keep what readers have been told by `at`, with `told_at`.

        One that came with an edition is told when that edition goes live; any other when issued.
        One that tells a withheld name is told nowhere. Whether its record is live is asked of the
        record.
        """
        return self.annotate(
            told_at=models.Case(
                models.When(edition__isnull=True, then=models.F("issued_at")),
                default=models.F("edition__live_period__startswith"),
                output_field=models.DateTimeField(),
            )
        ).filter(tells_withheld_name=False, told_at__lte=at)

    def with_one_of(self, editions: models.QuerySet[Edition]) -> Self:
        """Keep those that come with one of the editions, or with none."""
        return self.filter(Q(edition__isnull=True) | Q(edition__in=editions))

    def newest_first(self) -> Self:
        """Sort by when readers were told, after `live`."""
        return self.order_by("-told_at", "-id")


@correction
class Correction(Row):
    """Words that say what was changed on a record, and why readers should know.

    `edition`, of the record's article, is the one that brings the change; NULL where the record
    itself was changed, and then `issued_at` is not ahead. What readers were told is kept. A minor
    change has no correction. A trigger sets `tells_withheld_name`: whether its words tell the
    withheld name of anybody.
    """

    class Kind(models.TextChoices):
        """How much readers were misled: not, a little, in a fact."""

        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"

    identity = models.ForeignKey(
        "briefings.Identity", on_delete=models.CASCADE, related_name="corrections"
    )
    edition = models.ForeignKey(
        "briefings.Edition",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="corrections",
    )
    kind = models.CharField(max_length=16, choices=Kind)
    words = models.TextField()
    issued_at = models.DateTimeField(db_default=Now())
    tells_withheld_name = models.BooleanField(editable=False, db_default=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_has_words",
                condition=~Q(words=""),
                violation_error_message="A correction says what was changed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:60]}"
