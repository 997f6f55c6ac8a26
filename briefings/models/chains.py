"""Chains: dated rows of one thing, as statuses and custody events; the latest one is in force.

A column (a status, a place) has the value of the latest row that fills it in; a row that leaves it
empty changes nothing. A row happened on some day of its partial date. The rows happened in the
order of first day, `order` and entry, several on one day or not: once a later row has happened, the
earlier ones have. Something is *possible* if it holds for some choice of days in that order, and
*certain* if it holds for every choice. There always is such a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from django.utils.timezone import localdate

from briefings.models.base import Confidence, FactQuerySet, Published, PublishedFact, Row
from briefings.models.date_fields import DaysField, PartialDateField
from briefings.models.dates import PartialDate
from briefings.models.days import Dated, bounds, last_day

C = TypeVar("C", bound="ChainRow", covariant=True)
D = TypeVar("D", bound="ChainRow")


class ChainQuerySet(FactQuerySet[C]):
    """Queries for the rows of chains."""

    def in_order(self) -> Self:
        """Sort in the order in which they happened."""
        return self.order_by("first_day", "order", "id")

    def during(
        self,
        day: date | PartialDate,
        column: str,
        values: Sequence[object],
        *,
        of: str,
        at: datetime,
        certainly: bool = False,
    ) -> Self:
        """Keep the rows live at `at` that give `column` one of `values` at some time on the day.

        `of` is the foreign key to the thing whose chain it is.

        - Possibly (the default): on the day, or on some day of a partial date. On the day of a
          change the value before it still counts.
        - Certainly: on the day; for a partial date without a break from its first day to its last.
          Two rows that both have one of `values` make no break. Nothing is certain after the day
          of `at`.
        """
        first, last = bounds(day)
        later = self._later(column, of, at)
        rows = self._begun_by(last, column, values, at).filter(
            ~Exists(later.filter(last_day__lt=first))
        )
        if not certainly:
            return rows
        if last > localdate(at):
            return rows.none()
        broken = later.exclude(**{f"{column}__in": values}).filter(first_day__lt=last)
        has_begun = Q(last_day__lte=first) | Exists(later.filter(last_day__lte=first))
        return rows.filter(has_begun, ~Exists(broken))

    def at_end_of(
        self,
        day: date | PartialDate,
        column: str,
        values: Sequence[object],
        *,
        of: str,
        at: datetime,
        certainly: bool = False,
    ) -> Self:
        """Keep the rows live at `at` that give `column` one of `values` when the day is over.

        `of` is as in `during`. Of a partial date it is the end of the last day, of today where that
        is open. Nothing is certain after the day of `at`.
        """
        today = localdate(at)
        ended = last_day(day, today)
        later = self._later(column, of, at)
        rows = self._begun_by(ended, column, values, at).filter(
            ~Exists(later.filter(last_day__lte=ended))
        )
        if not certainly:
            return rows
        if ended > today:
            return rows.none()
        changed = later.exclude(**{f"{column}__in": values}).filter(first_day__lte=ended)
        return rows.filter(~Exists(changed), last_day__lte=ended)

    def throughout(
        self,
        day: date | PartialDate,
        column: str,
        values: Sequence[object],
        *,
        of: str,
        at: datetime,
    ) -> Self:
        """Keep the rows that certainly give `column` one of `values` all day long.

        As `during`, but from the first morning of the day to the end of its last: a change on the
        day is a break. None are kept for a day after that of `at`.
        """
        first, last = bounds(day)
        if last > localdate(at):
            return self.none()
        later = self._later(column, of, at)
        return self._begun_by(last, column, values, at).filter(
            ~Exists(later.filter(last_day__lt=first)),
            ~Exists(later.exclude(**{f"{column}__in": values}).filter(first_day__lte=last)),
            last_day__lt=first,
        )

    def _begun_by(self, day: date, column: str, values: Sequence[object], at: datetime) -> Self:
        return self.live(at).filter(**{f"{column}__in": values, "first_day__lte": day})

    def _later(self, column: str, of: str, at: datetime) -> Self:
        manager: Self = self.model._default_manager.all()  # type: ignore[assignment]
        return manager.after_outer(of).with_value(column).live(at)

    def with_value(self, column: str) -> Self:
        """Keep the rows that fill in the column."""
        field = self.model._meta.get_field(column)
        empty = {f"{column}__isnull": True} if field.null else {column: ""}
        return self.exclude(**empty)

    def after_outer(self, of: str) -> Self:
        """Keep, in a subquery, the rows after the outer row in its chain."""
        day, order = OuterRef("first_day"), OuterRef("order")
        return self.filter(**{of: OuterRef(of)}).filter(
            Q(first_day__gt=day)
            | Q(first_day=day, order__gt=order)
            | Q(first_day=day, order=order, pk__gt=OuterRef("pk"))
        )


class ChainRow(Row, PublishedFact):
    """A row of a chain: the day on which it happened, and how sure the record is."""

    on = PartialDateField(help_text="The local day, as far as it is known.")
    on_days = DaysField("on")
    # The earliest day on which it may have happened; the calendar's first day if that is open.
    first_day = models.GeneratedField(
        expression=Func("on", function="briefings_first_day"),
        output_field=models.DateField(),
        db_persist=True,
    )
    # The latest such day; the calendar's last day if that is open.
    last_day = models.GeneratedField(
        expression=Func("on", function="briefings_last_day"),
        output_field=models.DateField(),
        db_persist=True,
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Order among entries of one day: the lowest comes first."
    )
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.CONFIRMED)

    class Meta:
        abstract = True
        indexes = Published.Meta.indexes
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_on_is_a_partial_date",
                condition=Q(on_days__isnull=False),
                violation_error_code="invalid",
                violation_error_message="“on” is not a date: write it as 2023-06-18 or 2023-06.",
            ),
        ]


def dated(rows: Iterable[D], column: str) -> list[Dated[D]]:
    """Return the chain of the rows, given in order, that fill in the column."""
    return [Dated(row, value, *bounds(row.on)) for row in rows if (value := getattr(row, column))]
