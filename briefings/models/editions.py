"""Editions: the wordings of an article, each with its live period."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from briefings.models.base import PublishedQuerySet, Row
from briefings.models.triggers import edition, edition_child
from briefings.models.words import GATHERED, Read, prefix_query, says

HEADING = SearchVector("headline", "standfirst", config="simple")


class EditionQuerySet(PublishedQuerySet["Edition"]):
    """Queries for editions."""

    def approved(self) -> Self:
        """Keep the approved ones: live, ended, scheduled or on hold."""
        return self.filter(approved_at__isnull=False)

    def waiting(self) -> Self:
        """Keep the editions in review."""
        return self.filter(approved_at__isnull=True, submitted_at__isnull=False)

    def drafts(self) -> Self:
        """Keep the editions that are not approved, in review or not."""
        return self.filter(approved_at__isnull=True)

    def open_to(self, writer: User) -> Self:
        """Keep the approved editions, and the drafts that `writer` started or submitted."""
        own = Q(created_by=writer) | Q(submitted_by=writer)
        return self.filter(Q(approved_at__isnull=False) | own)

    def unsubmitted(self) -> Self:
        """Keep the drafts that are not in review: still written, or returned to their authors."""
        return self.filter(approved_at__isnull=True, submitted_at__isnull=True)

    def headed(self, part: str) -> Self:
        """Keep the editions with a word that begins with `part` in headline or standfirst."""
        return self.alias(heading=HEADING).filter(heading=prefix_query(part, "simple"))

    def saying(self, part: str) -> Self:
        """Keep the editions that say a word that begins with `part`, in its English forms too.

        Searched are those that are live or will be, and the last one of a withdrawn article.
        """
        return self.alias(read=Read("words__said")).filter(says("read", part), words__isnull=False)

    def flagged(self) -> Self:
        """Keep the editions that went out without the approval of a second person."""
        return self.filter(approved_by__isnull=True).exclude(forced_reason="")

    def superseded(self, at: datetime) -> Self:
        """Keep the editions that were live before `at` and no longer are."""
        return self.filter(live_period__endswith__lte=at)

    def on_hold(self) -> Self:
        """Keep the approved ones without a time, but for those that a later edition overtook."""
        later = self.model._default_manager.filter(
            article=OuterRef("article"),
            number__gt=OuterRef("number"),
            live_period__startswith__isnull=False,
        )
        held = self.filter(live_period__isempty=True, article__withdrawal_reason="")
        return held.exclude(Exists(later))

    def scheduled(self, at: datetime) -> Self:
        """Keep the editions that go live after `at`."""
        return self.filter(live_period__startswith__gt=at)


def _who(did: str) -> models.ForeignKey[Any, Any]:
    """Return the foreign key to the user who did something with an edition."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name=did,
    )


@edition
class Edition(Row):
    """One wording of an article.

    `live_period` NULL: not approved. Empty: approved, on hold. Otherwise the half-open period in
    which the public sees it. After approval nothing changes but this period, and no bound of it
    that has passed. `rendered`, `contents`, `plain_text` and `word_count` are made from `body` at
    approval. `publishes` holds the public ids of the statements that become public with it.
    `forced_reason` says why nobody else approved it: then `approved_by` is NULL until somebody has.
    """

    article = models.ForeignKey(
        "briefings.Article", on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT
    )
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    dateline_place = models.CharField(max_length=120, blank=True)
    dateline_on = models.DateField(null=True, blank=True)
    about = models.ForeignKey(
        "briefings.Identity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions_about",
        help_text="The record that it is about: it heads the key facts.",
    )
    hero = models.ForeignKey(
        "briefings.Image",
        verbose_name="lead picture",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="heads",
    )
    topics = models.ManyToManyField("briefings.Topic", through="EditionTopic", blank=True)
    created_by = _who("editions_created")
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = _who("editions_submitted")
    returned_note = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = _who("editions_approved")
    forced_reason = models.CharField(
        max_length=400, blank=True, default="", db_default="", editable=False
    )
    live_period = DateTimeRangeField(null=True, editable=False)
    planned_period = DateTimeRangeField(null=True, editable=False)
    rendered = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, editable=False)
    plain_text = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    publishes = ArrayField(
        models.UUIDField(), default=list, db_default=[], blank=True, editable=False
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        permissions = [
            ("review_edition", "Can review editions and return them"),
            ("approve_edition", "Can approve, publish, schedule and hold editions"),
            ("force_edition", "Can let a mended typo out without a second person"),
        ]
        indexes = [
            GinIndex(HEADING, name="edition_heading", gin_pending_list_limit=GATHERED),
            models.Index(
                name="edition_not_approved", fields=["id"], condition=Q(approved_at__isnull=True)
            ),
            models.Index(
                name="edition_flagged",
                fields=["id"],
                condition=Q(approved_by__isnull=True) & ~Q(forced_reason=""),
            ),
            models.Index(
                name="edition_on_hold",
                fields=["approved_at"],
                condition=Q(live_period__isempty=True),
            ),
            models.Index(F("live_period__startswith"), name="edition_goes_live"),
            models.Index(F("live_period__endswith"), name="edition_ends"),
            # By which the ledger finds the articles that quote a statement.
            GinIndex(Func(F("rendered"), function="briefings_quoted"), name="edition_quotes"),
            GinIndex(fields=["publishes"], name="edition_publishes", condition=~Q(publishes=[])),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_unique"),
            ExclusionConstraint(
                name="edition_one_live",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    ("live_period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Two editions of one article cannot be live at once.",
            ),
            models.CheckConstraint(
                name="edition_period_means_approved",
                condition=Q(live_period__isnull=True, approved_at__isnull=True)
                | Q(live_period__isnull=False, approved_at__isnull=False),
                violation_error_message="Only an approved edition has a live period.",
            ),
            models.CheckConstraint(
                name="edition_live_period_begins",
                condition=Q(live_period__isnull=True)
                | Q(live_period__isempty=True)
                | Q(live_period__lower_inf=False, live_period__lower_inc=True),
                violation_error_message="A publication begins at a moment.",
            ),
            models.CheckConstraint(
                name="edition_has_headline",
                condition=~Q(headline=""),
                violation_error_message="An edition has a headline.",
            ),
            models.CheckConstraint(
                name="edition_forced_is_approved",
                condition=Q(forced_reason="") | Q(approved_at__isnull=False),
                violation_error_message="What is forced is final, as what is approved is.",
            ),
            models.CheckConstraint(
                name="edition_submitted_whole",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message="A submission has a moment and a person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    @property
    def stale_as(self) -> int | None:
        """The key of the edition whose stale sentences are its own: a draft's is its base."""
        return self.pk if self.approved_at else self.based_on_id

    @property
    def state(self) -> str:
        """Return "draft", "in_review", "on_hold" or "approved" (live, scheduled or ended)."""
        if self.approved_at is None:
            return "in_review" if self.submitted_at else "draft"
        return (
            "on_hold" if self.live_period is not None and self.live_period.isempty else "approved"
        )


@edition_child
class Byline(Row):
    """An author of an edition, where from, and the place in the order."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bylines")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="byline_once",
                violation_error_message="This byline is already entered.",
            ),
            models.CheckConstraint(
                name="byline_has_name",
                condition=~Q(name=""),
                violation_error_message="A byline has a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@edition_child
class EditionTopic(Row):
    """A topic of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_topics")
    topic = models.ForeignKey("briefings.Topic", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "topic"],
                name="edition_topic_once",
                violation_error_message="This topic is already entered.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic_id)
