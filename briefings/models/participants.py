"""Participants of meetings and visits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from briefings.models.base import Confidence, FactQuerySet, Published, PublishedFact, Row
from briefings.models.countries import Country
from briefings.models.expressions import exactly_one_of
from briefings.models.triggers import fact
from briefings.models.triggers.titles import titling
from briefings.models.words import spelling_index, words_index

OCCASIONS = ("meeting", "visit")


class ParticipantQuerySet(FactQuerySet["Participant"]):
    """Queries for participants."""

    def in_order(self) -> ParticipantQuerySet:
        """Sort by `order`, then by entry."""
        return self.order_by("order", "id")


@titling(*OCCASIONS)
@fact(
    "participant", of=OCCASIONS, field="participants", published_with=("official", "organization")
)
class Participant(Row, PublishedFact):
    """An official, an organization or a described group at one meeting or on one visit.

    `tenure` is the office in which an official took part; set only if there were several on the
    day. `country` NULL: no one country, or that of the official's or organization's record.
    """

    class Side(models.TextChoices):
        """The side of the table; `third` stands for any further side."""

        VISITOR = "visitor", "Visiting side"
        HOST = "host", "Host's side"
        THIRD = "third", "Another side"

    class Role(models.TextChoices):
        """The part in which somebody takes part."""

        LEAD = "lead", "Leads its side"
        HOST = "host", "Host"
        GUEST = "guest", "Guest"
        DELEGATION = "delegation", "Delegation"
        OBSERVER = "observer", "Observer or mediator"

    meeting = models.ForeignKey(
        "briefings.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
    )
    visit = models.ForeignKey(
        "briefings.Visit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
    )
    official = models.ForeignKey(
        "briefings.Official",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_index=False,  # the index of official and meeting does it
        related_name="participations",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    group = models.CharField(
        blank=True,
        help_text="A group or a private person, in words: “American exchange students”.",
    )
    tenure = models.ForeignKey(
        "briefings.Tenure",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        help_text="Only where the official held several offices on the day.",
    )
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    side = models.CharField(
        max_length=8,
        choices=Side,
        blank=True,
        help_text="Leave empty to derive it from the countries.",
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.DELEGATION)
    order = models.PositiveSmallIntegerField(default=0)
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.CONFIRMED)

    objects = ParticipantQuerySet.as_manager()

    class Meta(Published.Meta):
        indexes = [
            *Published.Meta.indexes,
            models.Index(
                fields=["official", "meeting"],
                include=["public_periods"],  # the meetings of an official are found in it alone
                name="participant_official_meeting",
            ),
            models.Index(fields=["organization", "meeting"], name="participant_body_meeting"),
            models.Index(fields=["role"], name="participant_of_role"),
            spelling_index("participant", "group"),
            words_index("participant", "group"),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="participant_at_one_occasion",
                condition=exactly_one_of(*OCCASIONS),
                violation_error_message="A participant is at exactly one meeting or visit.",
            ),
            models.CheckConstraint(
                name="participant_is_one",
                condition=Q(official__isnull=False, organization__isnull=True, group="")
                | Q(official__isnull=True, organization__isnull=False, group="")
                | Q(official__isnull=True, organization__isnull=True) & ~Q(group=""),
                violation_error_message=(
                    "A participant is exactly one of an official, an organization and a group."
                ),
            ),
            models.CheckConstraint(
                name="participant_tenure_of_official",
                condition=Q(tenure__isnull=True) | Q(official__isnull=False),
                violation_error_message="Only an official takes part in an office.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "official"],
                condition=Q(retraction_reason=""),
                name="participant_once_at_meeting",
                violation_error_message="This official is already at the meeting.",
            ),
            models.UniqueConstraint(
                fields=["visit", "official"],
                condition=Q(retraction_reason=""),
                name="participant_once_on_visit",
                violation_error_message="This official is already on the visit.",
            ),
        ]

    def __str__(self) -> str:
        return self.group or str(self.official or self.organization)

    def comes_from(self) -> Country | None:
        """Return its own country, else the official's or organization's; None without any.

        One query for each relation that was not fetched.
        """
        member = self.official or self.organization
        return self.country or (member.country if member else None)
