"""Offices: the posts that officials hold."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from briefings.addresses import path_of
from briefings.models.base import Published, PublishedQuerySet, Record
from briefings.models.triggers import record
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index


class OfficeQuerySet(PublishedQuerySet["Office"]):
    """Queries for offices."""


@record("office", label="title")
class Office(Record, Published):
    """A post of a country, an organization, or both (an ambassador to the United Nations).

    `seats` is how many people hold it at once; NULL if not fixed. The years are included; NULL is
    unknown or open.
    """

    class Kind(models.TextChoices):
        """What sort of post it is, across countries."""

        HEAD_OF_STATE = "head_of_state", "Head of state"
        HEAD_OF_GOVERNMENT = "head_of_government", "Head of government"
        FOREIGN_MINISTER = "foreign_minister", "Foreign minister"
        MINISTER = "minister", "Minister"
        DEPUTY_MINISTER = "deputy_minister", "Deputy minister"
        AMBASSADOR = "ambassador", "Ambassador"
        ADVISER = "adviser", "Adviser or envoy"
        PARTY = "party", "Party office"
        INTERNATIONAL = "international", "International organization"
        OTHER = "other", "Other"

    title = models.CharField(max_length=LONGEST_NAME)
    other_titles = ArrayField(models.CharField(), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offices",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offices",
    )
    seats = models.PositiveSmallIntegerField(null=True, blank=True, default=1)
    first_year = models.SmallIntegerField(null=True, blank=True)
    last_year = models.SmallIntegerField(null=True, blank=True)

    said = said_in("title", names="other_titles")

    objects = OfficeQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["title", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["title", "id"], name="office_by_title"),
            said_index("office"),
            spelling_index("office", "title"),
            models.Index(fields=["kind"], name="office_of_kind"),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="office_of_somebody",
                condition=Q(country__isnull=False) | Q(organization__isnull=False),
                violation_error_message="An office is a country's or an organization's.",
            ),
            models.CheckConstraint(
                name="office_has_seats",
                condition=Q(seats__isnull=True) | Q(seats__gte=1),
                violation_error_message="An office has at least one seat.",
            ),
            models.CheckConstraint(
                name="office_years_in_order",
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                violation_error_message="An office does not end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the office's page."""
        return path_of("office", self.slug)
