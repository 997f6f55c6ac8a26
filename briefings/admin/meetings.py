"""Meetings at the desk: kind, time and place, participants, status."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.utils import from_current_timezone
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    DropdownFilter,
)

from briefings.actions.statuses import FINAL
from briefings.admin import states
from briefings.admin.agendas import AgendaRows, OutcomeRows
from briefings.admin.base import desk_url
from briefings.admin.checks import FindingsMixin
from briefings.admin.citing import CITE
from briefings.admin.dates import MomentField, clock_of
from briefings.admin.dialogues import dialogue_url
from briefings.admin.forms import DeskForm
from briefings.admin.inlines import TabularRows
from briefings.admin.new_meetings import BEGIN_MEETING
from briefings.admin.participants import ParticipantRows, with_statuses
from briefings.admin.readouts import ReadoutRows
from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.statuses import UPDATE_STATUS, StatusFilter, StatusRows
from briefings.models import Meeting, PartialDate, StatusChange, Visit
from briefings.models.meetings import (
    AFTER_LAST_MOMENT,
    EARLIEST_DAY_DOWNWARDS,
    FIRST_MOMENT,
    OUTSIDE_CALENDAR,
)
from briefings.models.statuses import Status

AHEAD = timedelta(days=14)
DECIDED = {*FINAL, Status.POSTPONED}


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
    can_delete = False
    hide_title = True

    @admin.display(description="Meeting")
    def meeting(self, row: Meeting) -> str:
        """Return the title as a link to the meeting's page."""
        return format_html('<a class="desk-see" href="{}">{}</a>', desk_url(row), row)

    @admin.display(description="Status today")
    def status(self, row: Meeting) -> str:
        """Return the status today, in words."""
        at = timezone.now()
        return states.of_chain(row.statuses.all(), row.today(at), at)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the meetings in order, with their statuses."""
        return with_statuses(super().get_queryset(request).in_order())

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a meeting is added on its own page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a meeting is changed on its own page."""
        return False


def standing(rows: Any) -> Any:
    """Leave out the visits or meetings that were retracted, or merged into others."""
    return rows.filter(retraction_reason="", identity__merged_into=None)


def overdue(meetings: Any) -> Any:
    """Return the meetings whose day has certainly passed and whose outcome nobody entered."""
    decided = StatusChange.objects.filter(
        meeting=OuterRef("pk"), retraction_reason="", status__in=DECIDED
    )
    passed = PartialDate.parse(f"../{localdate() - timedelta(days=1)}")
    return standing(meetings).during(passed, certainly=True).exclude(Exists(decided))


def is_overdue(row: Meeting | Visit, at: datetime) -> bool:
    """Return whether its days have passed and nobody entered the outcome; statuses are fetched.

    False if no day is known, and of what was retracted or merged.
    """
    if row.retraction_reason or row.identity.merged_into_id:
        return False
    last = row.on if isinstance(row, Meeting) else row.ends or row.starts
    passed = last is not None and (last.latest or date.max) < row.today(at)
    return passed and not any(
        each.status in DECIDED and not each.retraction_reason for each in row.statuses.all()
    )


@admin.display(description="To do")
def status_link(row: Meeting | Visit) -> str:
    """Return a link to enter the outcome, if the row is overdue; else ""."""
    if not is_overdue(row, timezone.now()):
        return ""
    return format_html('<a class="desk-do" href="{}">Update status</a>', status_url(row))


def status_url(row: Meeting | Visit) -> str:
    """Return the address of the short form that enters the row's status."""
    return dialogue_url(row, UPDATE_STATUS)


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


class WhenFilter(DropdownFilter):
    """Meetings by their day."""

    title = "day"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("today", "Today"),
            ("ahead", "Coming 14 days"),
            ("overdue", "Overdue: day has passed, no outcome"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the meetings of the chosen days."""
        today = localdate()
        match self.value():
            case "today":
                return queryset.during(today)
            case "ahead":
                return queryset.during(PartialDate.parse(f"{today}/{today + AHEAD}"))
            case "overdue":
                return overdue(queryset)
        return queryset


@admin.register(Meeting)
class MeetingAdmin(FindingsMixin, RecordAdmin):
    """The list of meetings, and the page of one."""

    begins, dialogues = (BEGIN_MEETING,), (CITE,)
    form = MeetingForm
    buttons = (UPDATE_STATUS, *RecordAdmin.buttons)
    list_display = ("name", "day", "place", "status", status_link, "not_public")
    list_filter = (
        PublicationFilter,
        WhenFilter,
        StatusFilter,
        ("kind", ChoicesDropdownFilter),
        ("place", AutocompleteSelectFilter),
        ("country", AutocompleteSelectFilter),
        ("visit", AutocompleteSelectFilter),
    )
    search_fields = ("said", "place__name")
    ordering = (EARLIEST_DAY_DOWNWARDS.desc(), "-id")
    autocomplete_fields = ("place", "country", "visit", "gathering", "follows")
    slug_from = "label"
    fetched = (*autocomplete_fields, "identity")
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the meetings with their statuses."""
        found: QuerySet[Any] = with_statuses(super().get_queryset(request))
        return found

    @admin.display(description="Meeting", ordering="label")
    def name(self, row: Meeting) -> str:
        """Return the title, or what the database made of the row."""
        return str(row)

    @admin.display(description="Day", ordering=EARLIEST_DAY_DOWNWARDS)
    def day(self, row: Meeting) -> str:
        """Return the day, with the hour where that is known, by the place's clock."""
        return day_of(row)

    @admin.display(description="Status today")
    def status(self, row: Meeting) -> str:
        """Return the status on the meeting's today, in words."""
        at = timezone.now()
        return states.of_chain(row.statuses.all(), row.today(at), at)

    def panel_sentences(self, row: Meeting, at: datetime) -> list[str]:
        """Add the status, and whether the outcome is overdue."""
        status = self.status(row)
        sentences = [f"{status}."] if status else ["No status yet."]
        if is_overdue(row, at):
            sentences.append("Its day has passed: update its status.")
        return [*sentences, *super().panel_sentences(row, at)]
