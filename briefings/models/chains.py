"""Chains of dated rows, of which the last that says something holds: statuses, custody.

A row happened on a partial date, at some day from its first to its last one. The rows of a chain
that say something happened one after the other (or on one day) by first day, then `order`, then
as they were entered: so a row has happened once a later one has. What is *possible* is so for some
choice of days that keeps this order, what is *certain* for each; one that keeps it always exists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from django.utils.timezone import localdate

from briefings.models.base import Confidence, FactQuerySet, Published, PublishedFact, Row
from briefings.models.date_fields import DaysField, PartialDateField
from briefings.models.dates import PartialDate
from briefings.models.days import Match

C = TypeVar("C", bound="ChainRow", covariant=True)
D = TypeVar("D", bound="ChainRow")


class ChainQuerySet(FactQuerySet[C]):
    """Words for the rows of chains."""

    def in_order(self) -> Self:
        """Sort as they happened."""
        return self.order_by("first_day", "order", "id")

    def holding(
        self,
        says: str,
        values: Sequence[object],
        on: date | PartialDate,
        *,
        of: str,
        at: datetime,
        certainly: bool = False,
    ) -> Self:
        """Keep the rows live at `at` by which the column `says` is one of `values` on that day.

        `of` is the foreign key to what the chain is of. Possibly (the default): at some time on
        `on`, or on some day of a partial one; the day of a change still counts for what was before
        it. Certainly: at some time on that day, and without a break from the first day of a partial
        one to its last; rows that both say one of `values` are no break. Nothing is certain of a
        day after that of `at`. A row whose `says` is empty changes nothing of it.
        """
        first, last = bounds(on)
        later = self._later(says, of, at)
        rows = self.live(at).filter(
            ~Exists(later.filter(last_day__lt=first)),
            **{f"{says}__in": values, "first_day__lte": last},
        )
        if certainly:
            broken = later.exclude(**{f"{says}__in": values}).filter(first_day__lt=last)
            has_begun = Q(last_day__lte=first) | Exists(later.filter(last_day__lte=first))
            rows = rows.filter(has_begun, ~Exists(broken))
            return rows.none() if last > localdate(at) else rows
        return rows

    def throughout(
        self,
        says: str,
        values: Sequence[object],
        on: date | PartialDate,
        *,
        of: str,
        at: datetime,
    ) -> Self:
        """Keep the rows by which the column `says` is certainly one of `values` at every moment.

        As `holding` does, but from the first morning of `on` to the end of its last day: a change
        on that day breaks it too. Nothing is of a day after that of `at`.
        """
        first, last = bounds(on)
        if last > localdate(at):
            return self.none()
        later = self._later(says, of, at)
        return self.live(at).filter(
            ~Exists(later.filter(last_day__lt=first)),
            ~Exists(later.exclude(**{f"{says}__in": values}).filter(first_day__lte=last)),
            **{f"{says}__in": values, "last_day__lt": first},
        )

    def _later(self, says: str, of: str, at: datetime) -> Self:
        manager: Self = self.model._default_manager.all()  # type: ignore[assignment]
        return manager.after_outer(of).saying(says).live(at)

    def saying(self, column: str) -> Self:
        """Keep the rows that say something in the column."""
        field = self.model._meta.get_field(column)
        empty = {f"{column}__isnull": True} if field.null else {column: ""}
        return self.exclude(**empty)

    def after_outer(self, of: str) -> Self:
        """Keep, in a subquery, what comes after the outer row in its chain."""
        day, order = OuterRef("first_day"), OuterRef("order")
        return self.filter(**{of: OuterRef(of)}).filter(
            Q(first_day__gt=day)
            | Q(first_day=day, order__gt=order)
            | Q(first_day=day, order=order, pk__gt=OuterRef("pk"))
        )


class ChainRow(Row, PublishedFact):
    """A row of a chain: when it happened, and how sure the record is of it."""

    on = PartialDateField(help_text="The local day, as far as it is known.")
    on_days = DaysField("on")
    # The earliest day that it may have happened on, the calendar's first where that is open.
    first_day = models.GeneratedField(
        expression=Func("on", function="briefings_first_day"),
        output_field=models.DateField(),
        db_persist=True,
    )
    # The latest one, the calendar's last where that is open.
    last_day = models.GeneratedField(
        expression=Func("on", function="briefings_last_day"),
        output_field=models.DateField(),
        db_persist=True,
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Among those of one day: the lower comes first."
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


@dataclass(frozen=True)
class Standing(Generic[D]):
    """Where a chain stands at the end of a day.

    `last` is the last row that must have happened by then, None if none must; `maybe` are those
    after it that may have, in order.
    """

    last: D | None
    maybe: tuple[D, ...]

    @property
    def shown(self) -> D | None:
        """What is shown for the day: what must be, else the first that may."""
        return self.last or next(iter(self.maybe), None)


def bounds(on: date | PartialDate) -> tuple[date, date]:
    """Return the first and the last day of what is asked, the calendar's own where it is open."""
    first, last = (on.earliest, on.latest) if isinstance(on, PartialDate) else (on, on)
    return first or date.min, last or date.max


