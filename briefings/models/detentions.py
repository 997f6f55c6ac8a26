"""Detentions: one person held by one country or armed group, from first to last event."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from briefings.models.base import FactQuerySet, Published, PublishedFact, Row
from briefings.models.expressions import exactly_one_of
from briefings.models.triggers import fact
from briefings.models.triggers.withheld import Nearby

HOLDERS = ("country", "organization")
# The relations that name a detention: who is held, and by whom.
NAMED_BY = ("detainee", *HOLDERS)


class DetentionQuerySet(FactQuerySet["Detention"]):
    """Queries for detentions."""

    def in_order(self) -> Self:
        """Sort by `order`, then by entry."""
        return self.order_by("order", "id")

    def by_name(self) -> Self:
        """Sort by what readers are told the person is called; those of one person in order."""
        return self.order_by("detainee__public_sort_name", "detainee", "order", "id")

    def unverified_since(self, day: date) -> Self:
        """Keep the detentions that nobody has verified on or after `day`."""
        return self.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=day))


@fact("detention", of="detainee", field="detentions", published_with=("organization",))
class Detention(Row, PublishedFact):
    """A person's detention by a country or an armed group; its custody events tell its course.

    `verified_on` is the day on which somebody last checked that it still holds.
    """

    detainee = models.ForeignKey(
        "briefings.Detainee", on_delete=models.PROTECT, related_name="detentions"
    )
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="detentions",
        help_text="The country that holds the person.",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="detentions",
        help_text="Or the armed group that holds the person.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    verified_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = DetentionQuerySet.as_manager()

    class Meta(Published.Meta):
        triggers = [
            Nearby(
                "detainee",
                operation=pgtrigger.Update,
                people="ARRAY[OLD.detainee_id, NEW.detainee_id]",
                events="ARRAY(SELECT id FROM briefings_custodyevent WHERE detention_id = NEW.id)",
            )
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="detention_by_one",
                condition=exactly_one_of(*HOLDERS),
                violation_error_message="A detention is by a country or by a group.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.detainee}, held by {self.country or self.organization}"
