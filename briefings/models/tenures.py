"""Tenures: one official in one office, and who held which office on a day."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Greatest, Least

from briefings.models.base import Confidence, FactQuerySet, Published, PublishedFact, Row
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.date_questions import first_of, last_of, on_every_day, on_some_day
from briefings.models.dates import PartialDate
from briefings.models.days import Match, PartialPeriod
from briefings.models.expressions import earliest_day
from briefings.models.triggers import fact

HELD_FROM = ("status", "appointed", "arrived", "started", "ended", "end_status")

EARLIEST_START = earliest_day("held_possibly", unknown="9999-12-31")
EARLIEST_START_DOWNWARDS = earliest_day("held_possibly", unknown="0001-01-01")


# The latest day on which it may have begun; NULL if not known.
LATEST_START = Func(
    *("appointed", "arrived", "started", "ended"),
    template="(upper(briefings_tenure_start(%(expressions)s)) - 1)",
    output_field=models.DateField(),
)


def _earliest_end(today: date) -> Case:
    """Return the first day on which it may have ended; NULL if not known."""
    return Case(
        When(end_status=Tenure.EndStatus.CURRENT, then=Value(today)),
        When(end_status=Tenure.EndStatus.ENDED, then=first_of("ended_days")),
    )


def _days(days: DateRange) -> Value:
    return Value(days, output_field=DateRangeField())


def _held_for_sure(today: date) -> Func:
    """Return the days certainly held; a current tenure's up to `today`."""
    known = Case(
        When(end_status=Tenure.EndStatus.CURRENT, then=_days(DateRange(None, today, "[]"))),
        default=_days(DateRange()),
    )
    return Func(
        "held_certainly",
        known,
        template="(%(expressions)s)",
        arg_joiner=" * ",
        output_field=DateRangeField(),
    )


class TenureQuerySet(FactQuerySet["Tenure"]):
    """Queries for tenures."""

    def during(self, day: date | PartialDate, *, today: date, certainly: bool = False) -> Self:
        """Keep the tenures held at some time on `day`, the days of start and end included.

        - Possibly (the default): for some choice of days within the dates; of a partial `day`, on
          some day of it.
        - Certainly: for every choice; of a partial `day`, on every day of it. A *current* tenure is
          certain up to `today`; an unknown end is never certain.

        Nominees and appointees who did not serve hold nothing.
        """
        if not certainly:
            return self.filter(on_some_day("held_possibly", day))
        last = day.latest if isinstance(day, PartialDate) else day
        held = on_every_day("held_certainly", day)
        if last is None or last > today:
            held &= ~Q(end_status=Tenure.EndStatus.CURRENT)
        return self.filter(held)

    def on_outer_visit(self, path: str = "", *, today: date, certainly: bool = False) -> Self:
        """Keep, in a subquery, the tenures held on some day of the outer row's visit.

        `path` leads from the outer row to the visit, as in "visit__".

        - Possibly (the default): for some choice of days within the dates of both.
        - Certainly: for every choice of the four ends, even if no single day is certain. A
          *current* tenure ends no earlier than `today`; an unknown start or end is never certain.
        """
        held = self.filter(held_possibly__overlap=OuterRef(f"{path}possible_days"))
        if not certainly:
            return held
        starts, ends = OuterRef(f"{path}starts_days"), OuterRef(f"{path}ends_days")
        return held.alias(latest_start=LATEST_START, earliest_end=_earliest_end(today)).filter(
            latest_start__lte=Greatest(first_of(starts), first_of(ends)),
            earliest_end__gte=Least(last_of(starts), last_of(ends)),
        )

    def with_certain_days(self, today: date) -> Self:
        """Add `sure_first` and `sure_last`, the first and last day certainly held.

        A *current* tenure is certain up to `today`. NULL if no day is certain.
        """
        held = _held_for_sure(today)
        return self.annotate(sure_first=first_of(held), sure_last=last_of(held))

    def current_unverified_since(self, day: date) -> Self:
        """Keep current tenures, not retracted, that nobody has verified on or after `day`."""
        current = self.filter(end_status=Tenure.EndStatus.CURRENT, retraction_reason="")
        return current.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=day))

    def in_order(self) -> Self:
        """Sort by the first day on which a tenure may have begun, unknown ones first."""
        return self.order_by(F("held_possibly__startswith").asc(nulls_first=True), "id")


