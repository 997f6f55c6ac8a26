"""Statements at the desk: attributed words, and the records that they are about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.inlines import FoldedRows
from briefings.admin.publication import FactForm
from briefings.admin.records import PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.admin.sources import CitationRows
from briefings.models import Statement, StatementSubject

SPEAKERS = ("official", "organization", "side")


class StatementForm(FactForm):
    """A statement: who said what."""

    constraint_fields: ClassVar = {
        "statement_of_one_speaker": "official",
        "statement_side_of_unnamed": "side",
        "statement_has_words": "words",
    }


class SubjectRows(FoldedRows):
    """The records that a statement is about."""

    model = StatementSubject
    verbose_name_plural = "about"
    fields = autocomplete_fields = ("subject",)

    def parts(self, row: StatementSubject) -> tuple[object, ...]:
        """Return the record."""
        return (row.subject,)


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    """The list of statements, and the page of one."""

    form = StatementForm
    list_display = ("speaker", "beginning", "form", "said_on", "not_public")
    list_filter = (
        PublicationFilter,
        ("form", ChoicesDropdownFilter),
        ("official", AutocompleteSelectFilter),
        ("organization", AutocompleteSelectFilter),
    )
    search_fields = ("said", "official__full_name", "organization__name")
    autocomplete_fields = (*SPEAKERS, "meeting")
    fieldsets: Any = (
        ("Who says it: one of the three", {"fields": (*SPEAKERS[:2], ("attribution", "side"))}),
        (
            "What is said",
            {
                "fields": (
                    "words",
                    ("form", "confidence"),
                    "said_on",
                    ("meeting", "occasion"),
                    "publication",
                )
            },
        ),
    )
    inlines = (SubjectRows, CitationRows)

    @admin.display(description="Speaker")
    def speaker(self, row: Statement) -> str:
        """Return the speaker's name, or the attribution of an unnamed one."""
        return str(row.official or row.organization or row.attribution)

    @admin.display(description="Words")
    def beginning(self, row: Statement) -> str:
        """Return the first 120 characters."""
        return row.words[:120]
