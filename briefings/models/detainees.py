"""Detainees: people held by a country or an armed group, and their other names."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.lookups import Exact

from briefings.addresses import path_of
from briefings.models.base import MaybeStub, Published, PublishedQuerySet, Record, Row
from briefings.models.custody import CustodyEvent, stricter_than
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.dates import PartialDate
from briefings.models.names import PersonName, matching_name_parts
from briefings.models.triggers import child, record
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.withheld import Named, OtherName
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index

FORGET_SLUGS = """
    DELETE FROM briefings_slug WHERE identity_id = NEW.identity_id AND slug <> NEW.slug;
    DELETE FROM briefings_slug s USING briefings_detainee merged, briefings_identity i
    WHERE s.identity_id = i.id AND i.merged_into_id = NEW.identity_id
        AND merged.identity_id = i.id AND NOT merged.name_withheld;
    RETURN NULL;
"""


def _unless_withheld(column: str) -> Case:
    return Case(
        When(name_withheld=True, then=Value("")), default=F(column), output_field=models.TextField()
    )


class DetaineeQuerySet(PublishedQuerySet["Detainee"]):
    """Queries for detainees."""

    def at_end_of(
        self, day: date | PartialDate, status: str, *, at: datetime, certainly: bool = False
    ) -> Self:
        """Keep the people in a status of custody when the day is over, live at `at`.

        Who is free by one detention and held by another is held. Nothing is certain after the day
        of `at`.
        """

        def by_events(statuses: list[str], *, certainly: bool) -> Exists:
            events = CustodyEvent.objects.at_end_of(
                day, "status", statuses, of="detention", at=at, certainly=certainly
            )
            return Exists(events.filter(detention__detainee=OuterRef("pk")))

        return self.filter(
            by_events([status], certainly=certainly),
            ~by_events(stricter_than(status), certainly=not certainly),
        )


@record("detainee", label="public_name")
class Detainee(Record, MaybeStub, Published):
    """A person who is or was detained. A NULL date is not known.

    `public_name` is the full name or, if the name is withheld, the description: public code reads
    no other name of such a person, and no slug contains one. `official` is the record of a detainee
    who is an official too.
    """

    class Blanked(models.TextChoices):
        """What is blanked while the name is withheld; "" (nobody decided) blanks whole names."""

        WHOLE = "whole", "Whole names"
        ALONE = "alone", "Whole names, and the short name alone"
        NOTHING = "nothing", "Nothing: another is known by this name"

    full_name = models.CharField(max_length=LONGEST_NAME)
    short_name = models.CharField(
        max_length=LONGEST_NAME, help_text="As in a second mention: “Swidan”."
    )
    sort_name = models.CharField(max_length=LONGEST_NAME, help_text="“Swidan, Mark”.")
    name_withheld = models.BooleanField(
        default=False, help_text="Readers are told the description instead of any name."
    )
    blanked = models.CharField(
        max_length=8,
        choices=Blanked,
        blank=True,
        default="",
        db_default="",
        help_text="What readers do not see while the name is withheld.",
    )
    description = models.CharField(
        max_length=LONGEST_NAME, blank=True, help_text="“An American teacher”; names nobody."
    )
    public_name = models.GeneratedField(
        expression=Case(When(name_withheld=True, then=F("description")), default=F("full_name")),
        output_field=models.CharField(max_length=LONGEST_NAME),
        db_persist=True,
    )
    # The name by which lists are sorted.
    public_sort_name = models.GeneratedField(
        expression=Case(When(name_withheld=True, then=F("description")), default=F("sort_name")),
        output_field=models.CharField(max_length=LONGEST_NAME),
        db_persist=True,
    )
    occupation = models.CharField(blank=True)
    employer = models.CharField(blank=True)
    official = models.OneToOneField(
        "briefings.Official",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="detainee",
    )
    born = PartialDateField(null=True, blank=True)
    born_days = DaysField("born")
    biography = models.TextField(blank=True)
    # With a withheld name only the description, which the database lets contain no name.
    said = said_in(
        _unless_withheld("full_name"),
        names=(_unless_withheld("sort_name"),),
        text=(
            "description",
            _unless_withheld("occupation"),
            _unless_withheld("employer"),
            _unless_withheld("biography"),
        ),
    )
    nationalities = models.ManyToManyField(
        "briefings.Country", through="Nationality", related_name="nationals"
    )

    objects = DetaineeQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["public_sort_name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["public_sort_name", "id"], name="detainee_by_name"),
            models.Index(name="detainee_withheld", fields=["id"], condition=Q(name_withheld=True)),
            said_index("detainee"),
            spelling_index("detainee", "full_name", "sort_name", "description"),
        ]
        triggers = [
            NotAhead("born", "A birth has a day that is still to come."),
            Named(),
            # Triggers fire in the order of their names: this one after the slug is kept.
            pgtrigger.Trigger(
                name="nameless",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__name_withheld=True),
                func=FORGET_SLUGS,
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            *MaybeStub.Meta.constraints,
            partial_date_is_valid("born"),
            models.CheckConstraint(
                name="detainee_has_names",
                condition=~Q(full_name="") & ~Q(short_name="") & ~Q(sort_name=""),
                violation_error_message="A detainee has a full, a short and a sort name.",
            ),
            models.CheckConstraint(
                name="detainee_withheld_is_described",
                condition=Q(name_withheld=False) | ~Q(description=""),
                violation_error_message="A person whose name is withheld needs a description.",
            ),
            models.CheckConstraint(
                name="detainee_withheld_is_nameless",
                condition=Q(name_withheld=False)
                | Q(
                    Exact(
                        Func(
                            "full_name",
                            "short_name",
                            "sort_name",
                            "slug",
                            "description",
                            "occupation",
                            function="briefings_name_is_told",
                            output_field=models.BooleanField(),
                        ),
                        False,
                    )
                ),
                violation_error_message=(
                    "The name is withheld: neither the address, the description nor the occupation"
                    " may hold a part of it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def discreet(self, text: str) -> str:
        """Return the text, or "" if it contains a part of this person's withheld name."""
        return "" if self.name_withheld and matching_name_parts(self._every_name, text) else text

    @cached_property
    def other_names(self) -> list[str]:
        """All other names, public or not; a query unless `names` were fetched."""
        return [other.name for other in self.names.all()]

    @property
    def _every_name(self) -> list[str]:
        return [self.full_name, self.short_name, self.sort_name, *self.other_names]

    def get_absolute_url(self) -> str:
        """Return the address of the detainee's page."""
        return path_of("detainee", self.slug)


@child(detainee="names")
class DetaineeName(PersonName):
    """Another name of a detainee; public only if the name is not withheld."""

    detainee = models.ForeignKey(Detainee, on_delete=models.CASCADE, related_name="names")

    class Meta(PersonName.Meta):
        triggers = [OtherName()]
        indexes = [said_index("detaineename"), spelling_index("detaineename", "name")]
        constraints = [
            *PersonName.Meta.constraints,
            models.UniqueConstraint(
                fields=["detainee", "name"],
                name="detainee_name_once",
                violation_error_message="This name is already entered.",
            ),
        ]


@child(detainee="nationalities")
class Nationality(Row):
    """A country whose citizen a detainee is."""

    detainee = models.ForeignKey(Detainee, on_delete=models.CASCADE, related_name="citizenships")
    country = models.ForeignKey(
        "briefings.Country", on_delete=models.PROTECT, related_name="citizenships"
    )

    class Meta:
        verbose_name_plural = "nationalities"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["detainee", "country"],
                name="nationality_once",
                violation_error_message="This nationality is already entered.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)
