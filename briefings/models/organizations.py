"""Organizations that have offices, speak and meet: ministries, parties, international ones."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from briefings.models.base import MaybeStub, Published, PublishedQuerySet, Record
from briefings.models.triggers import record
from briefings.models.triggers.facts import Touch
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index


class OrganizationQuerySet(PublishedQuerySet["Organization"]):
    """Queries for organizations."""


@record("organization", label="name")
class Organization(Record, MaybeStub, Published):
    """A body with a name. `country` NULL: of no one country."""

    name = models.CharField(max_length=LONGEST_NAME)
    other_names = ArrayField(models.CharField(), default=list, blank=True)
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
    )

    said = said_in("name", names="other_names")

    objects = OrganizationQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["name", "id"], name="organization_by_name"),
            said_index("organization"),
            spelling_index("organization", "name"),
        ]
        triggers = [
            Touch("titles", "briefings_participant", "organization_id = NEW.id", ["name"]),
        ]
        constraints = [*Published.Meta.constraints, *MaybeStub.Meta.constraints]

    def __str__(self) -> str:
        return self.name
