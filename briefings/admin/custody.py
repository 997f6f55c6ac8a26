"""Custody events at the desk: a second person approves them, or a publisher forces them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    DropdownFilter,
)
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from briefings.actions import custody as actions
from briefings.admin import states
from briefings.admin.base import user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.citing import ASKED, SourcedForm, today_and_source, with_source
from briefings.admin.forms import Autocomplete
from briefings.admin.publication import FactForm
from briefings.admin.records import PUBLICATION, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import CustodyEvent, Detention, Exchange
from briefings.models.custody import STATUS_OF_KIND
from briefings.models.date_fields import PartialDateFormField
from briefings.models.detentions import NAMED_BY

EVENT_FIELDSETS: Any = (
    (
        None,
        {
            "fields": (
                ("kind", "status"),
                ("on", "order"),
                "place",
                ("charge", "sentence"),
                "by_whom",
                "exchange",
                "confidence",
                "note",
                "publication",
            )
        },
    ),
)


def second_person(row: CustodyEvent) -> str:
    """Return who approved an event, or that nobody has and why it is public."""
    if row.is_flagged:
        return f"nobody yet, forced: {row.forced_reason}"
    return states.person(row.approved_by)


class ForceForm(forms.Form):
    """Why there is no second person."""

    reason = forms.CharField(
        label="Why it cannot wait", max_length=400, widget=UnfoldAdminTextareaWidget({"rows": 2})
    )


def force(by: User, row: CustodyEvent | Exchange, values: FormValues) -> None:
    """Publish without a second person."""
    actions.force_publish(by=by, row=row, reason=values["reason"])


def approve(by: User, row: CustodyEvent | Exchange, values: FormValues) -> None:
    """Approve an event that was forced."""
    actions.approve_afterwards(by=by, row=row)


SECOND_PERSON = (
    Button(
        "force",
        "Force",
        "Public without a second person: it is flagged until somebody approves it.",
        actions.why_not_force,
        force,
        ForceForm,
        reason="reason",
    ),
    Button(
        "approve",
        "Approve afterwards",
        "Approved.",
        lambda row, by, at: actions.why_not_approve_afterwards(row, by),
        approve,
        leads=True,
    ),
)


class ReleaseForm(SourcedForm):
    """How and when somebody came free, by which source."""

    field_order = ["kind", "on", "source", *ASKED, "note"]

    kind = forms.ChoiceField(
        label="How it ended",
        choices=[(kind.value, kind.label) for kind in actions.WAYS_OUT],
        widget=UnfoldAdminSelectWidget,
    )
    on = PartialDateFormField(label="On", widget=UnfoldAdminTextInputWidget)
    note = forms.CharField(label="Note", required=False, widget=UnfoldAdminTextInputWidget)


class DetentionChoice(Autocomplete):
    """A choice of a detention that has not ended."""

    def get_url(self) -> str:
        """Return the address that finds them."""
        return reverse("admin:briefings_detention_open")


class AnyReleaseForm(ReleaseForm):
    """The same, with who came free."""

    field_order = ["detention", *ReleaseForm.field_order]

    detention = forms.ModelChoiceField(
        label="Who was held",
        queryset=Detention.objects.select_related(*NAMED_BY),
        widget=DetentionChoice(CustodyEvent._meta.get_field("detention"), admin.site),
    )


def release(by: User, row: Detention | None, values: FormValues) -> CustodyEvent:
    """Enter that somebody came free, and show the event."""
    given = with_source(by, values)
    return actions.release(by=by, detention=given.pop("detention", row), **given)


def why_not_enter(row: None, by: User, at: datetime) -> list[str]:
    """Return the reason, if any, why `by` enters no custody event, whoever it is about."""
    may = by.has_perm("briefings.add_custodyevent")
    return [] if may else ["Your role does not enter custody events."]


RELEASE = Button(
    "release",
    "Release",
    "The release is entered: it waits for a second person.",
    lambda row, by, at: actions.why_not_release(row, by),
    release,
    ReleaseForm,
    reason="note",
    initial=today_and_source,
    alone=True,
    leads=True,
)
BEGIN_RELEASE = replace(RELEASE, why_not=why_not_enter, form=AnyReleaseForm)


class SecondPersonFilter(DropdownFilter):
    """Custody events by whether a second person has still to approve them."""

    title = "second person"
    parameter_name = "second"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("waiting", "Waits for one"), ("flagged", "Public without one")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the chosen events."""
        match self.value():
            case "waiting":
                return queryset.entered()
            case "flagged":
                return queryset.flagged()
        return queryset


