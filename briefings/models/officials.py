"""Officials: people in office, and their other names."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from briefings.addresses import path_of
from briefings.models.base import MaybeStub, Published, PublishedQuerySet, Record
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.images import Image
from briefings.models.names import PersonName
from briefings.models.triggers import child, record
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.facts import Touch
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index


class OfficialQuerySet(PublishedQuerySet["Official"]):
    """Queries for officials."""


@record("official", label="full_name")
class Official(Record, MaybeStub, Published):
    """A person who holds, held or was nominated for an office. A NULL date is not known."""

    full_name = models.CharField(max_length=LONGEST_NAME)
    short_name = models.CharField(
        max_length=LONGEST_NAME, help_text="As in a second mention: “Blinken”, “Xi”."
    )
    sort_name = models.CharField(max_length=LONGEST_NAME, help_text="“Blinken, Antony”.")
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="officials",
    )
    born = PartialDateField(null=True, blank=True)
    born_days = DaysField("born")
    died = PartialDateField(null=True, blank=True)
    died_days = DaysField("died")
    biography = models.TextField(blank=True)
    portrait = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.PROTECT, related_name="portrayed"
    )
    said = said_in("full_name", names=("sort_name",), text=("biography",))

    objects = OfficialQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["sort_name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["sort_name", "id"], name="official_by_name"),
            said_index("official"),
            spelling_index("official", "full_name", "sort_name"),
        ]
        triggers = [
            NotAhead("born", "A birth has a day that is still to come."),
            NotAhead("died", "A death has a day that is still to come."),
            Touch("titles", "briefings_participant", "official_id = NEW.id", ["full_name"]),
        ]
        constraints = [
            *Published.Meta.constraints,
            *MaybeStub.Meta.constraints,
            partial_date_is_valid("born"),
            partial_date_is_valid("died"),
            models.CheckConstraint(
                name="official_has_names",
                condition=~Q(full_name="") & ~Q(short_name="") & ~Q(sort_name=""),
                violation_error_message="An official has a full, a short and a sort name.",
            ),
            models.CheckConstraint(
                name="official_died_after_birth",
                condition=Q(born__isnull=True)
                | Q(died__isnull=True)
                | ~Q(born_days__fully_gt=models.F("died_days")),
                violation_error_message="Nobody dies before being born.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Return the address of the official's page."""
        return path_of("official", self.slug)


@child(official="names")
class OfficialName(PersonName):
    """Another name of an official."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="names")

    class Meta(PersonName.Meta):
        indexes = [said_index("officialname"), spelling_index("officialname", "name")]
        constraints = [
            *PersonName.Meta.constraints,
            models.UniqueConstraint(
                fields=["official", "name"],
                name="official_name_once",
                violation_error_message="This name is already entered.",
            ),
        ]
