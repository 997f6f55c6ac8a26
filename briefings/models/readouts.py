"""Readouts: each side's account of a meeting or a visit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from briefings.models.base import FactQuerySet, Published, PublishedFact, Row
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.expressions import exactly_one_of
from briefings.models.participants import OCCASIONS
from briefings.models.triggers import fact
from briefings.models.triggers.ahead import NotAhead
from briefings.models.words import spelling_index


class ReadoutQuerySet(FactQuerySet["Readout"]):
    """Queries for readouts."""

    def in_order(self) -> ReadoutQuerySet:
        """Sort by the day of issue, unknown days last."""
        return self.order_by(models.F("issued_on_days__startswith").asc(nulls_last=True), "id")


@fact("readout", of=OCCASIONS, field="readouts", published_with=("organization",))
class Readout(Row, PublishedFact):
    """One side's account of a meeting or a visit, in our words; its source is cited.

    `issued_on` NULL is not known. The side is a country or an organization.
    """

    meeting = models.ForeignKey(
        "briefings.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readouts",
    )
    visit = models.ForeignKey(
        "briefings.Visit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readouts",
    )
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readouts",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readouts",
    )
    issued_on = PartialDateField(null=True, blank=True)
    issued_on_days = DaysField("issued_on")
    words = models.TextField(help_text="What it says, in our own words.")

    objects = ReadoutQuerySet.as_manager()

    class Meta(Published.Meta):
        indexes = [
            *Published.Meta.indexes,
            spelling_index("readout", "words"),
        ]
        triggers = [
            NotAhead("issued_on", "A readout that was issued has a day that is still to come.")
        ]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("issued_on"),
            models.CheckConstraint(
                name="readout_of_one_occasion",
                condition=exactly_one_of(*OCCASIONS),
                violation_error_message="A readout is of exactly one meeting or visit.",
            ),
            models.CheckConstraint(
                name="readout_of_one_side",
                condition=exactly_one_of("country", "organization"),
                violation_error_message="A readout is a country's or an organization's.",
            ),
            models.CheckConstraint(
                name="readout_has_words",
                condition=~Q(words=""),
                violation_error_message="A readout says something.",
            ),
        ]

    def __str__(self) -> str:
        return f"Readout: {self.country or self.organization}"
