"""Tenures at the desk: one official in one office, with sources and publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.actions.offices import why_not_take_office
from briefings.admin import states
from briefings.admin.checks import FindingsMixin, dismissal_buttons
from briefings.admin.offices import TAKE_OFFICE
from briefings.admin.records import PUBLICATION, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import Office, Tenure

TENURE_FIELDSETS: Any = (
    (
        None,
        {
            "fields": (
                "office",
                ("status", "acting"),
                ("started", "started_note"),
                ("ended", "ended_note"),
                ("end_status", "confidence"),
                "verified_on",
                "publication",
            )
        },
    ),
    (
        "Appointment",
        {
            "classes": ("collapse",),
            "fields": (("appointed", "appointed_note"), ("arrived", "arrived_note"), "note"),
        },
    ),
)


def tenure_span(row: Tenure) -> str:
    """Return from when to when, as in “13 May 2025 –”; a day that is not known is called so."""
    if row.end_status == Tenure.EndStatus.ENDED_DATE_UNKNOWN:
        return states.span(row.beginning, "a day that is not known")
    return states.span(row.beginning or "day not known", row.ended)


def why_not_succeed(row: Tenure, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot enter a successor."""
    ended = row.end_status in (Tenure.EndStatus.ENDED, Tenure.EndStatus.ENDED_DATE_UNKNOWN)
    return [
        *why_not_take_office(row.office, by),
        *(["It has ended."] if ended else []),
    ]


TAKE_OFFICE_AFTER = replace(TAKE_OFFICE, name="add_successor", why_not=why_not_succeed)


@admin.register(Tenure)
class TenureAdmin(FindingsMixin, FactAdmin):
    """The list of tenures, and the page of one."""

    buttons = (*PUBLICATION, TAKE_OFFICE_AFTER, *dismissal_buttons(Tenure))
    list_display = ("official", "office", "started", "ended", "end_status", "not_public")
    list_filter = (
        PublicationFilter,
        ("end_status", ChoicesDropdownFilter),
        ("office", AutocompleteSelectFilter),
    )
    search_fields = ("official__full_name", "office__title")
    autocomplete_fields = ("official", "office")
    fieldsets = ((None, {"fields": ("official",)}), *TENURE_FIELDSETS)

    def row_to_lock(self, row: Tenure) -> Office:
        """Return the office: `take_office` locks it before its tenures."""
        return row.office
