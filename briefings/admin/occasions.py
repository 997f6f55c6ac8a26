"""Visits and meetings at the desk, where they are alike: their days, status and what is overdue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import DropdownFilter

from briefings.actions.statuses import FINAL
from briefings.admin import states
from briefings.admin.citing import CITE
from briefings.admin.dialogues import dialogue_url
from briefings.admin.records import RecordAdmin
from briefings.admin.statuses import UPDATE_STATUS, with_statuses
from briefings.models import Meeting, PartialDate, StatusChange, Visit
from briefings.models.statuses import Status

AHEAD = timedelta(days=14)
DECIDED = {*FINAL, Status.POSTPONED}


def standing(rows: Any) -> Any:
    """Leave out the visits or meetings that were retracted, or merged into others."""
    return rows.filter(retraction_reason="", identity__merged_into=None)


def status_today(row: Meeting | Visit, at: datetime) -> str:
    """Return the status on the row's today, in words, "" for none; the statuses are fetched."""
    return states.of_chain(row.statuses.all(), row.today(at), at)


def overdue(rows: Any) -> Any:
    """Return the meetings or visits whose days have certainly passed, without an outcome."""
    decided = StatusChange.objects.filter(
        **{rows.model._meta.model_name: OuterRef("pk")},
        retraction_reason="",
        status__in=DECIDED,
    )
    coming = DateRange(localdate(), None)
    if rows.model is Meeting:
        passed = Q(on_days__fully_lt=coming)
    else:
        passed = Q(ends_days__fully_lt=coming) | Q(ends=None, starts_days__fully_lt=coming)
    return standing(rows).filter(passed).exclude(Exists(decided))


def last_day(row: Meeting | Visit) -> date:
    """Return the last day on which it may go on, as far as known; the last there is without one."""
    last = row.on if isinstance(row, Meeting) else row.ends or row.starts
    return (last and last.latest) or date.max


def is_overdue(row: Meeting | Visit, at: datetime) -> bool:
    """Return whether its days have passed and nobody entered the outcome; statuses are fetched.

    False if no day is known, and of what was retracted or merged.
    """
    if row.retraction_reason or row.identity.merged_into_id:
        return False
    return last_day(row) < row.today(at) and not any(
        each.status in DECIDED and not each.retraction_reason for each in row.statuses.all()
    )


@admin.display(description="To do")
def status_link(row: Meeting | Visit) -> str:
    """Return a link to enter the outcome, if the row is overdue; else ""."""
    if not is_overdue(row, timezone.now()):
        return ""
    return format_html('<a class="desk-do" href="{}">Update status</a>', status_url(row))


def status_url(row: Meeting | Visit) -> str:
    """Return the address of the short form that enters the row's status."""
    return dialogue_url(row, UPDATE_STATUS)


class DaysFilter(DropdownFilter):
    """Visits or meetings by their days."""

    title = "day"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("today", "Today"),
            ("ahead", "Coming 14 days"),
            ("overdue", "Overdue: days have passed, no outcome"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those of the chosen days."""
        today = localdate()
        match self.value():
            case "today":
                return queryset.during(today)
            case "ahead":
                return queryset.during(PartialDate.parse(f"{today}/{today + AHEAD}"))
            case "overdue":
                return overdue(queryset)
        return queryset


class OccasionAdmin(RecordAdmin):
    """The page of a visit or meeting."""

    dialogues = (CITE,)
    slug_from = "label"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with their statuses."""
        return with_statuses(super().get_queryset(request))

    @admin.display(description="Status today")
    def status(self, row: Meeting | Visit) -> str:
        """Return the status today, in words."""
        return status_today(row, timezone.now())

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Add the status, and whether the outcome is overdue."""
        over = ["Its day has passed: update its status."] if is_overdue(row, at) else []
        status = status_today(row, at) or "No status yet"
        return [f"{status}.", *over, *super().panel_sentences(row, at)]
