"""Mentions: the records that an approved edition names."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F

from briefings.models.editions import Edition
from briefings.models.triggers import mention


class MentionQuerySet(models.QuerySet["Mention"]):
    """Queries for mentions."""

    def live(self, at: datetime) -> Self:
        """Keep the mentions in editions that are live at `at`."""
        return self.filter(live_period__holds=at)

    def of(self, public_id: UUID) -> Self:
        """Keep the mentions of one record."""
        return self.filter(identity__public_id=public_id)

    def newest_first(self) -> Self:
        """Sort by the article's first publication, the latest first."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-id")


@mention
class Mention(models.Model):
    """A record that an approved edition names in its body, once, in order of first occurrence.

    `position` counts from 1; 0 is for the record that the edition is about, if no words name it.
    Triggers copy `published_at` and `live_period`: an index alone tells the articles on a record.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mentions")
    article = models.ForeignKey(
        "briefings.Article", on_delete=models.CASCADE, related_name="mentions"
    )
    identity = models.ForeignKey(
        "briefings.Identity", on_delete=models.PROTECT, related_name="mentions", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(null=True, editable=False)
    live_period = DateTimeRangeField(null=True, editable=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "identity"],
                name="mention_once",
                violation_error_message="The edition names this record already.",
            ),
        ]
        indexes = [
            models.Index(
                F("identity"), F("published_at").desc(), F("id").desc(), name="mention_newest_first"
            ),
            models.Index(
                fields=["identity"], include=["article", "live_period"], name="mention_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.identity_id}"
