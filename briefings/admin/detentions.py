"""Detentions at the desk: one person held by one country or group, with what happened."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import URLPattern, path
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from briefings.actions import custody
from briefings.actions.refusals import refuse_if
from briefings.admin.base import user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.checks import FindingsMixin, dismissal_buttons
from briefings.admin.custody import EVENT_FIELDSETS, RELEASE, CustodyEventForm
from briefings.admin.publication import FactForm
from briefings.admin.records import PUBLICATION, FactRows, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import CustodyEvent, Detention
from briefings.models.custody import CustodyStatus
from briefings.models.detentions import HOLDERS, NAMED_BY

HELD_BY = (("country", "organization"), ("verified_on", "order"), "note", "publication")
FIXED = "Cannot be changed: a custody event of it has been published."


def verify(by: User, row: Detention, values: FormValues) -> None:
    """Verify the detention today."""
    custody.verify(by=by, detention=row)


VERIFY = Button(
    "verify",
    "Confirm current",
    "Confirmed: current as of today.",
    lambda row, by, at: custody.why_not_verify(row, by),
    verify,
    leads=True,
)


def with_published(rows: Any) -> Any:
    """Annotate detentions: `has_published` says if a custody event is, was or will be public."""
    published = CustodyEvent.objects.filter(detention=OuterRef("pk"), live_period__isnull=False)
    return rows.annotate(has_published=Exists(published))


class DetentionForm(FactForm):
    """A detention: who is held by whom is fixed once a custody event of it has been published.

    Else one person alone could change whom a custody event, approved by two, is about. An instance
    is new, deleted, or comes from `with_published`.
    """

    constraint_fields: ClassVar = {"detention_by_one": "country"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "note" in self.fields:
            self.fields["note"].widget.attrs["rows"] = 2
        if getattr(self.instance, "has_published", False):
            for name in self.fields.keys() & {"detainee", *HOLDERS}:
                self.fields[name].disabled = True
                self.fields[name].help_text = FIXED


class CustodyRows(FactRows):
    """The custody events of a detention."""

    model = CustodyEvent
    form = CustodyEventForm
    fieldsets = EVENT_FIELDSETS
    autocomplete_fields = ("place", "exchange")

    def parts(self, row: CustodyEvent) -> tuple[object, ...]:
        """Return what happened, when and where, and the status that it led to."""
        status = row.get_status_display()
        return (
            row.get_kind_display(),
            row.on,
            row.place,
            "" if status == row.get_kind_display() else status,
            row.sentence or row.charge,
        )


class OpenDetentions(AutocompleteJsonView):
    """The detentions that are not known to have ended, each with the day on which it began."""

    def get_queryset(self) -> Any:
        """Return those that match what is typed."""
        events = CustodyEvent.objects.filter(
            detention=OuterRef("pk"), retraction_reason=""
        ).in_order()
        last = events.exclude(status="").reverse().values("status")[:1]
        found = (
            super()
            .get_queryset()
            .annotate(
                last=Coalesce(Subquery(last), Value("")), since=Subquery(events.values("on")[:1])
            )
        )
        return found.filter(retraction_reason="").exclude(last=CustodyStatus.FREE)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return the key, and who is held by whom since when."""
        since = f" ({obj.since})" if obj.since else ""
        return {"id": str(getattr(obj, to_field_name)), "text": f"{obj}{since}"}


@admin.register(Detention)
class DetentionAdmin(FindingsMixin, FactAdmin):
    """The list of detentions, and the page of one."""

    dialogues = (RELEASE,)
    form = DetentionForm
    buttons = (*PUBLICATION, VERIFY, *dismissal_buttons(Detention))
    list_display = ("detainee", "country", "organization", "verified_on", "not_public")
    list_filter = (
        PublicationFilter,
        ("country", AutocompleteSelectFilter),
        ("organization", AutocompleteSelectFilter),
    )
    search_fields = (
        "detainee__full_name",
        "detainee__names__name",
        "country__name",
        "organization__name",
    )
    autocomplete_fields = NAMED_BY
    fields = ("detainee", *HELD_BY)
    inlines = (CustodyRows,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the detentions, annotated with whether an event of each was published."""
        return with_published(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the address that finds the detentions that have not ended."""
        found = self.admin_site.admin_view(OpenDetentions.as_view(admin_site=self.admin_site))
        return [path("open/", found, name="briefings_detention_open"), *super().get_urls()]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the events as entered by the user; new ones wait for a second person."""
        events = formset.save(commit=False)
        for event in formset.deleted_objects:
            event.delete()
        custody.save_events(by=user_of(request), events=events)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the events; raises `Refused` if the detention overlaps another."""
        super().save_related(request, form, formsets, change)
        refuse_if(custody.why_overlapping(form.instance))
