"""Places at the desk."""

from __future__ import annotations

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.duplicates import NamedForm
from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.models import Place


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    """The list of places, and the page of one."""

    form = NamedForm
    list_display = ("name", "kind", "country", "time_zone", "not_public")
    list_filter = (
        PublicationFilter,
        ("kind", ChoicesDropdownFilter),
        ("country", AutocompleteSelectFilter),
    )
    search_fields = ("name", "other_names", "country__name")
    autocomplete_fields = ("country",)
    fields = (
        "name",
        "other_names",
        "slug",
        "kind",
        "country",
        "time_zone",
        ("latitude", "longitude"),
    )
