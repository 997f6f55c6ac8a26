"""Countries: states as they were called, and their predecessors and successors."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from briefings.addresses import path_of
from briefings.models.base import Published, PublishedQuerySet, Record, Row
from briefings.models.triggers import child, record
from briefings.models.triggers.facts import Touch
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index


class CountryQuerySet(PublishedQuerySet["Country"]):
    """Queries for countries."""


@record("country", label="name")
class Country(Record, Published):
    """A state under one name. Both years are included; NULL is unknown or open."""

    name = models.CharField(max_length=LONGEST_NAME)
    long_name = models.CharField(blank=True)
    other_names = ArrayField(
        models.CharField(),
        default=list,
        blank=True,
        help_text="For finding it in a text: “US”, “America”.",
    )
    adjective = models.CharField(blank=True, help_text="As in “Chinese”.")
    code = models.CharField(
        max_length=2,
        null=True,
        blank=True,
        unique=True,
        help_text="ISO 3166-1 alpha-2, where there is one.",
    )
    first_year = models.SmallIntegerField(null=True, blank=True)
    last_year = models.SmallIntegerField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        through="Succession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
    )

    said = said_in("name", names="other_names", text=("long_name", "adjective"))

    objects = CountryQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name_plural = "countries"
        ordering = ["name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["name", "id"], name="country_by_name"),
            said_index("country"),
            spelling_index("country", "name", "long_name", "adjective"),
        ]
        triggers = [
            Touch("titles", "briefings_stop", "country_id = NEW.id", ["name", "live_period"]),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="country_code_is_iso",
                condition=Q(code__isnull=True) | Q(code__regex=r"^[A-Z]{2}$"),
                violation_error_message="A country's code is two capital letters (ISO 3166-1).",
            ),
            models.CheckConstraint(
                name="country_years_in_order",
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                violation_error_message="A country does not end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the country's page."""
        return path_of("country", self.slug)


@child(successor="predecessors", predecessor="successors")
class Succession(Row):
    """One state that came after another. There may be circles: walk it with a visited set."""

    predecessor = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="precessions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message="This succession is already entered.",
            ),
            models.CheckConstraint(
                name="succession_of_another",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="A state does not succeed itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
