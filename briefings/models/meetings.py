"""Meetings: engagements of every kind, from a call to a summit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

import pgtrigger
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from briefings.addresses import path_of
from briefings.models.base import Published, PublishedQuerySet, Record
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.date_questions import certainly_on, possibly_on
from briefings.models.dates import PartialDate
from briefings.models.days import PartialPeriod, is_going_on
from briefings.models.expressions import among, earliest_day, is_time_zone, one_of
from briefings.models.places import time_zone_is_known
from briefings.models.triggers import record
from briefings.models.triggers.titles import Titled
from briefings.models.triggers.withheld import Nearby
from briefings.models.words import LONGEST_NAME, said_in, said_index

EARLIEST_DAY = earliest_day("on_days", unknown="9999-12-31")
EARLIEST_DAY_DOWNWARDS = earliest_day("on_days", unknown="0001-01-01")
# In these years every time zone can show a moment, and Python can read it back.
FIRST_MOMENT = datetime(2, 1, 1, tzinfo=UTC)
AFTER_LAST_MOMENT = datetime(9999, 1, 1, tzinfo=UTC)
OUTSIDE_CALENDAR = "A moment is in the years 2 to 9998, in UTC."
IN_GATHERING = """
    IF NEW.gathering_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM briefings_meeting WHERE id = NEW.gathering_id AND kind = 'gathering'
    ) OR NEW.kind <> 'gathering' AND EXISTS (
        SELECT 1 FROM briefings_meeting WHERE gathering_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'What a meeting is part of is of the kind “gathering”.'
            USING ERRCODE = '23514', CONSTRAINT = 'meeting_part_of_gathering',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
"""
PLACED = """
    IF TG_OP = 'UPDATE' AND NEW.place_id <> OLD.place_id THEN
        SELECT nullif(NEW.country_id, country_id), coalesce(nullif(NEW.time_zone, time_zone), '')
        INTO NEW.country_id, NEW.time_zone
        FROM briefings_place WHERE id = OLD.place_id;
    END IF;
    IF NEW.place_id IS NOT NULL THEN
        SELECT coalesce(NEW.country_id, country_id),
            coalesce(nullif(NEW.time_zone, ''), time_zone)
        INTO NEW.country_id, NEW.time_zone
        FROM briefings_place WHERE id = NEW.place_id;
    END IF;
    IF NEW.starts_at IS NOT NULL AND briefings_is_time_zone(NEW.time_zone) THEN
        NEW.on := to_char(NEW.starts_at AT TIME ZONE NEW.time_zone, 'YYYY-MM-DD');
    END IF;
    RETURN NEW;
"""


class MeetingQuerySet(PublishedQuerySet["Meeting"]):
    """Queries for meetings."""

    def during(self, day: date | PartialDate, *, certainly: bool = False) -> Self:
        """Keep the meetings on that day, or within a partial one, possibly or certainly."""
        return self.filter((certainly_on if certainly else possibly_on)("on", day))

    def around(self, *public_ids: UUID) -> Self:
        """Keep what meetings follow, are part of or are followed by, and their parts.

        Those meetings themselves are left out.
        """
        these = one_of("public_id", [*public_ids])
        own = self.model._default_manager.filter(these)
        beside = (
            Q(among(own.values("follows")))
            | Q(among(own.values("gathering")))
            | Q(among(own.values("pk"), of="follows"))
            | Q(among(own.values("pk"), of="gathering"))
        )
        return self.filter(beside).exclude(these)

    def in_order(self) -> Self:
        """Sort by day, then by time; those without a day come last."""
        return self.order_by(EARLIEST_DAY, F("starts_at").asc(nulls_last=True), "order", "id")


@record("meeting", label="label")
class Meeting(Record, Published):
    """An engagement. `on` is its local day, as far as it is known; NULL is not known.

    If the moment `starts_at` is known, `on` is its day in `time_zone`. The place fills in country
    and time zone, and what it filled in changes with it. `minutes` is its length. A *gathering* (a
    G20) is a meeting that others are part of. `label` is the title, or what the database makes of
    kind, participants and day.
    """

    class Kind(models.TextChoices):
        """What sort of engagement it is."""

        BILATERAL = "bilateral", "Bilateral meeting"
        MULTILATERAL = "multilateral", "Multilateral meeting"
        SUMMIT = "summit", "Summit"
        GATHERING = "gathering", "Gathering"
        WORKING_DINNER = "working_dinner", "Working dinner"
        BANQUET = "banquet", "Banquet"
        ROUND_TABLE = "round_table", "Round table"
        CALL = "call", "Telephone call"
        PRESS_CONFERENCE = "press_conference", "Press conference"
        BRIEFING = "briefing", "Briefing"
        OTHER = "other", "Meeting"

    class PartOfDay(models.TextChoices):
        """The part of its day, if no moment is known."""

        MORNING = "morning", "Morning"
        AFTERNOON = "afternoon", "Afternoon"
        EVENING = "evening", "Evening"
        NIGHT = "night", "Night"

    title = models.CharField(
        max_length=LONGEST_NAME,
        blank=True,
        help_text="Leave empty to make it from kind and participants.",
    )
    label = models.TextField(editable=False, blank=True, default="")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.BILATERAL)
    on = PartialDateField(null=True, blank=True, help_text="The local day, as far as known.")
    on_days = DaysField("on")
    part_of_day = models.CharField(max_length=12, choices=PartOfDay, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True, help_text="If the exact time is known.")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[time_zone_is_known],
        help_text="Leave empty to use the place’s.",
    )
    place = models.ForeignKey(
        "briefings.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    country = models.ForeignKey(
        "briefings.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
        help_text="Leave empty to use the place’s.",
    )
    visit = models.ForeignKey(
        "briefings.Visit", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    gathering = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Order among meetings of one day without a time."
    )
    summary = models.TextField(blank=True)
    verified_on = models.DateField(null=True, blank=True)

    said = said_in("label", text=("summary",))

    objects = MeetingQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["label", "id"]
        indexes = [
            *Published.Meta.indexes,
            said_index("meeting"),
            models.Index(EARLIEST_DAY, "id", name="meeting_earliest_first"),
            models.Index(EARLIEST_DAY_DOWNWARDS, "id", name="meeting_latest_first"),
            models.Index(fields=["kind"], name="meeting_of_kind"),
            GistIndex(fields=["on_days"], name="meeting_days"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="placed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PLACED,
            ),
            pgtrigger.Trigger(
                name="gathered",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "gathering_id"),  # type: ignore[no-untyped-call]
                func=IN_GATHERING,
            ),
            Titled("briefings_meeting_title"),
            Nearby(
                "visit",
                operation=pgtrigger.Update,
                meetings="ARRAY[NEW.id]",
                visits="ARRAY[OLD.visit_id, NEW.visit_id]",
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("on"),
            models.CheckConstraint(
                name="meeting_moment_has_zone",
                condition=Q(starts_at__isnull=True) | ~Q(time_zone=""),
                violation_error_message="A time needs a time zone: its own or its place’s.",
            ),
            models.CheckConstraint(
                name="meeting_moment_in_calendar",
                condition=Q(starts_at__isnull=True)
                | Q(starts_at__gte=FIRST_MOMENT, starts_at__lt=AFTER_LAST_MOMENT),
                violation_error_message=OUTSIDE_CALENDAR,
            ),
            models.CheckConstraint(
                name="meeting_time_zone_is_known",
                condition=Q(time_zone="") | Q(is_time_zone("time_zone")),
                violation_error_message="There is no such time zone: write it as in Asia/Shanghai.",
            ),
            models.CheckConstraint(
                name="meeting_part_of_a_day",
                condition=Q(part_of_day="")
                | Q(
                    starts_at__isnull=True,
                    on__isnull=False,
                    on__regex=r"^\d{4}-\d\d-\d\d$",
                ),
                violation_error_message=("A part of the day needs an exact day, and no time."),
            ),
            models.CheckConstraint(
                name="meeting_lasts",
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1),
                violation_error_message="A meeting lasts a minute at least.",
            ),
            models.CheckConstraint(
                name="meeting_is_not_its_own",
                condition=(Q(gathering__isnull=True) | ~Q(gathering=F("id")))
                & (Q(follows__isnull=True) | ~Q(follows=F("id"))),
                violation_error_message="A meeting cannot be part of itself or follow itself.",
            ),
            models.CheckConstraint(
                name="meeting_gathering_is_whole",
                condition=~Q(kind="gathering") | Q(gathering__isnull=True),
                violation_error_message="A gathering is not part of another.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.title or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the address of the meeting's page."""
        return path_of("meeting", self.slug)

    @property
    def partial_period(self) -> PartialPeriod | None:
        """Its one day, as far as it is known; None if it is not known."""
        return PartialPeriod.on_day(self.on) if self.on else None

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone; UTC if none is known."""
        return ZoneInfo(self.time_zone or "UTC")

    def today(self, at: datetime) -> date:
        """Return the local day at the moment `at` where the meeting is."""
        return at.astimezone(self.zone).date()

    def is_under_way(self, at: datetime) -> bool:
        """Return whether it has begun and not ended; False unless moment and length are known."""
        return is_going_on(self.starts_at, self.minutes, at)

    def day_has_passed(self, at: datetime) -> bool:
        """Return whether its day is certainly over where it is; False if no day is known."""
        days = self.partial_period
        return days is not None and days.is_over(self.today(at))
