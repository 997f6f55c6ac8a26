"""Visits and meetings whose days have passed and whose outcome nobody entered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localdate

from briefings.actions.statuses import FINAL
from briefings.admin.dialogues import dialogue_url
from briefings.admin.statuses import UPDATE_STATUS
from briefings.models import Meeting, StatusChange, Visit
from briefings.models.statuses import Status

DECIDED = {*FINAL, Status.POSTPONED}


def standing(rows: Any) -> Any:
    """Leave out the visits or meetings that were retracted, or merged into others."""
    return rows.filter(retraction_reason="", identity__merged_into=None)


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
