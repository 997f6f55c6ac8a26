"""Tenures at the desk: one official in one office, with sources and publication."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.records import PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import Tenure

HELD: Any = (
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
        "Before it started",
        {
            "classes": ("collapse",),
            "fields": (("appointed", "appointed_note"), ("arrived", "arrived_note"), "note"),
        },
    ),
)


@admin.register(Tenure)
class TenureAdmin(FactAdmin):
    """The list of tenures, and the page of one."""

    list_display = ("official", "office", "started", "ended", "end_status", "publication")
    list_filter = (
        PublicationFilter,
        ("end_status", ChoicesDropdownFilter),
        ("office", AutocompleteSelectFilter),
    )
    search_fields = ("official__full_name", "office__title")
    autocomplete_fields = ("official", "office")
    fieldsets = ((None, {"fields": ("official",)}), *HELD)
