"""Statements: attributed words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import F, Q

from briefings.models.base import Confidence, FactQuerySet, Published, PublishedFact, Row
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.expressions import earliest_day
from briefings.models.identities import Identity
from briefings.models.triggers import child, fact
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.withheld import Nearby, TellsWithheldName
from briefings.models.words import first_words, said_in, said_index

SAID_ON = earliest_day("said_on_days", unknown="9999-12-31")
SAID_ON_DOWNWARDS = earliest_day("said_on_days", unknown="0001-01-01")

SUBJECTS = "SELECT id FROM briefings_detainee WHERE identity_id IN (OLD.subject_id, NEW.subject_id)"
ABOUT = """
    ARRAY(SELECT d.id FROM briefings_statementsubject s
        JOIN briefings_detainee d ON d.identity_id = s.subject_id WHERE s.statement_id = NEW.id)
"""


class StatementQuerySet(FactQuerySet["Statement"]):
    """Queries for statements."""

    def live(self, at: datetime) -> Self:
        """Keep what the public sees: no statement with the withheld name of its subject."""
        return super().live(at).filter(tells_withheld_name=False)

    def with_public_ids(self, ids: Iterable[UUID]) -> Self:
        """Keep the statements with these public ids."""
        return self.filter(public_id__in=[*ids])

    def matching(self, words: str) -> Self:
        """Keep statements with these words in their text or speaker's name, the latest first."""
        spoken = Q(words__icontains=words) | Q(attribution__icontains=words)
        named = Q(official__full_name__icontains=words) | Q(organization__name__icontains=words)
        return self.filter(spoken | named).latest_first()

    def with_speakers(self) -> Self:
        """Fetch the speakers, and the meetings of the statements."""
        return self.select_related(
            "official__identity", "organization__identity", "meeting__identity"
        )

    def latest_first(self) -> Self:
        """Sort by day, the latest first, unknown days last."""
        return self.order_by(F("said_on_days__startswith").desc(nulls_last=True), "-id")


@fact("statement", of=("official", "organization"), field="statements")
class Statement(Row, PublishedFact):
    """Words of an official, of an organization, or of an unnamed speaker.

    An unnamed speaker has an `attribution` line ("a senior State Department official") and a
    `side`, the country spoken for; NULL if the line does not name it. A NULL `said_on` is not
    known. The occasion is a meeting, or a line of text. A trigger sets `tells_withheld_name`:
    whether its texts contain the withheld name of one of its subjects.
    """

    class Form(models.TextChoices):
        """Whether the words are the speaker's own."""

        DIRECT = "direct", "Direct"
        PARAPHRASE = "paraphrase", "Paraphrase"

    official = models.ForeignKey(
        "briefings.Official",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    organization = models.ForeignKey(
        "briefings.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    attribution = models.CharField(
        max_length=200, blank=True, help_text="“A senior State Department official”."
    )
    side = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="Whom an unnamed speaker speaks for.",
    )
    words = models.TextField()
    form = models.CharField(max_length=12, choices=Form, default=Form.DIRECT)
    said_on = PartialDateField(null=True, blank=True)
    said_on_days = DaysField("said_on")
    meeting = models.ForeignKey(
        "briefings.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    occasion = models.CharField(
        max_length=200, blank=True, help_text="If there is no meeting: “At a press briefing”."
    )
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.CONFIRMED)
    tells_withheld_name = models.BooleanField(editable=False, db_default=False)
    about = models.ManyToManyField(Identity, through="StatementSubject", related_name="+")

    said = said_in("words", names=("attribution", "occasion"))

    objects = StatementQuerySet.as_manager()

    class Meta(Published.Meta):
        indexes = [
            *Published.Meta.indexes,
            said_index("statement"),
            models.Index(SAID_ON, "id", name="statement_earliest_first"),
            models.Index(SAID_ON_DOWNWARDS, "id", name="statement_latest_first"),
            models.Index(fields=["form"], name="statement_of_form"),
        ]
        triggers = [
            NotAhead("said_on", "What was said has a day that is still to come."),
            TellsWithheldName(ABOUT, "NEW.words", "NEW.attribution", "NEW.occasion"),
            Nearby(
                "meeting",
                operation=pgtrigger.Update,
                statements="ARRAY[NEW.id]",
                meetings="ARRAY[OLD.meeting_id, NEW.meeting_id]",
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("said_on"),
            models.CheckConstraint(
                name="statement_has_words",
                condition=~Q(words=""),
                violation_error_message="A statement has words.",
            ),
            models.CheckConstraint(
                name="statement_of_one_speaker",
                condition=Q(official__isnull=False, organization__isnull=True, attribution="")
                | Q(official__isnull=True, organization__isnull=False, attribution="")
                | Q(official__isnull=True, organization__isnull=True) & ~Q(attribution=""),
                violation_error_message=(
                    "The speaker is exactly one of an official, an organization and an"
                    " attribution line."
                ),
            ),
            models.CheckConstraint(
                name="statement_side_of_unnamed",
                condition=Q(side__isnull=True) | ~Q(attribution=""),
                violation_error_message="Only an unnamed speaker has a side.",
            ),
        ]

    def __str__(self) -> str:
        speaker = self.official or self.organization or self.attribution
        return f"{speaker}: {first_words(self.words)}"


@child(statement="about")
class StatementSubject(Row):
    """A record that a statement is about."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="subjects")
    subject = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="statements")

    class Meta:
        triggers = [
            Nearby(
                *("statement", "subject"),
                where=f"EXISTS ({SUBJECTS})",
                people=f"ARRAY({SUBJECTS})",
                statements="ARRAY[OLD.statement_id, NEW.statement_id]",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "subject"],
                name="statementsubject_once",
                violation_error_message="This subject is already entered.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)
