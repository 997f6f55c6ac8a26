"""Exchanges at the desk: entered once, with the detentions that they end."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from briefings.actions.exchanges import add_to_exchange, save_exchange
from briefings.admin import states
from briefings.admin.base import user_of
from briefings.admin.custody import SECOND_PERSON, second_person
from briefings.admin.forms import AutocompleteSeveral, DeskForm
from briefings.admin.inlines import FoldedRows, TabularRows
from briefings.admin.publication import FactForm
from briefings.admin.records import PUBLICATION, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.admin.sources import CitationRows
from briefings.models import CustodyEvent, Detention, Exchange, ExchangeSide
from briefings.models.detentions import NAMED_BY


class ExchangeForm(FactForm):
    """An exchange, and the detentions that it ends."""

    detentions = forms.ModelMultipleChoiceField(
        label="Who is released",
        queryset=Detention.objects.select_related(*NAMED_BY),
        required=False,
        widget=AutocompleteSeveral(CustodyEvent._meta.get_field("detention"), admin.site),
        help_text="A custody event is entered for each, with the exchange's day and sources.",
    )


class SideForm(DeskForm):
    """A side of an exchange."""

    constraint_fields: ClassVar = {"exchangeside_is_one": "country"}


class SideRows(FoldedRows):
    """The countries and groups that released people."""

    model = ExchangeSide
    form = SideForm
    autocomplete_fields = ("country", "organization")
    fields = (autocomplete_fields,)

    def parts(self, row: ExchangeSide) -> tuple[object, ...]:
        """Return the country or group."""
        return (row.country or row.organization,)


class ExchangedRows(TabularRows):
    """The custody events of the exchange, read-only: they are changed on their own pages."""

    model = CustodyEvent
    verbose_name_plural = "who came free"
    fields = readonly_fields = ("detention", "on", "publication", "approval")
    show_change_link, hide_title = True, False

    @admin.display(description="Publication")
    def publication(self, row: CustodyEvent) -> str:
        """Return the state of the event in words."""
        return states.of_row(row, timezone.now())

    @admin.display(description="Second person")
    def approval(self, row: CustodyEvent) -> str:
        """Return who approved the event, or that nobody has and why."""
        return second_person(row)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the events with their detentions."""
        return (
            super()
            .get_queryset(request)
            .select_related("approved_by", *(f"detention__{name}" for name in NAMED_BY))
        )


@admin.register(Exchange)
class ExchangeAdmin(FactAdmin):
    """The list of exchanges, and the page of one."""

    form = ExchangeForm
    buttons = (*PUBLICATION, *SECOND_PERSON)
    list_display = ("on", "words", "place", "not_public")
    list_filter = (PublicationFilter,)
    search_fields = ("words", "on", "custody_events__detention__detainee__full_name")
    autocomplete_fields = ("place",)
    inlines = (SideRows, CitationRows, ExchangedRows)

    def get_fields(self, request: HttpRequest, obj: Exchange | None = None) -> Any:
        """Return the fields; detentions can be chosen only by who may change the exchange."""
        chosen = ("detentions",) if self.has_change_permission(request, obj) else ()
        return (("on", "confidence"), "place", "words", *chosen, "publication")

    def save_model(self, request: HttpRequest, obj: Exchange, form: Any, change: bool) -> None:
        """Save the exchange; a new date is written to its events, too."""
        if change:
            save_exchange(by=user_of(request), exchange=obj)
        else:
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save sides and sources, and enter an event for each chosen detention."""
        super().save_related(request, form, formsets, change)
        add_to_exchange(
            by=user_of(request),
            exchange=form.instance,
            detentions=form.cleaned_data.get("detentions", ()),
        )
