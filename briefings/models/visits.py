"""Visits: journeys of officials, with their stops and objectives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Greatest, Least
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.functional import cached_property

from briefings.addresses import path_of
from briefings.models.base import Published, PublishedQuerySet, Record, Row
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.date_questions import first_of, last_of, possibly_between
from briefings.models.dates import PartialDate
from briefings.models.days import Match, PartialPeriod, bounds
from briefings.models.expressions import earliest_day
from briefings.models.triggers import child, record
from briefings.models.triggers.titles import Titled, titling
from briefings.models.words import LONGEST_NAME, said_in, said_index, words_index

EARLIEST_DAY = earliest_day("possible_days", unknown="9999-12-31")
EARLIEST_DAY_DOWNWARDS = earliest_day("possible_days", unknown="0001-01-01")


# It does not end before it starts. NULL is not known.
LATEST_START = Least(last_of("starts_days"), last_of("ends_days"))
EARLIEST_END = Greatest(first_of("starts_days"), first_of("ends_days"))


def possibly_within(first: date | None, last: date | None) -> Q:
    """Match visits that may have a day from `first` to `last`; None is no bound."""
    return possibly_between("possible", first, last)


def certainly_within(first: date | None, last: date | None) -> Q:
    """Match visits that have a day from `first` to `last`, whatever days they turn out to have.

    None is no bound. Of a visit of which one date alone is known no further day is claimed.
    """
    known = possibly_within(first, last)
    if last is not None:
        known &= Q(LessThanOrEqual(LATEST_START, last))
    if first is not None:
        known &= Q(GreaterThanOrEqual(EARLIEST_END, first))
    return known


def first_zone(visit: str) -> Subquery:
    """Return the time zone of a visit's first stop at a place; `visit` is the column of its key."""
    stops = Stop.objects.filter(visit=OuterRef(visit), place__isnull=False)
    return Subquery(stops.order_by("order", "id").values("place__time_zone")[:1])


class VisitQuerySet(PublishedQuerySet["Visit"]):
    """Queries for visits."""

    def during(self, day: date | PartialDate, *, certainly: bool = False) -> Self:
        """Keep the visits under way or planned on that day, their first and last day included.

        - Possibly (the default): for some choice of days within the dates; of a partial `day`, on
          some day of it.
        - Certainly: for every choice; of a partial `day`, on every day of it.
        """
        first, last = bounds(day)
        if not certainly:
            return self.filter(possibly_within(first, last))
        return self.filter(certainly_within(first, first), certainly_within(last, last))

    def with_zone(self) -> Self:
        """Add the time zone of each, in the same query."""
        return self.annotate(time_zone=first_zone("pk"))


@record("visit", label="label")
class Visit(Record, Published):
    """A journey of one or more officials. `starts` and `ends` are included; NULL is not known.

    `possible_days` are those on which it may be under way.
    `label` is the title, or what the database makes of travellers, stops and days.
    """

    class Kind(models.TextChoices):
        """How the traveller is received."""

        OFFICIAL = "official", "Official visit"
        STATE = "state", "State visit"
        WORKING = "working", "Working visit"
        PRIVATE = "private", "Private visit"
        TRANSIT = "transit", "Transit"

    title = models.CharField(
        max_length=LONGEST_NAME,
        blank=True,
        help_text="Leave empty to make it from travellers and stops.",
    )
    label = models.TextField(editable=False, blank=True, default="")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OFFICIAL)
    starts = PartialDateField(null=True, blank=True)
    starts_days = DaysField("starts")
    ends = PartialDateField(null=True, blank=True)
    ends_days = DaysField("ends")
    possible_days = models.GeneratedField(
        expression=Func("starts", "ends", function="briefings_possible_days"),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )
    summary = models.TextField(blank=True)
    verified_on = models.DateField(null=True, blank=True)

    said = said_in("label", text=("summary",))

    objects = VisitQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["label", "id"]
        indexes = [
            *Published.Meta.indexes,
            said_index("visit"),
            GistIndex(fields=["possible_days"], name="visit_possible_days"),
            models.Index(fields=["label", "id"], name="visit_by_label"),
            models.Index(EARLIEST_DAY, "id", name="visit_earliest_first"),
            models.Index(EARLIEST_DAY_DOWNWARDS, "id", name="visit_latest_first"),
            models.Index(fields=["kind"], name="visit_of_kind"),
        ]
        triggers = [Titled("briefings_visit_title")]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("starts"),
            partial_date_is_valid("ends"),
            models.CheckConstraint(
                name="visit_ends_after_start",
                condition=Q(starts__isnull=True)
                | Q(ends__isnull=True)
                | ~Q(starts_days__fully_gt=F("ends_days")),
                violation_error_message="A visit does not end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.title or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the address of the visit's page."""
        return path_of("visit", self.slug)

    @cached_property
    def time_zone(self) -> str | None:
        """The time zone of its first stop at a place; None without one. A query, or `with_zone`."""
        stop = self.stops.filter(place__isnull=False).select_related("place").first()
        return stop.place.time_zone if stop and stop.place else None

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone; UTC if none is known."""
        return ZoneInfo(self.time_zone or "UTC")

    @property
    def partial_period(self) -> PartialPeriod | None:
        """Its days, as far as they are known; None if none is."""
        return PartialPeriod.between(self.starts, self.ends)

    def today(self, at: datetime) -> date:
        """Return the local day at the moment `at` at the first stop."""
        return at.astimezone(self.zone).date()

    def is_under_way(self, at: datetime) -> bool:
        """Return whether the local day at `at` certainly is one of its days."""
        days = self.partial_period
        return days is not None and days.during(self.today(at)) == Match.CERTAINLY

    def day_has_passed(self, at: datetime) -> bool:
        """Return whether its last day is certainly over there; False if no day is known."""
        days = self.partial_period
        return days is not None and days.is_over(self.today(at))


class VisitPart(Row):
    """A part of a visit, with its place in the order."""

    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]


@titling("visit")
@child(visit="stops")
class Stop(VisitPart):
    """A stop of a visit. `arrives` and `departs` are included; NULL is not known."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="stops")
    country = models.ForeignKey("briefings.Country", on_delete=models.PROTECT, related_name="stops")
    place = models.ForeignKey(
        "briefings.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="stops"
    )
    arrives = PartialDateField(null=True, blank=True)
    arrives_days = DaysField("arrives")
    departs = PartialDateField(null=True, blank=True)
    departs_days = DaysField("departs")
    note = models.CharField(blank=True)

    class Meta(VisitPart.Meta):
        constraints = [
            partial_date_is_valid("arrives"),
            partial_date_is_valid("departs"),
            models.CheckConstraint(
                name="stop_departs_after_arrival",
                condition=Q(arrives__isnull=True)
                | Q(departs__isnull=True)
                | ~Q(arrives_days__fully_gt=F("departs_days")),
                violation_error_message="A stop does not end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place or self.country)


@child(visit="objectives")
class Objective(VisitPart):
    """One objective of a visit, as its sources state it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="objectives")
    words = models.TextField()

    class Meta(VisitPart.Meta):
        indexes = [words_index("objective", "words")]
        constraints = [
            models.CheckConstraint(
                name="objective_has_words",
                condition=~Q(words=""),
                violation_error_message="An objective says what it is.",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
