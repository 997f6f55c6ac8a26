"""The bases of all models: rows, published rows, facts and records."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.expressions import UUID7, MomentsField, NextIdentity

M = TypeVar("M", bound=models.Model, covariant=True)


class Row(models.Model):
    """A row with a public id, a version and a history.

    A trigger raises `version` (from 1) and `updated_at` when another column differs; values that
    Python sends for these two are ignored.
    """

    public_id = models.UUIDField(unique=True, editable=False, db_default=UUID7())
    version = models.PositiveIntegerField(editable=False, db_default=1)
    created_at = models.DateTimeField(editable=False, db_default=Now())
    updated_at = models.DateTimeField(editable=False, db_default=Now())

    class Meta:
        abstract = True


class Confidence(models.TextChoices):
    """How sure the newsroom is of a fact."""

    CONFIRMED = "confirmed", "Confirmed"
    REPORTED = "reported", "Reported"
    DISPUTED = "disputed", "Disputed"


class PublishedQuerySet(models.QuerySet[M]):
    """Queries by publication; each returns a QuerySet and chains."""

    def live(self, at: datetime) -> Self:
        """Keep what the public sees at the moment `at` (lower bound included, upper not)."""
        return self.filter(live_period__holds=at)

    def entered(self) -> Self:
        """Keep what was never published and has no embargo."""
        return self.filter(live_period__isnull=True)

    def retracted(self) -> Self:
        """Keep what was retracted: few rows, found by the index of what is not public."""
        return self.filter(
            models.Func(
                "retraction_reason",
                # Not a parameter: a plan for any value could not use an index of some rows.
                template="NOT (%(expressions)s = '')",
                output_field=models.BooleanField(),
            )
        )


class FactQuerySet(PublishedQuerySet[M]):
    """Queries by publication, for rows that are public only while others are."""

    def live(self, at: datetime) -> Self:
        """Keep the rows that the public sees at `at`: live, as all that they are published with."""
        return self.filter(public_periods__holds=at)


class Published(models.Model):
    """A row that the public sees during its `live_period`.

    The period is half-open. NULL: entered, not published. A lower bound ahead: an embargo.
    An upper bound: retracted then, for `retraction_reason`. Empty: retracted before it was seen.
    """

    class RetractionReason(models.TextChoices):
        """Why a row was retracted; it decides what readers and mirrors are told."""

        WRONG = "wrong", "Wrong"
        HOAX = "hoax", "Hoax"
        DUPLICATE = "duplicate", "Duplicate"
        SUPERSEDED = "superseded", "Superseded"
        SAFETY = "safety", "Safety"
        PRIVACY = "privacy", "Privacy"
        LEGAL = "legal", "Legal order"

    NAMELESS_REASONS: ClassVar[frozenset[str]] = frozenset({"safety", "privacy", "legal"})

    live_period = DateTimeRangeField(null=True, blank=True, editable=False)
    retraction_reason = models.CharField(
        max_length=16, choices=RetractionReason, blank=True, default="", editable=False
    )
    retraction_note = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True
        indexes = [
            # The few that are not published, or were retracted.
            models.Index(
                name="%(class)s_not_public",
                fields=["id"],
                condition=Q(live_period__isnull=True) | ~Q(retraction_reason=""),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_retraction_has_reason",
                condition=(
                    Q(live_period__isnull=True, retraction_reason="")
                    | Q(live_period__isempty=True)
                    | Q(live_period__upper_inf=True, retraction_reason="")
                    | Q(live_period__upper_inf=False) & ~Q(retraction_reason="")
                ),
                violation_error_message="A retraction needs a reason, and nothing else has one.",
            ),
            models.CheckConstraint(
                name="%(class)s_live_period_begins",
                condition=(
                    Q(live_period__isnull=True)
                    | Q(live_period__isempty=True)
                    | Q(live_period__lower_inf=False, live_period__lower_inc=True)
                ),
                violation_error_message="A publication begins at a moment.",
            ),
        ]

    def is_live(self, at: datetime) -> bool:
        """Return whether this row is live at `at`; what it is published with is not considered."""
        return self.live_period is not None and at in self.live_period


class PublishedFact(Published):
    """A published row that states a fact of other rows, and is public only while they all are.

    `public_periods` are all moments at which the public sees it, empty if there is none. A trigger
    writes them; values that Python sends are ignored.
    """

    public_periods = MomentsField(editable=False, db_default=models.Value("{}"))

    class Meta:
        abstract = True


class MaybeStub(models.Model):
    """A record that may be a stub: entered from a text with a name and a country, not public."""

    stub = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Entered from a text with a name and a country, to be completed.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_stub_is_not_public",
                condition=Q(stub=False) | Q(live_period__isnull=True),
                violation_error_message="A stub is not published: complete it first.",
            ),
        ]


PublishedRow = TypeVar("PublishedRow", bound=Published)


def if_live(row: PublishedRow | None, at: datetime) -> PublishedRow | None:
    """Return the row if it is live at `at`, else None: for a row that another points at."""
    return row if row is not None and row.is_live(at) else None


class Record(Row):
    """A row with an address of its own: it has an `Identity` and a slug that is never reused.

    The identity's key is drawn when the row is inserted; a trigger writes the identity.
    """

    identity = models.OneToOneField(
        "briefings.Identity",
        on_delete=models.PROTECT,
        editable=False,
        db_default=NextIdentity(),
        related_name="%(class)s",
    )
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        abstract = True
