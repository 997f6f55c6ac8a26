"""Dismissed warnings: what a check found is right as it is, and an editor said so."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Now

from briefings.models.expressions import exactly_one_of

CHECKED = ("tenure", "participant", "detention", "article")


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    """Queries for dismissals."""

    def in_force(self) -> Self:
        """Keep the dismissals that were not ended."""
        return self.filter(reopened_at__isnull=True)

    def about(self, row: models.Model) -> Self:
        """Keep the dismissals about a row, which is of one of the kinds in `CHECKED`."""
        return self.filter(**{str(row._meta.model_name): row})

    def of_outer(self, check: str, row: str) -> Self:
        """Keep, in a subquery, the dismissals in force about the outer row with its `facts`."""
        outer = {row: OuterRef("pk"), "facts": OuterRef("facts")}
        return self.in_force().filter(check_name=check, **outer)


class Dismissal(models.Model):
    """The dismissal of one check's warning about one row, for a reason. Never public.

    `facts` are the column values that the warning rested on: when they change, it comes back. Of
    an article's text they are the fingerprint of its words and of what the record says of them.
    `reopened_at` and `reopened_by` are NULL while the dismissal is in force. Exactly one
    foreign key of `CHECKED` is set.
    """

    check_name = models.CharField(max_length=40)
    facts = models.TextField()
    tenure = models.ForeignKey(
        "briefings.Tenure",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    participant = models.ForeignKey(
        "briefings.Participant",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    detention = models.ForeignKey(
        "briefings.Detention",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    article = models.ForeignKey(
        "briefings.Article",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    reason = models.CharField(max_length=400)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(db_default=Now())
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dismissal_of_one_row",
                condition=exactly_one_of(*CHECKED),
                violation_error_message="A warning is about exactly one row.",
            ),
            models.CheckConstraint(
                name="dismissal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="A warning is dismissed for a reason.",
            ),
            models.CheckConstraint(
                name="dismissal_reopened_whole",
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                violation_error_message="A warning is restored by somebody, at some moment.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[row, "check_name", "facts"],
                    condition=Q(reopened_at__isnull=True),
                    name=f"dismissal_once_of_{row}",
                    violation_error_message="This warning is dismissed already.",
                )
                for row in CHECKED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"
