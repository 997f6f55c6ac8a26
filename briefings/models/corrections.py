"""Corrections: dated words on any record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.base import Row
from briefings.models.triggers import correction
from briefings.models.words import first_words

if TYPE_CHECKING:
    from briefings.models.editions import Edition


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Queries for corrections."""

    def live(self, at: datetime) -> Self:
        """Keep the corrections that were public by `at`, and add `told_at`, since when.

        A correction that belongs to an edition becomes public with it, any other when it is issued;
        never one with a withheld name. Whether the record is live must be asked separately.
        """
        return self.annotate(
            told_at=models.Case(
                models.When(edition__isnull=True, then=models.F("issued_at")),
                default=models.F("edition__live_period__startswith"),
                output_field=models.DateTimeField(),
            )
        ).filter(tells_withheld_name=False, told_at__lte=at)

    def with_one_of(self, editions: models.QuerySet[Edition]) -> Self:
        """Keep the corrections that belong to one of the editions, or to none."""
        return self.filter(Q(edition__isnull=True) | Q(edition__in=editions))

    def newest_first(self) -> Self:
        """Sort by `told_at`, which `live` adds."""
        return self.order_by("-told_at", "-id")


@correction
class Correction(Row):
    """A note to readers on what was changed on a record and why; a minor change has none.

    `edition`, one of the record's article, brings the change; NULL if the record itself was
    changed, and then `issued_at` is not in the future. Once public, a correction stays as it is.
    A trigger sets `tells_withheld_name`: whether `words` contain a withheld name, whosever it is.
    """

    class Kind(models.TextChoices):
        """How much readers were misled: not at all, a little, or about a fact."""

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
        return f"{self.get_kind_display()}: {first_words(self.words)}"
