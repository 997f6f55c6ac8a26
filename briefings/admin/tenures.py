"""Tenures at the desk: one official in one office, with sources and publication."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.admin.sources import CitationRows
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
class TenureAdmin(PublishedAdmin):
    """The list of tenures, and the page of one."""

    list_display = ("official", "office", "started", "ended", "end_status", "publication")
    list_filter = (
        PublicationFilter,
        ("end_status", ChoicesDropdownFilter),
        ("office", AutocompleteSelectFilter),
    )
    list_select_related = ("official", "office")
    search_fields = ("official__full_name", "office__title")
    autocomplete_fields = ("official", "office")
    readonly_fields = ("publication",)
    fieldsets = ((None, {"fields": ("official",)}), *HELD)
    inlines = (CitationRows,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the tenures with whom and what they are of."""
        return super().get_queryset(request).select_related("official", "office")

    def save_model(self, request: HttpRequest, obj: Tenure, form: Any, change: bool) -> None:
        """Save the tenure; a new one of a public official is public, if its editor may."""
        super().save_model(request, obj, form, change)
        if not change:
            self.save_new_fact(request, obj, obj.official)
