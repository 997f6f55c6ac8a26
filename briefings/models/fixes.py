"""Fixes: the changes an edition took over from another, and choices about changes it lacks."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from briefings.models.base import Row
from briefings.models.triggers import carried_over, fix_choice


@carried_over
class CarriedOver(Row):
    """The changes of the edition `carried` were brought into `edition`, of the same article.

    With `Edition.based_on` this is what an edition was made from.
    """

    edition = models.ForeignKey(
        "briefings.Edition", on_delete=models.CASCADE, related_name="carried_over"
    )
    carried = models.ForeignKey("briefings.Edition", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "carried"],
                name="carried_over_once",
                violation_error_message="These changes are carried over already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} ← {self.carried_id}"


class FixChoiceQuerySet(models.QuerySet["FixChoice"]):
    """Queries for choices."""

    def open(self) -> Self:
        """Keep the choices not made yet, about editions on hold for that reason."""
        return self.filter(choice="", edition__live_period__isempty=True)

    def without(self) -> Self:
        """Keep the choices to go live without the fix."""
        return self.filter(choice=FixChoice.Choice.WITHOUT)

    def of_article(self, article: models.Model) -> Self:
        """Keep the choices about editions of one article."""
        return self.filter(edition__article=article)

    def about(self, edition: models.Model) -> Self:
        """Keep the choices that name an edition, on either side, with details, in order."""
        concerned = Q(edition=edition) | Q(fix=edition)
        return self.filter(concerned).with_details()

    def with_details(self) -> Self:
        """Fetch the editions and the person of each choice; sort, the oldest first."""
        return self.select_related("edition", "fix", "chosen_by").order_by("chosen_at", "id")


@fix_choice
class FixChoice(Row):
    """The choice about an approved edition that lacks the changes of `fix`.

    No edition goes live after one that it lacks unless a row says `without`. If another edition is
    scheduled before it and there is no row, a trigger puts it on hold and writes a row with an
    empty `choice`: nobody has chosen yet.
    """

    class Choice(models.TextChoices):
        """What becomes of the edition."""

        CARRY = "carry", "Carry the changes over"
        WITHOUT = "without", "Let it go without them"
        HOLD = "hold", "Hold it"

    edition = models.ForeignKey(
        "briefings.Edition", on_delete=models.CASCADE, related_name="fix_choices"
    )
    fix = models.ForeignKey("briefings.Edition", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(
        max_length=8, choices=Choice, blank=True, default="", db_default="", editable=False
    )
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    chosen_at = models.DateTimeField(null=True, editable=False)

    objects = FixChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "choice about a fix"
        verbose_name_plural = "choices about fixes"
        indexes = [
            models.Index(name="fix_choice_open", fields=["id"], condition=Q(choice="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "fix"],
                name="fix_choice_once",
                violation_error_message="There is a choice about this fix already.",
            ),
            models.CheckConstraint(
                name="fix_choice_whole",
                condition=Q(choice="", chosen_by__isnull=True, chosen_at__isnull=True)
                | Q(
                    choice__in=["carry", "without", "hold"],
                    chosen_by__isnull=False,
                    chosen_at__isnull=False,
                ),
                violation_error_message="A choice has a person and a moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} without {self.fix_id}: {self.choice or 'nobody has chosen'}"
