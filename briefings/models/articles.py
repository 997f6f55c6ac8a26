"""Articles: the identity of a piece. Its words are in its editions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from briefings.addresses import path_of
from briefings.models.base import Published, Record
from briefings.models.triggers import record

if TYPE_CHECKING:
    from briefings.models.editions import Edition


class ArticleQuerySet(models.QuerySet["Article"]):
    """Queries for articles."""

    def live(self, at: datetime) -> Self:
        """Keep the articles with a live edition at `at`, fetched as `live_edition`."""
        return (
            self.annotate(
                live_edition=FilteredRelation(
                    "editions", condition=Q(editions__live_period__holds=at)
                )
            )
            .filter(live_edition__isnull=False)
            .select_related("live_edition")
        )

    def with_one_of(self, editions: models.QuerySet[Edition]) -> Self:
        """Keep the articles that were or will be published, or that have one of the editions."""
        one = Exists(editions.filter(article=OuterRef("pk")).order_by())
        return self.filter(Q(published_at__isnull=False) | one)

    def newest_first(self) -> Self:
        """Sort by first publication, the latest first, the unpublished last."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-id")


@record("article")
class Article(Record):
    """The identity of a piece.

    `published_at` is the lower bound of its first live period, written by a trigger; it may lie
    ahead, and is NULL while no edition ever had one. A withdrawn article has a reason.
    """

    class Section(models.TextChoices):
        """What kind of piece it is."""

        BRIEFING = "briefing", "Briefing"
        ANALYSIS = "analysis", "Analysis"
        EXPLAINER = "explainer", "Explainer"
        INTERVIEW = "interview", "Interview"

    live_edition: Edition

    section = models.CharField(max_length=12, choices=Section, default=Section.BRIEFING)
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawal_reason = models.CharField(
        max_length=16,
        choices=Published.RetractionReason,
        blank=True,
        default="",
        editable=False,
    )
    withdrawal_note = models.TextField(blank=True, default="", editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        permissions = [("withdraw_article", "Can withdraw and restore articles")]
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), name="article_newest_first"),
            models.Index(fields=["section"], name="article_of_section"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="derived",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.published_at := (
                        SELECT lower(live_periods) FROM briefings_identity
                        WHERE id = NEW.identity_id
                    );
                    IF NEW.withdrawal_reason <> '' THEN
                        PERFORM briefings_refuse_live_withdrawn(NEW.identity_id);
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    # The headline of its last edition, if the query added it.
    headline = ""

    def __str__(self) -> str:
        return self.headline or self.slug

    def get_absolute_url(self) -> str:
        """Return the address of the article's page."""
        return path_of("article", self.slug)
