"""Stale sentences: what a live or scheduled edition says, and the record no longer bears out."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Now

from briefings.models.base import Published
from briefings.models.changes import Change
from briefings.models.identities import Identity

REASONS: dict[str, str] = dict(Published.RetractionReason.choices)


class StaleSentenceQuerySet(models.QuerySet["StaleSentence"]):
    """Queries for stale sentences."""

    def shown(self, at: datetime) -> Self:
        """Keep those of editions that are live or scheduled at `at`.

        A sentence is mended by an edition without it: then its own is neither live nor scheduled.
        """
        live = Q(edition__live_period__holds=at)
        ahead = Q(edition__live_period__startswith__gt=at)
        return self.filter(live | ahead)

    def open(self, at: datetime) -> Self:
        """Keep those of editions live or scheduled at `at` that nobody has called still true."""
        return self.shown(at).filter(dismissed_at__isnull=True)

    def called_true(self, at: datetime) -> Self:
        """Keep those of editions live or scheduled at `at` that somebody has, the latest first."""
        called = self.shown(at).filter(dismissed_at__isnull=False).select_related("dismissed_by")
        return called.order_by("-dismissed_at", "edition", "paragraph", "start", "id")

    def with_details(self) -> Self:
        """Fetch the edition of each, without its long columns.

        `label` is what the record is called, NULL of none, `changed_at` the moment of the change.
        """
        label = Identity.objects.filter(public_id=OuterRef("public_id")).values("label")
        change = Change.objects.filter(seq=OuterRef("seq")).values("at")
        return (
            self.select_related("edition")
            .defer(*(f"edition__{name}" for name in ("body", "rendered", "plain_text", "contents")))
            .annotate(label=Subquery(label[:1]), changed_at=Subquery(change[:1]))
        )

    def soonest_first(self) -> Self:
        """Sort: what goes live next, then what is live, the latest found first; as in the text."""
        ahead = models.Case(
            models.When(edition__live_period__startswith__gt=Now(), then=0), default=1
        )
        return self.order_by(
            ahead, F("seq").desc(), "edition", "paragraph", "start", "words_start", "id"
        )


class StaleSentence(models.Model):
    """A sentence of an edition whose words a change of the record has touched. Never public.

    It agreed with the record before the change and does not after. `kind` is what it speaks of,
    `public_id` and `row_type` say of which record, source or statement. `was` and `told` are what
    the record told before the change and tells now, in words. `seq` is the change's number.

    `paragraph` counts the edition's: headline -1, standfirst 0, those of the body from 1; `start`
    is the sentence's place in it. `words_start` and `words_end` are places in the sentence.
    `announced_at`: when author and approver were told of it; NULL for a sentence that was live.
    `dismissed_at` and the rest: somebody said that it is still true, and why.
    """

    class Kind(models.TextChoices):
        """What the words speak of."""

        CUSTODY = "custody", "Custody"
        OFFICE = "office", "Office"
        OCCASION = "occasion", "Meeting or visit"
        NAME = "name", "Name"
        RECORD = "record", "Retracted record"
        FACT = "fact", "Retracted fact"
        SOURCE = "source", "Retracted source"
        STATEMENT = "statement", "Retracted statement"

    edition = models.ForeignKey(
        "briefings.Edition", on_delete=models.CASCADE, related_name="stale_sentences"
    )
    paragraph = models.SmallIntegerField()
    start = models.PositiveIntegerField()
    words_start = models.PositiveIntegerField()
    words_end = models.PositiveIntegerField()
    sentence = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind)
    row_type = models.CharField(max_length=20)
    public_id = models.UUIDField()
    was = models.TextField(blank=True)
    told = models.TextField(blank=True)
    seq = models.BigIntegerField()
    found_at = models.DateTimeField(db_default=Now())
    announced_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    objects = StaleSentenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="stalesentence_open",
                fields=["edition"],
                condition=Q(dismissed_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "paragraph", "start", "kind", "public_id"],
                name="stalesentence_once",
                violation_error_message="This sentence is listed already.",
            ),
            models.CheckConstraint(
                name="stalesentence_words_within",
                condition=Q(words_start__lte=F("words_end")) & ~Q(sentence=""),
                violation_error_message="The words stand in the sentence.",
            ),
            models.CheckConstraint(
                name="stalesentence_dismissed_whole",
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True, reason="")
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False) & ~Q(reason=""),
                violation_error_message="Who calls a sentence still true says why.",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def what_changed(self) -> str:
        """What changed, in a sentence; fetch it by `with_details`, or the record is not named."""
        label, was, told = getattr(self, "label", "") or "It", self.was, self.told
        retracted = f"was retracted ({REASONS.get(told, told).lower()})."
        match self.kind:
            case self.Kind.OFFICE if told:
                return f"{label} is {told} again."
            case self.Kind.OFFICE:
                return f"{label} is no longer {was}."
            case self.Kind.NAME:
                return f"“{was}” is now called {label}."
            case self.Kind.RECORD:
                return f"{label} {retracted}"
            case self.Kind.FACT:
                return f"A fact about {label}, for which it cites the source, {retracted}"
            case self.Kind.SOURCE:
                return f"The source that it cites {retracted}"
            case self.Kind.STATEMENT:
                return f"The statement that it quotes {retracted}"
        return f"{label}: {was} before, now {told or 'not known'}."

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before the words, the words, and what follows."""
        start, end = self.words_start, self.words_end
        return self.sentence[:start], self.sentence[start:end], self.sentence[end:]


class LookedAt(models.Model):
    """Up to which change of the ledger the prose was looked at; one row. Never public."""

    seq = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lookedat_is_one",
                condition=Q(id=1),
                violation_error_message="The prose is looked at in one order.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.seq)
