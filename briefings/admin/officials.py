"""Officials at the desk: a person with names and tenures."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from briefings.admin.checks import FindingsMixin
from briefings.admin.citing import CITE
from briefings.admin.duplicates import PersonForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.records import FactRows, PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.tenures import TENURE_FIELDSETS, tenure_span
from briefings.models import Official, OfficialName, Tenure
from briefings.models.names import PersonName


class NameRows(FoldedRows):
    """The other names of an official."""

    model: type[Model] = OfficialName
    fields = (("name", "kind"), ("language", "script", "shown"))

    def parts(self, row: PersonName) -> tuple[object, ...]:
        """Return the name, its kind, and whether readers see it."""
        return (row.name, row.get_kind_display(), row.language, "" if row.shown else "not shown")


class TenureRows(FactRows):
    """The tenures of an official."""

    model = Tenure
    fieldsets = TENURE_FIELDSETS
    autocomplete_fields = ("office",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the tenures in order."""
        return super().get_queryset(request).in_order()

    def parts(self, row: Tenure) -> tuple[object, ...]:
        """Return the office, how it was held, and from when to when."""
        return (
            row.office,
            "" if row.status == Tenure.Status.SERVED else row.get_status_display(),
            "acting" if row.acting else "",
            tenure_span(row),
        )


@admin.register(Official)
class OfficialAdmin(FindingsMixin, RecordAdmin):
    """The list of officials, and the page of one."""

    dialogues = (CITE,)
    form = PersonForm
    list_display = ("full_name", "country", "born", "died", "publication")
    list_filter = (PublicationFilter, ("country", AutocompleteSelectFilter))
    search_fields = ("full_name", "sort_name", "names__name")
    autocomplete_fields = ("country", "portrait")
    slug_from = "full_name"
    fetched = ("country", "portrait", "identity")
    fields = (
        "full_name",
        "short_name",
        "sort_name",
        "slug",
        "country",
        ("born", "died"),
        "portrait",
        "biography",
    )
    inlines = (NameRows, TenureRows, CitationRows, *RecordAdmin.inlines)