def saying(rows: Iterable[D], column: str) -> list[D]:
    """Return the rows that say something in the column."""
    return [row for row in rows if getattr(row, column)]


def during(
    rows: Iterable[D], says: str, day: date | PartialDate, *, today: date
) -> dict[Any, Match]:
    """Return what the chain of `rows`, given in order, says at some time on a day, and how surely.

    The values of the column `says`, as `ChainQuerySet.holding` answers of each: the day of a change
    has both what was before it and what came of it, and nothing is certain after `today`.
    """
    first, last = bounds(day)
    chain = _dated(rows, says)
    found: dict[Any, Match] = {}
    for place, (value, opens, closes) in enumerate(chain):
        later = chain[place + 1 :]
        if opens > last or any(by < first for _, _, by in later):
            continue
        begun = closes <= first or any(by <= first for _, _, by in later)
        broken = any(other != value and begins < last for other, begins, _ in later)
        if begun and not broken and last <= today:
            found[value] = Match.CERTAINLY
        else:
            found.setdefault(value, Match.POSSIBLY)
    return found


def throughout(
    rows: Iterable[D],
    says: str,
    values: Collection[object],
    day: date | PartialDate,
    *,
    today: date,
) -> bool:
    """Return whether a chain certainly says one of `values` at every moment of a day.

    As `ChainQuerySet.throughout` answers: a change on the day breaks it, and so does the morning
    before its first row. Nothing is certain after `today`.
    """
    first, last = bounds(day)
    chain = _dated(rows, says)
    begun = [place for place, (_, _, closes) in enumerate(chain) if closes < first]
    since = chain[begun[-1] :] if begun else []
    kept = all(value in values for value, opens, _ in since if opens <= last)
    return bool(since) and since[0][0] in values and kept and last <= today


def _dated(rows: Iterable[D], says: str) -> list[tuple[Any, date, date]]:
    """Return what the rows say, each with the first and the last day that it may be of."""
    return [
        (getattr(row, says), row.on.earliest or date.min, row.on.latest or date.max)
        for row in saying(rows, says)
    ]


def standing(rows: Iterable[D], day: date, today: date = date.max) -> Standing[D]:
    """Return where the chain of `rows`, given in order, stands at the end of a day.

    They are those `saying` what is asked for: a status, a place. Of a day after `today` nothing
    must be so: whatever stands then is among those that may.
    """
    last: D | None = None
    maybe: list[D] = []
    for row in rows:
        if (row.on.latest or date.max) <= day:
            last, maybe = row, []
        elif (row.on.earliest or date.min) <= day:
            maybe.append(row)
    if last is not None and day > today:
        return Standing(None, (last, *maybe))
    return Standing(last, tuple(maybe))
