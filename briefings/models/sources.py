"""Sources, and which fact rests on which."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from briefings.models.base import Published, PublishedQuerySet, Row
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.expressions import exactly_one_of
from briefings.models.tenures import Tenure
from briefings.models.triggers import citation, published

CITABLE = ("edition", "official", "tenure")


class SourceQuerySet(PublishedQuerySet["Source"]):
    """Words for sources."""


@published("source")
class Source(Row, Published):
    """Something published that facts rest on; public with the first public fact that cites it."""

    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    url = models.URLField(max_length=1000, blank=True)
    archived_url = models.URLField(max_length=1000, blank=True)
    published_on = PartialDateField(null=True, blank=True)
    published_on_days = DaysField("published_on")
    accessed_on = models.DateField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["publisher", "title", "id"]
        indexes = [models.Index(fields=["publisher", "id"], name="source_by_publisher")]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("published_on"),
            models.CheckConstraint(
                name="source_is_named",
                condition=~Q(publisher="") & ~Q(title=""),
                violation_error_message="A source has a publisher and a title.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class CitationQuerySet(models.QuerySet["Citation"]):
    """Words for citations."""

    def live(self, at: datetime) -> Self:
        """Keep those whose source and whose fact the public sees at the moment `at`."""
        return self.filter(
            Q(edition__live_period__contains=at)
            | Q(official__live_period__contains=at)
            | Q(tenure__in=Tenure.objects.live(at)),
            source__live_period__contains=at,
        )

    def in_order(self) -> Self:
        """Sort as the page numbers them, with the sources fetched along."""
        return self.select_related("source").order_by("place", "id")


@citation(of=CITABLE)
class Citation(Row):
    """What one fact takes from one source.

    Exactly one of `edition`, `official` (its biography) and `tenure` is set; `record`, set by
    trigger, is the record whose page shows it. `says` is what this source says where it differs.
    """

    class Stance(models.TextChoices):
        """Whether the source bears the fact out."""

        SUPPORTS = "supports", "Supports"
        CONTRADICTS = "contradicts", "Contradicts"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    record = models.ForeignKey(
        "briefings.Identity",
        on_delete=models.CASCADE,
        related_name="citations",
        editable=False,
    )
    edition = models.ForeignKey(
        "briefings.Edition",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    official = models.ForeignKey(
        "briefings.Official",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    tenure = models.ForeignKey(
        "briefings.Tenure",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    place = models.PositiveSmallIntegerField(default=0, help_text="Its order on the page.")
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.SUPPORTS)
    says = models.CharField(
        max_length=400, blank=True, help_text="What this source says, where it differs."
    )
    quote = models.TextField(blank=True)
    page = models.CharField(max_length=40, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="citation_of_one_fact",
                condition=exactly_one_of(*CITABLE),
                violation_error_message="A citation belongs to exactly one fact.",
            ),
            models.UniqueConstraint(fields=["source", "edition"], name="citation_once_per_edition"),
        ]

    def __str__(self) -> str:
        return str(self.source)
