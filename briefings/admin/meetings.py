"""Meetings at the desk: kind, time and place, participants, status."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
)

from briefings.admin.agendas import AgendaRows, OutcomeRows
from briefings.admin.base import desk_url
from briefings.admin.checks import FindingsMixin
from briefings.admin.dates import MomentField, clock_of
from briefings.admin.forms import DeskForm
from briefings.admin.inlines import TabularRows
from briefings.admin.new_meetings import BEGIN_MEETING
from briefings.admin.occasions import (
    DaysFilter,
    OccasionAdmin,
    status_link,
    status_today,
)
from briefings.admin.participants import ParticipantRows
from briefings.admin.readouts import ReadoutRows
from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.statuses import UPDATE_STATUS, StatusFilter, StatusRows, with_statuses
from briefings.models import Meeting, PartialDate
from briefings.models.meetings import (
    AFTER_LAST_MOMENT,
    EARLIEST_DAY_DOWNWARDS,
    FIRST_MOMENT,
    OUTSIDE_CALENDAR,
)


class WallClockField(MomentField):
    """A moment by the clocks of the place, without a time zone."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment without a time zone; None for none."""
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None


class MeetingForm(DeskForm):
    """A meeting; time zone, country and day are filled in from place and time."""

    starts_at = WallClockField(
        label="Starts at", required=False, help_text="In the local time of the place."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.starts_at and "starts_at" in self.fields:
            zone = self.instance.zone
            place = str(self.instance.place or "")
            clock = clock_of(zone, self.instance.starts_at, place)
            self.fields["starts_at"].help_text = f"In the local time of {clock}."
            self.initial["starts_at"] = self.instance.starts_at.astimezone(zone).replace(
                tzinfo=None
            )

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data, with time zone and country of the place, and the day."""
        cleaned = super().clean()
        place = cleaned.get("place")
        for name in ("time_zone", "country"):
            if place and (not cleaned.get(name) or self.moved(name)):
                cleaned[name] = getattr(place, name)
        if cleaned.get("starts_at") and "time_zone" in cleaned:
            try:
                self.set_moment(cleaned)
            except ValidationError as error:
                self.add_error("starts_at", error)
        return cleaned

    def moved(self, name: str) -> bool:
        """Return whether the place was changed, but not this field, which depends on it."""
        return "place" in self.changed_data and name not in self.changed_data

    def set_moment(self, cleaned: dict[str, Any]) -> None:
        """Set the moment in the time zone, and its day.

        Raises ValidationError if the clocks there never show that time, or outside the calendar.
        """
        naive = cleaned["starts_at"]
        cleaned["on"] = PartialDate.parse(naive.date().isoformat())
        zone = cleaned["time_zone"] if cleaned["time_zone"] in available_timezones() else "UTC"
        with timezone.override(ZoneInfo(zone)):
            moment = from_current_timezone(naive)
        if not FIRST_MOMENT <= moment < AFTER_LAST_MOMENT:
            raise ValidationError(OUTSIDE_CALENDAR)
        cleaned["starts_at"] = moment


class MeetingRows(TabularRows):
    """The meetings of a visit, read-only; each has a page of its own."""

    model = Meeting
    fields = ("meeting", "on", "status")
    readonly_fields = fields

    @admin.display(description="Meeting")
    def meeting(self, row: Meeting) -> str:
        """Return the title as a link to the meeting's page."""
        return format_html('<a class="desk-see" href="{}">{}</a>', desk_url(row), row)

    @admin.display(description="Status today")
    def status(self, row: Meeting) -> str:
        """Return the status today, in words."""
        return status_today(row, timezone.now())

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the meetings in order, with their statuses."""
        return with_statuses(super().get_queryset(request).in_order())


def day_of(row: Meeting) -> str:
    """Return the day, with the hour where that is known, by the place's clock."""
    if row.on is None:
        return "not known"
    if row.starts_at is None:
        part = [row.get_part_of_day_display().lower()] if row.part_of_day else []
        return ", ".join([str(row.on), *part])
    return f"{row.on}, {hour_of(row)}"


def hour_of(row: Meeting) -> str:
    """Return the hour by the place's clock: “14:30 in Beijing (UTC+8)”; "" if it is not known."""
    if row.starts_at is None:
        return ""
    place = str(row.place or "")
    hour = row.starts_at.astimezone(row.zone)
    return f"{hour:%H:%M} in {clock_of(row.zone, row.starts_at, place)}"


@admin.register(Meeting)
class MeetingAdmin(FindingsMixin, OccasionAdmin):
    """The list of meetings, and the page of one."""

    begins = (BEGIN_MEETING,)
    form = MeetingForm
    buttons = (UPDATE_STATUS, *RecordAdmin.buttons)
    list_display = ("name", "day", "place", "status", status_link, "not_public")
    list_filter = (
        PublicationFilter,
        DaysFilter,
        StatusFilter,
        ("kind", ChoicesDropdownFilter),
        ("place", AutocompleteSelectFilter),
        ("country", AutocompleteSelectFilter),
        ("visit", AutocompleteSelectFilter),
    )
    search_fields = ("said", "place__name")
    ordering = (EARLIEST_DAY_DOWNWARDS.desc(), "-id")
    autocomplete_fields = ("place", "country", "visit", "gathering", "follows")
    fields = (
        "title",
        "slug",
        "kind",
        ("on", "part_of_day"),
        ("starts_at", "minutes"),
        ("place", "country", "time_zone"),
        ("visit", "gathering", "follows"),
        "summary",
        ("verified_on", "order"),
    )
    inlines = (
        *(ParticipantRows, StatusRows, AgendaRows, OutcomeRows, ReadoutRows, CitationRows),
        *RecordAdmin.inlines,
    )

    @admin.display(description="Meeting", ordering="label")
    def name(self, row: Meeting) -> str:
        """Return the title, or what the database made of the row."""
        return str(row)

    @admin.display(description="Day", ordering=EARLIEST_DAY_DOWNWARDS)
    def day(self, row: Meeting) -> str:
        """Return the day, with the hour where that is known, by the place's clock."""
        return day_of(row)
