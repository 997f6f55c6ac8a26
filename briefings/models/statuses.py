"""Status changes of visits, meetings and participants, each with its day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from briefings.models.chains import ChainQuerySet, ChainRow
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.expressions import exactly_one_of
from briefings.models.participants import Participant
from briefings.models.triggers import fact
from briefings.models.triggers.ahead import NotAhead
from briefings.models.words import spelling_index


class Status(models.TextChoices):
    """The status of a visit or a meeting; steps may be skipped. "Under way" is never stored."""

    INVITED = "invited", "Invited"
    POSSIBLE = "possible", "Possible"
    AGREED = "agreed", "Agreed"
    EXPECTED = "expected", "Expected"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    DECLINED = "declined", "Declined"
    DID_NOT_TAKE_PLACE = "did_not_take_place", "Did not take place"


class Attendance(models.TextChoices):
    """The status of a participant."""

    INVITED = "invited", "Invited"
    EXPECTED = "expected", "Expected"
    PRESENT = "present", "Present"
    ABSENT = "absent", "Absent"


# The statuses of what is still to come; on its day the clock makes it "under way".
AHEAD = frozenset(
    (Status.INVITED, Status.POSSIBLE, Status.AGREED, Status.EXPECTED, Status.CONFIRMED)
)
# Those of what will not take place.
OFF = frozenset((Status.CANCELLED, Status.DECLINED, Status.DID_NOT_TAKE_PLACE))
STATUSES = [*Status.choices, *(pair for pair in Attendance.choices if pair not in Status.choices)]
PARENTS = ("meeting", "visit", "participant")


class StatusChangeQuerySet(ChainQuerySet["StatusChange"]):
    """Queries for changes of status."""


@fact("status-change", of=PARENTS, field="statuses")
class StatusChange(ChainRow):
    """One change of the status of a meeting, a visit or a participant.

    `planned_start` and `planned_end` are the days for which it was planned by then, both included;
    NULL if none was stated.
    """

    meeting = models.ForeignKey(
        "briefings.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statuses",
    )
    visit = models.ForeignKey(
        "briefings.Visit", null=True, blank=True, on_delete=models.PROTECT, related_name="statuses"
    )
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="statuses"
    )
    status = models.CharField(max_length=20, choices=STATUSES)
    planned_start = PartialDateField(null=True, blank=True)
    planned_start_days = DaysField("planned_start")
    planned_end = PartialDateField(null=True, blank=True)
    planned_end_days = DaysField("planned_end")
    reason = models.CharField(blank=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta(ChainRow.Meta):
        indexes = [
            *ChainRow.Meta.indexes,
            models.Index(fields=["meeting", "first_day"], name="statuschange_of_meeting"),
            models.Index(fields=["visit", "first_day"], name="statuschange_of_visit"),
            models.Index(fields=["participant", "first_day"], name="statuschange_of_participant"),
            models.Index(fields=["first_day", "id"], name="statuschange_earliest_first"),
            models.Index(fields=["status"], name="statuschange_of_status"),
            spelling_index("statuschange", "reason"),
        ]
        triggers = [
            NotAhead(
                "on",
                "That has not come yet: its day is still to come.",
                told="NEW.status IN ('held', 'did_not_take_place', 'present', 'absent')",
            )
        ]
        constraints = [
            *ChainRow.Meta.constraints,
            partial_date_is_valid("planned_start"),
            partial_date_is_valid("planned_end"),
            models.CheckConstraint(
                name="statuschange_of_one",
                condition=exactly_one_of(*PARENTS),
                violation_error_message=(
                    "A status is that of exactly one meeting, visit or participant."
                ),
            ),
            models.CheckConstraint(
                name="statuschange_status_is_possible",
                condition=Q(participant__isnull=True, status__in=Status.values)
                | Q(participant__isnull=False, status__in=Attendance.values),
                violation_error_message=(
                    "A participant is invited, expected, present or absent; a meeting or a visit"
                    " has a status of its own list."
                ),
            ),
            models.CheckConstraint(
                name="statuschange_planned_in_order",
                condition=Q(planned_start__isnull=True)
                | Q(planned_end__isnull=True)
                | ~Q(planned_start_days__fully_gt=F("planned_end_days")),
                violation_error_message="What is planned does not end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.on}"
