"""Proposed meetings, read from a text, until an editor accepts them or leaves them out.

Never public.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Now

from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.meetings import Meeting
from briefings.models.officials import Official
from briefings.models.words import spelling_index


class ProposedMeetingQuerySet(models.QuerySet["ProposedMeeting"]):
    """Queries for proposed meetings."""

    def waiting(self) -> ProposedMeetingQuerySet:
        """Keep the proposals that nobody has decided."""
        return self.filter(state=ProposedMeeting.State.WAITING)


class ProposedMeeting(models.Model):
    """A proposal: a meeting of a visit, as a text tells of it.

    `on` is its day, or the days of the stop during which it was; `words` is the text from which it
    was read, letter for letter. `country` NULL is not known; `place` and `gathering` are words, ""
    if there are none. `meeting` is the one made of an accepted proposal, NULL if that was deleted.
    """

    class State(models.TextChoices):
        """What was decided."""

        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        LEFT_OUT = "left_out", "Left out"

    visit = models.ForeignKey(
        "briefings.Visit", on_delete=models.CASCADE, related_name="proposed_meetings"
    )
    on = PartialDateField()
    on_days = DaysField("on")
    words = models.TextField()
    kind = models.CharField(max_length=20, choices=Meeting.Kind, default=Meeting.Kind.OTHER)
    country = models.ForeignKey(
        "briefings.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)
    gathering = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    created_at = models.DateTimeField(editable=False, db_default=Now())

    objects = ProposedMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "id"], name="proposedmeeting_by_state"),
            spelling_index("proposedmeeting", "words"),
        ]
        constraints = [
            partial_date_is_valid("on"),
            models.CheckConstraint(
                name="proposedmeeting_has_words",
                condition=~Q(words=""),
                violation_error_message="A proposed meeting has the words it was read from.",
            ),
            models.CheckConstraint(
                name="proposedmeeting_becomes_when_accepted",
                condition=Q(meeting__isnull=True) | Q(state="accepted"),
                violation_error_message="Only what is accepted becomes a meeting.",
            ),
            models.UniqueConstraint(
                F("visit"),
                F("on"),
                F("country"),
                MD5("words"),
                name="proposedmeeting_once",
                nulls_distinct=False,
                violation_error_message="This meeting is proposed already.",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class ProposedParticipantQuerySet(models.QuerySet["ProposedParticipant"]):
    """Queries for proposed participants."""

    def with_candidates(self) -> ProposedParticipantQuerySet:
        """Fetch the candidates of each, without officials that were merged into another."""
        unmerged = Official.objects.filter(identity__merged_into__isnull=True)
        return self.prefetch_related(models.Prefetch("candidates", unmerged))


class ProposedParticipant(models.Model):
    """Who was met: a person by title and name, or a group in the words of `name`, without a title.

    `of` is whose title it is, as written ("Israeli"); "" if not stated. `official` is NULL unless
    certain; `candidates` are the officials it may be.
    """

    proposal = models.ForeignKey(
        ProposedMeeting, on_delete=models.CASCADE, related_name="participants"
    )
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    of = models.CharField(max_length=120, blank=True)
    official = models.ForeignKey(
        "briefings.Official", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    candidates = models.ManyToManyField(
        "briefings.Official", through="Candidate", blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = ProposedParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="proposedparticipant_is_named",
                condition=~Q(name=""),
                violation_error_message="A proposed participant has a name, or words.",
            ),
            models.CheckConstraint(
                name="proposedparticipant_official_has_title",
                condition=Q(official__isnull=True) | ~Q(title=""),
                violation_error_message="A group in words is no official.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.of, self.title, self.name) if part)


class Candidate(models.Model):
    """An official who may be the one who was met."""

    proposedparticipant = models.ForeignKey(
        ProposedParticipant, on_delete=models.CASCADE, related_name="+"
    )
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "briefings_proposedparticipant_candidates"
        unique_together = [("proposedparticipant", "official")]

    def __str__(self) -> str:
        return f"{self.proposedparticipant}: {self.official}?"
