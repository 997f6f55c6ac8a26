"""What visits and meetings are to deal with, and what came of them, at the desk."""

from __future__ import annotations

from django.contrib import admin

from briefings.admin.base import TabularRows
from briefings.admin.rows import PartAdmin
from briefings.models import AgendaItem, Outcome


class AgendaRows(TabularRows):
    """The agenda: topics and cases, in order; sources are on each one's own page."""

    model = AgendaItem
    fields = ("order", "topic", "detainee", "stage", "side", "note")
    autocomplete_fields = ("topic", "detainee")
    verbose_name_plural = "agenda"
    show_change_link = True


class OutcomeRows(TabularRows):
    """What came of it, in order; sources are on each one's own page."""

    model = Outcome
    fields = ("order", "words")
    show_change_link = True


@admin.register(AgendaItem)
class AgendaItemAdmin(PartAdmin):
    """The page of one row of an agenda."""

    fields = ("topic", "detainee", ("stage", "side"), "note", "order")
    autocomplete_fields = ("topic", "detainee")


@admin.register(Outcome)
class OutcomeAdmin(PartAdmin):
    """The page of one outcome."""

    fields = ("words", "order")