class CustodyEventForm(FactForm):
    """A custody event. By default the status follows from the kind, the day from the exchange."""

    constraint_fields: ClassVar = {
        "custodyevent_status_fits_kind": "status",
        "custodyevent_of_exchange": "exchange",
        "custodyevent_on_is_a_partial_date": "on",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "on" in self.fields:
            self.fields["on"].required = False
            if not self.instance.on:
                self.fields["on"].help_text = "Leave empty to use the exchange’s day."
            self.fields["status"].help_text = "Leave empty to let the kind decide."
            self.fields["note"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data, with status and day filled in."""
        cleaned = super().clean()
        cleaned["status"] = cleaned.get("status") or STATUS_OF_KIND.get(cleaned.get("kind", ""), "")
        if exchange := cleaned.get("exchange"):
            cleaned["on"] = exchange.on
        elif not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Say when it happened, as far as it is known.")
        return cleaned

    def _post_clean(self) -> None:
        """Construct the instance; add an error for a change that `by` may not force."""
        before = actions.content_of(self.instance)
        super()._post_clean()
        if self.instance.pk and actions.content_of(self.instance) != before:
            for reason in actions.why_not_change(self.instance, self.by):
                self.add_error(None, reason)


@admin.register(CustodyEvent)
class CustodyEventAdmin(FactAdmin):
    """The list of custody events, and the page of one."""

    form = CustodyEventForm
    buttons = (*PUBLICATION, *SECOND_PERSON)
    begins = (BEGIN_RELEASE,)
    list_display = ("detention", "kind", "on", "status", "not_public", "approval")
    list_filter = (
        PublicationFilter,
        SecondPersonFilter,
        ("kind", ChoicesDropdownFilter),
        ("place", AutocompleteSelectFilter),
    )
    search_fields = ("detention__detainee__full_name", "detention__detainee__names__name")
    autocomplete_fields = ("detention", "place", "exchange")
    fieldsets = ((None, {"fields": ("detention",)}), *EVENT_FIELDSETS)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the events with their detentions, and who entered and approved them."""
        return (
            super()
            .get_queryset(request)
            .select_related(
                *(f"detention__{name}" for name in NAMED_BY), "entered_by", "approved_by"
            )
        )

    @admin.display(description="Second person")
    def approval(self, row: CustodyEvent) -> str:
        """Return who approved it, or that nobody has and why."""
        return second_person(row)

    def panel_sentences(self, row: CustodyEvent, at: datetime) -> list[str]:
        """Add who entered the event, who approved it, and why it was forced."""
        sentences = super().panel_sentences(row, at)
        if row.entered_by:
            sentences.append(f"Entered by {states.person(row.entered_by)}.")
        if row.approved_by:
            sentences.append(f"Approved by {states.person(row.approved_by)}.")
        if row.forced_reason:
            sentences.append(f"Forced: {row.forced_reason}")
        if row.is_flagged:
            sentences.append("A second person has still to approve it.")
        return sentences

    def save_model(self, request: HttpRequest, obj: CustodyEvent, form: Any, change: bool) -> None:
        """Save the event as entered by the user; a new one waits for a second person."""
        actions.save_events(by=user_of(request), events=[obj])
