"""Any record under one roof: what stored links, corrections and the ledger point at."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from briefings.models.base import Row
from briefings.models.expressions import MomentsField
from briefings.models.triggers import child
from briefings.models.words import spelling_index

if TYPE_CHECKING:
    from briefings.models.editions import Edition


class IdentityQuerySet(models.QuerySet["Identity"]):
    """Words for any record, whatever its type."""

    def live(self, at: datetime) -> Self:
        """Keep the records that the public sees at the moment `at`."""
        return self.filter(live_periods__holds=at)

    def mentioned_by(self, *editions: Edition) -> Self:
        """Keep the records that the editions name, each once, in the order of first places."""
        return (
            self.filter(mentions__edition__in=editions)
            .annotate(first_place=models.Min("mentions__position"))
            .order_by("first_place", "id")
        )

    def named(self, words: str) -> Self:
        """Keep the records that have the words in their label, address or a person's names.

        For the desk alone: it also finds whose name is withheld.
        """
        return (
            self.filter(
                Q(label__icontains=words)
                | Q(slug__icontains=words)
                | Q(official__names__name__icontains=words)
                | Q(detainee__full_name__icontains=words)
                | Q(detainee__names__name__icontains=words)
            )
            .order_by("label", "slug")
            .distinct()
        )

    def labelled(self, at: datetime) -> Self:
        """Add `label_at`: what the record is called at `at`; an article's is its live headline.

        NULL for an article that is not live then.
        """
        from briefings.models.editions import Edition

        headline = Edition.objects.live(at).filter(article__identity=models.OuterRef("pk"))
        return self.annotate(
            label_at=models.Case(
                models.When(type="article", then=models.Subquery(headline.values("headline")[:1])),
                default=models.F("label"),
                output_field=models.TextField(null=True),
            )
        )


class Identity(models.Model):
    """What every record has in common, written by the records' triggers alone.

    `live_periods` holds every period in which the record was or will be public. `label` is empty
    for articles: an article is called what its live edition is headed.
    """

    public_id = models.UUIDField(unique=True)
    type = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    label = models.TextField(blank=True)
    live_periods = MomentsField()

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"
        permissions = [("publish_identity", "Can publish, retract and readdress records")]
        indexes = [spelling_index("identity", "label", "slug")]
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="identity_slug_unique"),
        ]

    def __str__(self) -> str:
        return self.label or self.slug

    def is_live(self, at: datetime) -> bool:
        """Return whether the public sees the record at `at`."""
        return any(at in period for period in self.live_periods or ())


class Slug(models.Model):
    """Every slug that a type of record ever had, written by trigger.

    A slug belongs to one record for ever; an old one redirects to it while it is live.
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
