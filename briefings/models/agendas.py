"""Agenda items and outcomes of meetings and visits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from briefings.models.base import Row
from briefings.models.expressions import exactly_one_of
from briefings.models.participants import OCCASIONS, Participant
from briefings.models.triggers import child
from briefings.models.triggers.withheld import Nearby
from briefings.models.words import words_index


class OccasionPart(Row):
    """A part of a meeting or of a visit, with its place in the order."""

    meeting = models.ForeignKey(
        "briefings.Meeting",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
    )
    visit = models.ForeignKey(
        "briefings.Visit",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_of_one_occasion",
                condition=exactly_one_of(*OCCASIONS),
                violation_error_message="It belongs to exactly one meeting or visit.",
            ),
        ]


@child(meeting="agenda", visit="agenda", shown_with=("topic", "detainee"))
class AgendaItem(OccasionPart):
    """A topic or a detainee's case, planned or raised, by `side` ("": not known by which)."""

    class Stage(models.TextChoices):
        """Whether it was only planned or is known to have been raised."""

        PLANNED = "planned", "Planned"
        RAISED = "raised", "Raised"

    topic = models.ForeignKey(
        "briefings.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agendaitems",
    )
    detainee = models.ForeignKey(
        "briefings.Detainee",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agendaitems",
    )
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.PLANNED)
    side = models.CharField(max_length=8, choices=Participant.Side, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta(OccasionPart.Meta):
        triggers = [
            Nearby(
                *("detainee", "meeting", "visit"),
                where="num_nonnulls(OLD.detainee_id, NEW.detainee_id) > 0",
                people="ARRAY[OLD.detainee_id, NEW.detainee_id]",
                meetings="ARRAY[OLD.meeting_id, NEW.meeting_id]",
                visits="ARRAY[OLD.visit_id, NEW.visit_id]",
            )
        ]
        constraints = [
            *OccasionPart.Meta.constraints,
            models.CheckConstraint(
                name="agendaitem_of_one_subject",
                condition=exactly_one_of("topic", "detainee"),
                violation_error_message="An agenda row is about a topic or about a detainee.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic or self.detainee)


@child(meeting="outcomes", visit="outcomes")
class Outcome(OccasionPart):
    """One result of a meeting or of a visit."""

    words = models.TextField()

    class Meta(OccasionPart.Meta):
        indexes = [words_index("outcome", "words")]
        constraints = [
            *OccasionPart.Meta.constraints,
            models.CheckConstraint(
                name="outcome_has_words",
                condition=~Q(words=""),
                violation_error_message="An outcome says what came of it.",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