@fact("tenure", of="official", field="tenures", published_with=("office",))
class Tenure(Row, PublishedFact):
    """The time of one official in one office, or a nomination for it. A NULL date is not known.

    The database makes `held_possibly` and `held_certainly` from the dates: the days on which the
    office may have been, and must have been, held. It begins with the first of started, arrived and
    appointed that is not after its end (the rule of the US Office of the Historian).
    """

    class Status(models.TextChoices):
        """Whether the office was taken up."""

        SERVED = "served", "Served"
        NOMINEE = "nominee", "Nominee, did not serve"
        APPOINTEE = "appointee", "Appointee, did not serve"

    class EndStatus(models.TextChoices):
        """What is known of the end: four different things."""

        CURRENT = "current", "Current"
        ENDED = "ended", "Ended"
        ENDED_DATE_UNKNOWN = "ended_date_unknown", "Ended on an unknown date"
        UNKNOWN = "unknown", "Not known whether it ended"

    official = models.ForeignKey(
        "briefings.Official", on_delete=models.PROTECT, related_name="tenures"
    )
    office = models.ForeignKey("briefings.Office", on_delete=models.PROTECT, related_name="tenures")
    status = models.CharField(max_length=12, choices=Status, default=Status.SERVED)
    acting = models.BooleanField(default=False)
    appointed = PartialDateField(null=True, blank=True)
    appointed_days = DaysField("appointed")
    appointed_note = models.CharField(blank=True)
    arrived = PartialDateField(null=True, blank=True)
    arrived_days = DaysField("arrived")
    arrived_note = models.CharField(blank=True)
    started = PartialDateField(null=True, blank=True)
    started_days = DaysField("started")
    started_note = models.CharField(blank=True)
    ended = PartialDateField(null=True, blank=True)
    ended_days = DaysField("ended")
    ended_note = models.CharField(blank=True)
    end_status = models.CharField(max_length=20, choices=EndStatus, default=EndStatus.UNKNOWN)
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.CONFIRMED)
    verified_on = models.DateField(
        null=True, blank=True, help_text="When somebody last checked that this still holds."
    )
    note = models.TextField(blank=True)
    held_possibly = models.GeneratedField(
        expression=Func(*HELD_FROM, function="briefings_held_possibly"),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )
    held_certainly = models.GeneratedField(
        expression=Func(*HELD_FROM, function="briefings_held_certainly"),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )

    objects = TenureQuerySet.as_manager()

    class Meta(Published.Meta):
        indexes = [
            *Published.Meta.indexes,
            GistIndex(fields=["held_possibly"], name="tenure_held_possibly"),
            models.Index(fields=["office", "official"], name="tenure_of_office"),
            models.Index(EARLIEST_START, "id", name="tenure_earliest_first"),
            models.Index(EARLIEST_START_DOWNWARDS, "id", name="tenure_latest_first"),
            models.Index(fields=["end_status"], name="tenure_by_end"),
        ]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("appointed"),
            partial_date_is_valid("arrived"),
            partial_date_is_valid("started"),
            partial_date_is_valid("ended"),
            models.CheckConstraint(
                name="tenure_end_date_means_ended",
                condition=Q(end_status="ended", ended__isnull=False)
                | ~Q(end_status="ended") & Q(ended__isnull=True),
                violation_error_message=(
                    "Give a last day only to a tenure that ended; if the day is unknown, say so."
                ),
            ),
            models.CheckConstraint(
                name="tenure_ends_after_start",
                condition=Q(started__isnull=True)
                | Q(ended__isnull=True)
                | ~Q(started_days__fully_gt=F("ended_days")),
                violation_error_message="A tenure does not end before it starts.",
            ),
            models.CheckConstraint(
                name="tenure_ends_after_every_beginning",
                condition=~Q(status="served")
                | Q(ended__isnull=True)
                | Q(held_possibly__isempty=False),
                violation_error_message="A tenure does not end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        begun = self.started or self.arrived or self.appointed
        return f"{self.get_status_display()}, {begun or 'undated'}"

    @property
    def beginning(self) -> PartialDate | None:
        """The date with which it begins, by the same rule as the database's; None if not known."""
        last = self.ended.latest if self.ended else None
        for stated in (self.started, self.arrived, self.appointed):
            if stated and not (last and stated.earliest and last < stated.earliest):
                return stated
        return None

    def partial_period(self, today: date) -> PartialPeriod | None:
        """Return the days on which it is held; None if it never was. No query.

        A *current* tenure ends no earlier than `today`; an unknown end may be any day.
        """
        begins, ended = self.beginning, self.ended
        named = self.started or self.arrived or self.appointed
        current = self.end_status == self.EndStatus.CURRENT
        if self.status != self.Status.SERVED or (
            begins is None and (named or not (ended or current))
        ):
            return None
        return PartialPeriod(
            begins.earliest if begins else None,
            ended.latest if ended else None,
            latest_start=begins.latest if begins else None,
            earliest_end=today if current else ended.earliest if ended else None,
        )

    def held(self, days: date | PartialDate | PartialPeriod | None, today: date) -> Match | None:
        """Return how sure it is that it was held on the days; None if it was not. No query.

        Certainly on a partial date means on every day of it. With `days` None it was not held.
        """
        own = self.partial_period(today)
        if own is None or days is None:
            return None
        return own.during(days)
