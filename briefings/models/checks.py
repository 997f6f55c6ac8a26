"""Dismissed warnings: what a check found is right as it is, and an editor said so."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Now

from briefings.models.expressions import exactly_one_of

CHECKED = ("tenure", "participant", "detention")


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    """Queries for dismissals."""

    def in_force(self) -> Self:
        """Keep the dismissals that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def about(self, row: models.Model) -> Self:
        """Keep the dismissals about a row, which is of one of the kinds in `CHECKED`."""
        return self.filter(**{str(row._meta.model_name): row})

    def of_outer(self, check: str, row: str) -> Self:
        """Keep, in a subquery, the dismissals in force about the outer row with its `facts`."""
        outer = {row: OuterRef("pk"), "facts": OuterRef("facts")}
        return self.in_force().filter(check_name=check, **outer)


class SetAside(models.Model):
    """The dismissal of one check's warning about one row, for a reason. Never public.

    `facts` are the column values that the warning rested on: when they change, it comes back.
    `taken_back_at` and `taken_back_by` are NULL while the dismissal is in force. Exactly one
    foreign key of `CHECKED` is set.
    """

    check_name = models.CharField(max_length=40)
    facts = models.TextField()
    tenure = models.ForeignKey(
        "briefings.Tenure",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="set_asides",
    )
    participant = models.ForeignKey(
        "briefings.Participant",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="set_asides",
    )
    detention = models.ForeignKey(
        "briefings.Detention",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="set_asides",
    )
    reason = models.CharField(max_length=400)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="setaside_of_one_row",
                condition=exactly_one_of(*CHECKED),
                violation_error_message="A warning is about exactly one row.",
            ),
            models.CheckConstraint(
                name="setaside_has_reason",
                condition=~Q(reason=""),
                violation_error_message="A warning is set aside for a reason.",
            ),
            models.CheckConstraint(
                name="setaside_taken_back_whole",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                violation_error_message="Who took a warning back goes with when.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[row, "check_name", "facts"],
                    condition=Q(taken_back_at__isnull=True),
                    name=f"setaside_once_of_{row}",
                    violation_error_message="This warning is set aside already.",
                )
                for row in CHECKED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"
