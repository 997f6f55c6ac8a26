"""Readouts at the desk: each side's account of a visit or meeting."""

from __future__ import annotations

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from briefings.admin.records import FactRows, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import Readout

READOUT_FIELDS = (("country", "organization"), "issued_on", "words")


class ReadoutRows(FactRows):
    """The readouts of a visit or meeting."""

    model = Readout
    fields = (*READOUT_FIELDS, "publication")
    autocomplete_fields = ("country", "organization")

    def parts(self, row: Readout) -> tuple[object, ...]:
        """Return whose readout it is, its day, and how it begins."""
        return (row.country or row.organization, row.issued_on, row.words)


@admin.register(Readout)
class ReadoutAdmin(FactAdmin):
    """The list of readouts, and the page of one."""

    list_display = ("__str__", "meeting", "visit", "issued_on", "not_public")
    list_filter = (PublicationFilter, ("country", AutocompleteSelectFilter))
    search_fields = ("words", "country__name", "organization__name", "meeting__said")
    autocomplete_fields = ("meeting", "visit", "country", "organization")
    fields = (("meeting", "visit"), *READOUT_FIELDS, "publication")
