"""Agendas and outcomes of visits and meetings at the desk."""

from __future__ import annotations

from django.contrib import admin

from briefings.admin.inlines import FoldedRows
from briefings.admin.rows import PartAdmin
from briefings.models import AgendaItem, Outcome


class AgendaRows(FoldedRows):
    """The agenda: topics and cases, in order; an item's sources are on its own page."""

    model = AgendaItem
    fields = (("topic", "detainee"), ("stage", "side", "order"), "note")
    autocomplete_fields = ("topic", "detainee")
    verbose_name_plural = "agenda"
    show_change_link = True

    def parts(self, row: AgendaItem) -> tuple[object, ...]:
        """Return the topic or person, whether it was raised, by whom, and the note."""
        return (
            row.topic or row.detainee,
            row.get_stage_display(),
            row.get_side_display(),
            row.note,
        )


class OutcomeRows(FoldedRows):
    """The outcomes, in order; an outcome's sources are on its own page."""

    model = Outcome
    fields = ("words", "order")
    show_change_link = True

    def parts(self, row: Outcome) -> tuple[object, ...]:
        """Return the words."""
        return (row.words,)


@admin.register(AgendaItem)
class AgendaItemAdmin(PartAdmin):
    """The page of an agenda item."""

    fields = ("topic", "detainee", ("stage", "side"), "note", "order")
    autocomplete_fields = ("topic", "detainee")


@admin.register(Outcome)
class OutcomeAdmin(PartAdmin):
    """The page of an outcome."""

    fields = ("words", "order")
