"""Participants at the desk: who is at a meeting or on a visit, and where each stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from briefings.admin import states
from briefings.admin.checks import FindingsMixin, dismissal_buttons
from briefings.admin.records import PUBLICATION, FactRows, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.statuses import STAND, AttendanceRows
from briefings.models import Participant, StatusChange

WHO = (
    ("official", "organization"),
    ("group", "country"),
    ("role", "side", "order"),
    ("tenure", "confidence"),
)
RELATIONS = ("official", "organization", "country", "tenure")


@admin.display(description="Standing today")
def stands(row: Any) -> str:
    """Return where a participant stands today; the statuses are fetched in order."""
    at = timezone.now()
    return states.of_chain(row.statuses.all(), localdate(at), at) if row.pk else ""


def with_statuses(rows: Any) -> Any:
    """Return the rows with their statuses in order (one query)."""
    return rows.prefetch_related(Prefetch("statuses", StatusChange.objects.in_order()))


class ParticipantRows(FactRows):
    """Who is at a meeting or on a visit."""

    model = Participant
    fields = (*WHO, ("standing", "publication"))
    readonly_fields = ("standing",)
    autocomplete_fields = RELATIONS

    @admin.display(description="Standing today")
    def standing(self, row: Participant) -> str:
        """Return where the participant stands today."""
        return stands(row)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the participants as they are seated, with where they stand."""
        return with_statuses(super().get_queryset(request).in_order())


@admin.register(Participant)
class ParticipantAdmin(FindingsMixin, FactAdmin):
    """The list of participants, and the page of one."""

    buttons = (STAND, *PUBLICATION, *dismissal_buttons(Participant))
    list_display = ("__str__", "meeting", "visit", "role", "standing", "publication")
    list_filter = (PublicationFilter, ("role", ChoicesDropdownFilter))
    search_fields = (
        *("official__full_name", "organization__name", "group"),
        *("meeting__said", "visit__said"),
    )
    autocomplete_fields = ("meeting", "visit", *RELATIONS)
    fields = (("meeting", "visit"), *WHO, "publication")
    inlines = (AttendanceRows, CitationRows)
    ordering = ("-id",)

    @admin.display(description="Standing today")
    def standing(self, row: Participant) -> str:
        """Return where the participant stands today."""
        return stands(row)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the participants with where they stand."""
        return with_statuses(super().get_queryset(request))

    def facts(self, row: Participant, at: datetime) -> list[str]:
        """Say where the participant stands, beside whether the row is public."""
        standing = stands(row)
        return [*super().facts(row, at), *([f"Stands: {standing.lower()}."] if standing else [])]
