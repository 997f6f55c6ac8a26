"""Countries, organizations and topics at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from briefings.admin.duplicates import NamedForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.records import RecordAdmin
from briefings.models import Country, Organization, Succession, Topic


class PredecessorRows(FoldedRows):
    """The predecessors of a country."""

    model = Succession
    fk_name = "successor"
    fields = ("predecessor",)
    autocomplete_fields = ("predecessor",)
    verbose_name_plural = "predecessors"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with the predecessors."""
        return super().get_queryset(request).select_related("predecessor", "successor")

    def parts(self, row: Succession) -> tuple[object, ...]:
        """Return the predecessor."""
        return (row.predecessor,)


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    """The list of countries, and the page of one."""

    list_display = ("name", "code", "first_year", "last_year", "not_public")
    search_fields = ("name", "long_name", "adjective")
    fields = ("name", "long_name", "adjective", "slug", "code", ("first_year", "last_year"))
    inlines = (PredecessorRows, *RecordAdmin.inlines)


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    """The list of organizations, and the page of one."""

    form = NamedForm
    list_display = ("name", "country", "not_public")
    search_fields = ("name",)
    autocomplete_fields = ("country",)
    fields = ("name", "other_names", "slug", "country")


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    """The list of topics, and the page of one."""

    list_display = ("name", "not_public")
    search_fields = ("name",)
    fields = ("name", "other_names", "slug", "description")
