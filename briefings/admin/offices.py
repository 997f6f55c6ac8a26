"""Offices at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions.offices import take_office, why_not_take_office
from briefings.admin.buttons import Button, FormValues
from briefings.admin.checks import FindingsMixin
from briefings.admin.citing import ASKED, SourcedForm, with_source
from briefings.admin.forms import Autocomplete, or_enter_person
from briefings.admin.publication import PublicationForm, audience_of
from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.history import last_source
from briefings.models import Office, Official, Tenure
from briefings.models.date_fields import PartialDateFormField


class TakeOfficeForm(PublicationForm, SourcedForm):
    """Who takes the office and when, and how the holder's tenure ends."""

    field_order = ["official", "started", "ended", "ended_note", "source", *ASKED]

    official = forms.ModelChoiceField(
        label="Successor",
        queryset=Official.objects.all(),
        help_text=or_enter_person(),
        widget=Autocomplete(Tenure._meta.get_field("official"), admin.site),
    )
    started = PartialDateFormField(label="In office from", widget=UnfoldAdminTextInputWidget)
    ended = PartialDateFormField(
        label="Predecessor’s last day (empty: the same day)",
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="If that tenure is public, readers see at once that it ended.",
    )
    ended_note = forms.CharField(
        label="How it ended", required=False, widget=UnfoldAdminTextInputWidget
    )


class SuccessorForm(TakeOfficeForm):
    """The same, with the office: the record knows who leaves it."""

    folded = ("ended_note", "publication")
    field_order = ["office", *TakeOfficeForm.field_order]

    office = forms.ModelChoiceField(
        label="Office",
        queryset=Office.objects.all(),
        widget=Autocomplete(Tenure._meta.get_field("office"), admin.site),
    )


def office_of(row: Office | Tenure) -> Office:
    """Return the office: the row itself, or the tenure's."""
    return row if isinstance(row, Office) else row.office


def enter_tenure(by: User, row: Office | Tenure, values: FormValues) -> None:
    """Enter the new tenure."""
    succeeding = row if isinstance(row, Tenure) else None
    given = with_source(by, values)
    take_office(by=by, office=office_of(row), succeeding=succeeding, **given)


def initial_tenure(row: Office | Tenure, by: User, at: datetime) -> FormValues:
    """Return initial values: today, the source that `by` cited last, the audience (one query)."""
    audience = audience_of(Tenure, None, None, by, at)
    return {"started": localdate(at).isoformat(), "source": last_source(by), "audience": audience}


TAKE_OFFICE = Button(
    "take_office",
    "Add a successor",
    "Entered; the predecessor’s tenure is ended.",
    lambda row, by, at: why_not_take_office(office_of(row), by),
    enter_tenure,
    TakeOfficeForm,
    initial=initial_tenure,
    alone=True,
)


def enter_successor(by: User, row: None, values: FormValues) -> Tenure:
    """Enter the new tenure in the office that was chosen, and show it."""
    return take_office(by=by, **with_source(by, values))


def why_not_enter_tenure(row: None, by: User, at: datetime) -> list[str]:
    """Return the reason, if any, why `by` cannot enter a successor, whatever the office."""
    may = by.has_perms(["briefings.add_tenure", "briefings.change_tenure"])
    return [] if may else ["Your role does not enter tenures."]


BEGIN_SUCCESSOR = replace(
    TAKE_OFFICE, why_not=why_not_enter_tenure, press=enter_successor, form=SuccessorForm
)


@admin.register(Office)
class OfficeAdmin(FindingsMixin, RecordAdmin):
    """The list of offices, and the page of one."""

    begins = (BEGIN_SUCCESSOR,)
    buttons = (*RecordAdmin.buttons, TAKE_OFFICE)
    list_display = ("title", "kind", "country", "organization", "not_public")
    list_filter = (
        PublicationFilter,
        ("kind", ChoicesDropdownFilter),
        ("country", AutocompleteSelectFilter),
    )
    search_fields = ("title", "country__name", "organization__name")
    autocomplete_fields = ("country", "organization")
    slug_from = "title"
    fields = (
        "title",
        "other_titles",
        "slug",
        "kind",
        ("country", "organization"),
        "seats",
        ("first_year", "last_year"),
    )
