"""Identities: one row for any record; links, corrections and the ledger point at it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from briefings.models.base import Row
from briefings.models.editions import Edition
from briefings.models.expressions import MomentsField
from briefings.models.triggers import child
from briefings.models.words import spelling_index

if TYPE_CHECKING:
    from briefings.models.articles import Article


class IdentityQuerySet(models.QuerySet["Identity"]):
    """Queries for any record, whatever its type."""

    def live(self, at: datetime) -> Self:
        """Keep the records that the public sees at `at`."""
        return self.filter(live_periods__holds=at)

    def mentioned_by(self, *editions: Edition) -> Self:
        """Keep the records that the editions mention, each once, in the order of first mention."""
        return (
            self.filter(mentions__edition__in=editions)
            .annotate(first_place=models.Min("mentions__position"))
            .order_by("first_place", "id")
        )

    def matching(self, words: str) -> Self:
        """Keep the records with the words in their label, slug or a person's names.

        Merged records are left out: their survivors have their names. For the desk only: it finds
        people whose name is withheld.
        """
        return (
            self.filter(
                Q(label__icontains=words)
                | Q(slug__icontains=words)
                | Q(official__names__name__icontains=words)
                | Q(detainee__full_name__icontains=words)
                | Q(detainee__names__name__icontains=words),
                merged_into__isnull=True,
            )
            .order_by("label", "slug")
            .distinct()
        )

    def with_one_of(self, articles: models.QuerySet[Article]) -> Self:
        """Keep all records but the articles that are not among `articles`."""
        return self.filter(~Q(type="article") | Q(article__in=articles))

    def surviving(self) -> models.QuerySet[Identity, int]:
        """Return the keys of the records, for a merged one its survivor's; for use in a query."""
        return self.order_by().values_list(Coalesce(F("merged_into"), F("pk")), flat=True)

    def with_public_ids(self, *public_ids: UUID) -> Self:
        """Keep the records with these public ids; for a merged one its survivor."""
        return self.filter(
            pk__in=Identity.objects.filter(public_id__in=public_ids).surviving(),
        )

    def with_former_ids(self) -> Self:
        """Add `former_ids`: the public ids of the records merged into each."""
        merged = Identity.objects.filter(merged_into=models.OuterRef("pk")).order_by("pk")
        return self.annotate(former_ids=ArraySubquery(merged.values("public_id")))

    def labelled(self, at: datetime) -> Self:
        """Add `label_at`: the label at the moment `at`; an article's is its live headline.

        NULL for an article that is not live then.
        """
        headline = Edition.objects.live(at).filter(article__identity=models.OuterRef("pk"))
        return self.annotate(
            label_at=models.Case(
                models.When(type="article", then=models.Subquery(headline.values("headline")[:1])),
                default=models.F("label"),
                output_field=models.TextField(null=True),
            )
        )


MERGED_ONCE = """
    IF TG_OP = 'UPDATE' AND NEW.merged_into_id IS NOT DISTINCT FROM OLD.merged_into_id THEN
        RETURN NEW;
    END IF;
    -- Locked: of two merges at once, the one that waited sees what the other has done.
    SELECT * INTO survivor FROM briefings_identity
    WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
    IF survivor.type <> NEW.type THEN
        RAISE EXCEPTION 'Only two records of one type are merged.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'identity_merged_into_its_type';
    END IF;
    IF survivor.merged_into_id IS NOT NULL THEN
        RAISE EXCEPTION 'A record is merged into one that is not merged itself.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'identity_survivor_stands';
    END IF;
    IF EXISTS (SELECT 1 FROM briefings_identity WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'What was merged into a record is merged into its survivor first.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'identity_merged_once';
    END IF;
    RETURN NEW;
"""
SURVIVORS_ANNOUNCED = """
    PERFORM briefings_announce_record(id, 'merged') FROM briefings_identity
    WHERE id IN (OLD.merged_into_id, NEW.merged_into_id);
    RETURN NULL;
"""


class Identity(models.Model):
    """What all records have in common; written by the records' triggers only.

    `live_periods` holds every period in which the record was or will be public. `label` is empty
    for articles, whose label is the headline of the live edition. `merged_into` is the survivor of
    a merged record, NULL for others; only `actions.merging` sets it.
    """

    public_id = models.UUIDField(unique=True)
    type = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    label = models.TextField(blank=True)
    live_periods = MomentsField()
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"
        permissions = [
            ("publish_identity", "Can publish, retract and readdress records"),
            ("merge_identity", "Can merge records and undo it"),
        ]
        indexes = [spelling_index("identity", "label", "slug")]
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="identity_slug_unique"),
            models.CheckConstraint(
                name="identity_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message="A record is not merged into itself.",
            ),
            models.CheckConstraint(
                name="identity_merged_is_not_public",
                condition=Q(merged_into__isnull=True)
                | Q(
                    Exact(
                        Func(
                            "live_periods",
                            function="upper_inf",
                            output_field=models.BooleanField(),
                        ),
                        False,
                    )
                ),
                violation_error_message="A merged record is not public: its survivor is.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="merged_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__merged_into__isnull=False),
                declare=[("survivor", "briefings_identity")],
                func=MERGED_ONCE,
            ),
            pgtrigger.Trigger(
                name="survivors_announced",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("merged_into", "label"),
                func=SURVIVORS_ANNOUNCED,
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.slug

    def is_live(self, at: datetime) -> bool:
        """Return whether the public sees the record at `at`."""
        return any(at in period for period in self.live_periods or ())


class Slug(models.Model):
    """Every slug that the records of a type ever had, written by a trigger.

    A slug belongs to one record for ever; a former one redirects to it while it is live.
    """

    type = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="slugs")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["type", "slug"],
                name="slug_never_reused",
                violation_error_message="This address is, or once was, another record's.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}/{self.slug}"


@child(identity="identifiers")
class ExternalIdentifier(Row):
    """A record's id in somebody else's list (`scheme` "wikidata", "viaf", "iso3166" …)."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.SlugField(max_length=40)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_record",
                violation_error_message="Another record has this identifier.",
            ),
            models.CheckConstraint(
                name="identifier_has_value",
                condition=~Q(scheme="") & ~Q(value=""),
                violation_error_message="An identifier needs a scheme and a value.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
