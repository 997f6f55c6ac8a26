"""Exchanges: one event that ends many detentions."""

from __future__ import annotations

from typing import Self

from django.db import models

from briefings.models.base import Confidence, Published, PublishedQuerySet, Row
from briefings.models.date_fields import DaysField, PartialDateField
from briefings.models.detentions import HOLDERS
from briefings.models.expressions import exactly_one_of
from briefings.models.triggers import child, published
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.facts import Touch
from briefings.models.triggers.withheld import TellsWithheldName
from briefings.models.words import spelling_index

EXCHANGED = """
    ARRAY(SELECT d.detainee_id FROM briefings_custodyevent e
        JOIN briefings_detention d ON d.id = e.detention_id WHERE e.exchange_id = NEW.id)
"""


class ExchangeQuerySet(PublishedQuerySet["Exchange"]):
    """Queries for exchanges."""

    def discreet(self) -> Self:
        """Add `told`: the words, or "" if they contain the withheld name of a person exchanged."""
        return self.annotate(
            told=models.Case(
                models.When(tells_withheld_name=True, then=models.Value("")),
                default=models.F("words"),
            )
        )


@published("exchange")
class Exchange(Row, Published):
    """An exchange of detainees; the custody events that are part of it have the same day.

    A trigger sets `tells_withheld_name`: whether `words` contain the withheld name of a person
    exchanged.
    """

    on = PartialDateField(help_text="The local day, as far as it is known.")
    on_days = DaysField("on")
    place = models.ForeignKey(
        "briefings.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="exchanges"
    )
    words = models.CharField(
        max_length=400, blank=True, help_text="What it was, in a line: who was given for whom."
    )
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.CONFIRMED)
    tells_withheld_name = models.BooleanField(editable=False, db_default=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta(Published.Meta):
        triggers = [
            NotAhead("on", "An exchange that took place has a day that is still to come."),
            Touch("custodyevent_day", "briefings_custodyevent", "exchange_id = NEW.id", ["on"]),
            TellsWithheldName(EXCHANGED, "NEW.words"),
        ]
        indexes = [
            *Published.Meta.indexes,
            spelling_index("exchange", "words", "on"),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="exchange_on_is_a_partial_date",
                condition=models.Q(on_days__isnull=False),
                violation_error_message="“on” is not a date: write it as 2023-06-18 or 2023-06.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exchange, {self.on}"


@child(exchange="sides")
class ExchangeSide(Row):
    """A country or an armed group that gave up people in an exchange."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="sides")
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exchange_sides",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exchange_sides",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exchangeside_is_one",
                condition=exactly_one_of(*HOLDERS),
                violation_error_message="A side is a country or a group.",
            ),
            models.UniqueConstraint(
                fields=["exchange", "country"],
                name="exchangeside_country_once",
                violation_error_message="This side is already entered.",
            ),
            models.UniqueConstraint(
                fields=["exchange", "organization"],
                name="exchangeside_organization_once",
                violation_error_message="This side is already entered.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.country or self.organization)
