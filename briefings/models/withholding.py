"""Marks: where readers see from now on that a name is withheld, because somebody decided so."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class NameMarkQuerySet(models.QuerySet["NameMark"]):
    """Words for marks."""

    def in_force(self) -> Self:
        """Keep those of names that are withheld still."""
        return self.filter(ended_at__isnull=True)


class NameMark(models.Model):
    """One place that says a withheld name, settled by leaving the name blank there for good.

    The place is a row: `kind` is its model, in small letters, and `row` its key. The row keeps its
    words: the name is blanked when it is shown, an edition's on the edition's own page too.
    `ended_at` is when the name was told again, NULL while it is withheld. Nothing of it is public.
    """

    detainee = models.ForeignKey(
        "briefings.Detainee", on_delete=models.CASCADE, related_name="name_marks"
    )
    kind = models.CharField(max_length=40)
    row = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NameMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="namemark_has_reason",
                condition=~Q(reason=""),
                violation_error_message="A place is marked for a reason.",
            ),
            models.UniqueConstraint(
                fields=["detainee", "kind", "row"],
                condition=Q(ended_at__isnull=True),
                name="namemark_once",
                violation_error_message="This place is marked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}: {self.reason}"
