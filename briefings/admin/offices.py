"""Offices at the desk."""

from __future__ import annotations

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.models import Office


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    """The list of offices, and the page of one."""

    list_display = ("title", "kind", "country", "organization", "publication")
    list_filter = (
        PublicationFilter,
        ("kind", ChoicesDropdownFilter),
        ("country", AutocompleteSelectFilter),
    )
    search_fields = ("title", "country__name", "organization__name")
    autocomplete_fields = ("country", "organization")
    slug_from = "title"
    fetched = ("country", "organization", "identity")
    fields = (
        "title",
        "other_titles",
        "slug",
        "kind",
        ("country", "organization"),
        "seats",
        ("first_year", "last_year"),
    )
