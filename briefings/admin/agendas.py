"""Agendas and outcomes of visits and meetings at the desk."""

from __future__ import annotations

from django.contrib import admin

from briefings.admin.base import TabularRows
from briefings.admin.rows import PartAdmin
from briefings.models import AgendaItem, Outcome


class AgendaRows(TabularRows):
    """The agenda: topics and cases, in order; an item's sources are on its own page."""

    model = AgendaItem
    fields = ("order", "topic", "detainee", "stage", "side", "note")
    autocomplete_fields = ("topic", "detainee")
    verbose_name_plural = "agenda"
    show_change_link = True


class OutcomeRows(TabularRows):
    """The outcomes, in order; an outcome's sources are on its own page."""

    model = Outcome
    fields = ("order", "words")
    show_change_link = True


@admin.register(AgendaItem)
class AgendaItemAdmin(PartAdmin):
    """The page of an agenda item."""

    fields = ("topic", "detainee", ("stage", "side"), "note", "order")
    autocomplete_fields = ("topic", "detainee")


@admin.register(Outcome)
class OutcomeAdmin(PartAdmin):
    """The page of an outcome."""

    fields = ("words", "order")
