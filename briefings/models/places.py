"""Places where people meet, and where they are held."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from briefings.addresses import path_of
from briefings.models.base import MaybeStub, Published, PublishedQuerySet, Record
from briefings.models.expressions import is_time_zone
from briefings.models.triggers import record
from briefings.models.triggers.facts import Touch
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index

FILLS_MEETINGS = """
    UPDATE briefings_meeting SET
        country_id = CASE country_id WHEN OLD.country_id THEN NEW.country_id ELSE country_id END,
        time_zone = CASE time_zone WHEN OLD.time_zone THEN NEW.time_zone ELSE time_zone END
    WHERE place_id = NEW.id;
    RETURN NULL;
"""


def time_zone_is_known(value: str) -> None:
    """Raise ValidationError for a name that is no time zone of the IANA database."""
    if value not in available_timezones():
        raise ValidationError(f"“{value}” is no time zone: write it as in Asia/Shanghai.")


class PlaceQuerySet(PublishedQuerySet["Place"]):
    """Queries for places."""


@record("place", label="name")
class Place(Record, MaybeStub, Published):
    """A venue, a city, a prison, an airport. A NULL coordinate is not known.

    `latitude` and `longitude` are degrees (WGS 84), north and east positive.
    """

    class Kind(models.TextChoices):
        """What sort of place it is."""

        CITY = "city", "City"
        VENUE = "venue", "Venue"
        PRISON = "prison", "Prison"
        AIRPORT = "airport", "Airport"
        OTHER = "other", "Place"

    name = models.CharField(max_length=LONGEST_NAME)
    other_names = ArrayField(models.CharField(), default=list, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    country = models.ForeignKey(
        "briefings.Country", on_delete=models.PROTECT, related_name="places"
    )
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    time_zone = models.CharField(
        max_length=64,
        validators=[time_zone_is_known],
        help_text="As in Asia/Shanghai: the day of what happens here is the day of its clocks.",
    )

    said = said_in("name", names="other_names")

    objects = PlaceQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["name", "id"], name="place_by_name"),
            said_index("place"),
            spelling_index("place", "name", "other_names"),
            models.Index(fields=["kind"], name="place_of_kind"),
        ]
        triggers = [
            Touch("titles", "briefings_stop", "place_id = NEW.id", ["name", "live_period"]),
            pgtrigger.Trigger(
                name="fills_meetings",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("country", "time_zone"),
                func=FILLS_MEETINGS,
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            *MaybeStub.Meta.constraints,
            models.CheckConstraint(
                name="place_has_name",
                condition=~Q(name=""),
                violation_error_message="A place has a name.",
            ),
            models.CheckConstraint(
                name="place_time_zone_is_known",
                condition=is_time_zone("time_zone"),
                violation_error_message="There is no such time zone: write it as in Asia/Shanghai.",
            ),
            models.CheckConstraint(
                name="place_coordinates_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=(
                    "Coordinates are two: latitude from −90 to 90, longitude from −180 to 180."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the place's page."""
        return path_of("place", self.slug)

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return ZoneInfo(self.time_zone)
