"""Participants of meetings and visits at the desk, and their attendance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from briefings.admin import states
from briefings.admin.checks import FindingsMixin, dismissal_buttons
from briefings.admin.records import PUBLICATION, FactRows, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.statuses import UPDATE_ATTENDANCE, AttendanceRows, with_statuses
from briefings.models import Participant

WHO = (
    ("official", "organization"),
    ("group", "country"),
    ("role", "side", "order"),
    ("tenure", "confidence"),
)
RELATIONS = ("official", "organization", "country", "tenure")


def attendance_today(row: Any) -> str:
    """Return the attendance today, in words, "" for none; the statuses are fetched in order."""
    at = timezone.now()
    return states.of_chain(row.statuses.all(), localdate(at), at) if row.pk else ""


class ParticipantRows(FactRows):
    """The participants of a meeting or visit."""

    model = Participant
    fields = (*WHO, ("status", "publication"))
    readonly_fields = ("status",)
    autocomplete_fields = RELATIONS

    @admin.display(description="Attendance today")
    def status(self, row: Participant) -> str:
        """Return where the participant stands today."""
        return attendance_today(row)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the participants in the order of their seats, with their statuses."""
        return with_statuses(super().get_queryset(request))

    def parts(self, row: Participant) -> tuple[object, ...]:
        """Return who it is, in which role, on which side, and the attendance today."""
        return (row, row.get_role_display(), row.get_side_display(), attendance_today(row))


@admin.register(Participant)
class ParticipantAdmin(FindingsMixin, FactAdmin):
    """The list of participants, and the page of one."""

    buttons = (UPDATE_ATTENDANCE, *PUBLICATION, *dismissal_buttons(Participant))
    list_display = ("__str__", "meeting", "visit", "role", "status", "not_public")
    list_filter = (PublicationFilter, ("role", ChoicesDropdownFilter))
    search_fields = (
        *("official__full_name", "organization__name", "group"),
        *("meeting__said", "visit__said"),
    )
    autocomplete_fields = ("meeting", "visit", *RELATIONS)
    fields = (("meeting", "visit"), *WHO, "publication")
    inlines = (AttendanceRows, CitationRows)

    @admin.display(description="Attendance today")
    def status(self, row: Participant) -> str:
        """Return where the participant stands today."""
        return attendance_today(row)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the participants with their statuses."""
        return with_statuses(super().get_queryset(request))

    def panel_sentences(self, row: Participant, at: datetime) -> list[str]:
        """Add the attendance today."""
        status = attendance_today(row)
        return [
            *super().panel_sentences(row, at),
            *([f"Stands: {status.lower()}."] if status else []),
        ]
