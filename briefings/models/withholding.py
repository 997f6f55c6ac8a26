"""What is kept of withheld names: where an editor had one blanked, and when rows were hidden."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class NameMarkQuerySet(models.QuerySet["NameMark"]):
    """Queries for marks."""

    def in_force(self) -> Self:
        """Keep the marks of names that are still withheld."""
        return self.filter(ended_at__isnull=True)


class NameMark(models.Model):
    """One row whose withheld name an editor decided to blank. Never public.

    `kind` is the row's model in small letters, `row` its key. The row keeps its words: the name is
    blanked when it is shown, an edition's on its own page too. `ended_at` is the moment from which
    the name was no longer withheld, NULL while it is.
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


class Hiding(models.Model):
    """A statement by which rows were hidden or shown again, for a withheld name that they tell.

    Triggers write it: where `tells_withheld_name` turns over, and where a withheld name changes.
    The ledger tells nothing of it, as whoever reads it would know whose name is whose. So answers
    are kept, and documents stored, under the number of all hidings (`LedgerState.hidings`). Whoever
    writes one waits for nobody, and that number grows with the commit.
    """

    pk = models.CompositePrimaryKey("at", "backend")
    at = models.DateTimeField()
    backend = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
