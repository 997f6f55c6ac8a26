"""Statuses at the desk: each change is a row; buttons enter one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from briefings.actions.statuses import update_status, why_not_update_status
from briefings.admin import states
from briefings.admin.buttons import Button, FormValues
from briefings.admin.citing import ASKED, SourcedForm, with_source
from briefings.admin.publication import PublicationForm, audience_of
from briefings.admin.records import FactRows, PublicationFilter
from briefings.admin.rows import FactAdmin
from briefings.models import Citation, Meeting, Participant, StatusChange, Visit
from briefings.models.date_fields import PartialDateFormField
from briefings.models.expressions import among
from briefings.models.statuses import Attendance, Status

NO_CHOICE = ("", "Choose")
STATUS_FIELDS = (
    ("status", "on", "order"),
    ("planned_start", "planned_end"),
    ("reason", "confidence"),
)


class AttendanceForm(PublicationForm, SourcedForm):
    """A participant's attendance: from which day, why, by which source."""

    folded: tuple[str, ...] = ("reason", "publication")
    field_order = ["status", "on", "reason"]

    status = forms.ChoiceField(
        choices=[NO_CHOICE, *Attendance.choices], widget=UnfoldAdminSelectWidget
    )
    on = PartialDateFormField(label="On", widget=UnfoldAdminTextInputWidget)
    reason = forms.CharField(label="Reason", required=False, widget=UnfoldAdminTextInputWidget)


class StatusForm(AttendanceForm):
    """A meeting's status, and for when it is planned now."""

    field_order = ["status", "on", "reason", "source", *ASKED, "planned_start", "planned_end"]
    folded = ("reason", "planned_start", "planned_end", "publication")

    status = forms.ChoiceField(choices=[NO_CHOICE, *Status.choices], widget=UnfoldAdminSelectWidget)
    planned_start = PartialDateFormField(
        label="Planned from", required=False, widget=UnfoldAdminTextInputWidget
    )
    planned_end = PartialDateFormField(
        label="Planned until", required=False, widget=UnfoldAdminTextInputWidget
    )


class VisitStatusForm(StatusForm):
    """A visit's status, and whether its meetings get the same."""

    field_order = [*StatusForm.field_order, "with_meetings"]

    with_meetings = forms.BooleanField(
        label="Also for its meetings that are not over",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )


def enter_status(by: User, row: Visit | Meeting | Participant, values: FormValues) -> None:
    """Enter the status."""
    update_status(by=by, of=row, **with_source(by, values))


def initial_status(row: Visit | Meeting | Participant, by: User, at: datetime) -> FormValues:
    """Return the day that it is, the last source that can tell of it, who will see it (a query).

    That is the source that the record cited last of those not published before the day. A meeting
    whose day has passed was most often held then.
    """
    of = row if isinstance(row, Visit | Meeting) else row.meeting or row.visit
    today = of.today(at) if isinstance(of, Meeting) else localdate(at)
    told: FormValues = {"on": today.isoformat()}
    day: date | None = today
    if isinstance(row, Meeting) and row.on and row.day_has_passed(at):
        told, day = {"status": Status.HELD, "on": row.on}, row.on.earliest
    cited = Citation.objects.filter(record=of.identity_id if of else None).exclude(
        source__published_on_days__fully_lt=DateRange(day or date.min, None)
    )
    last = cited.select_related("source").order_by("-id").first()
    audience = audience_of(StatusChange, None, row, by, at)
    return {**told, "source": last.source if last else None, "audience": audience}


def status_button(label: str, form: type[AttendanceForm]) -> Button:
    """Return the button that enters a status."""
    return Button(
        "update_status",
        label,
        "Status updated.",
        lambda row, by, at: why_not_update_status(row, by),
        enter_status,
        form,
        reason="reason",
        initial=initial_status,
        alone=True,
        leads=True,
    )


UPDATE_STATUS = status_button("Update status", StatusForm)
UPDATE_VISIT_STATUS = status_button("Update status", VisitStatusForm)
UPDATE_ATTENDANCE = status_button("Update attendance", AttendanceForm)


def with_statuses(rows: Any) -> Any:
    """Return the rows with their statuses in order (one query)."""
    return rows.prefetch_related(Prefetch("statuses", StatusChange.objects.in_order()))


class StatusRows(FactRows):
    """The statuses of a visit or meeting."""

    model = StatusChange
    fields: Any = (*STATUS_FIELDS, "publication")
    choices: Any = Status.choices
    verbose_name_plural = "statuses"

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field, with the statuses that this kind of row may have."""
        if db_field.name == "status":
            kwargs["choices"] = [NO_CHOICE, *self.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def parts(self, row: StatusChange) -> tuple[object, ...]:
        """Return the status, its day, what is planned now, and the reason."""
        planned = states.span(row.planned_start, row.planned_end)
        return (
            row.get_status_display(),
            row.on,
            f"planned for {planned}" if planned else "",
            row.reason,
        )


class AttendanceRows(StatusRows):
    """The statuses of a participant."""

    fields = (("status", "on", "order"), ("reason", "confidence"), "publication")
    choices = Attendance.choices


class StatusFilter(DropdownFilter):
    """Visits or meetings by their status today, as far as it is public."""

    title = "status today"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the statuses."""
        return [(str(value), str(label)) for value, label in Status.choices]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those with the chosen status."""
        if self.value() not in Status.values:
            return queryset
        at, of = timezone.now(), queryset.model._meta.model_name
        held = StatusChange.objects.at_end_of(
            localdate(at), "status", (self.value(),), of=of, at=at
        )
        return queryset.filter(among(held.exclude(**{of: None}).values(of)))


@admin.register(StatusChange)
class StatusChangeAdmin(FactAdmin):
    """The list of changes of status, and the page of one."""

    list_display = ("status", "on", "meeting", "visit", "participant", "not_public")
    list_filter = (PublicationFilter, ("status", ChoicesDropdownFilter))
    search_fields = ("meeting__said", "visit__said", "reason")
    autocomplete_fields = ("meeting", "visit", "participant")
    fields = (("meeting", "visit", "participant"), *STATUS_FIELDS, "publication")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with their participants."""
        rows = super().get_queryset(request)
        return rows.select_related("participant__official", "participant__organization")
