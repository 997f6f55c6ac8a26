"""Periods of days whose ends may be known in part, and how sure an answer about them is.

For lists the database gives the same answers (`Tenure.objects.as_of`, `ChainQuerySet.holding`).
Tests compare the two over random dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from briefings.models.dates import PartialDate


class Match(models.TextChoices):
    """How sure it is that something holds on a day; None is used where it does not hold."""

    CERTAINLY = "certainly", "Certainly"
    POSSIBLY = "possibly", "Possibly"


@dataclass(frozen=True)
class PartialPeriod:
    """Days from a start to an end, both included, each of which may be known in part.

    It starts between `first` and `latest_start`, and ends between `earliest_end` and `last`. None
    is not known.
    """

    first: date | None
    last: date | None
    latest_start: date | None
    earliest_end: date | None

    @classmethod
    def on_day(cls, day: date | PartialDate) -> PartialPeriod:
        """Return the period of one day, which a partial date leaves open."""
        first, last = (day.earliest, day.latest) if isinstance(day, PartialDate) else (day, day)
        return cls(first, last, latest_start=last, earliest_end=first)

    @classmethod
    def between(cls, starts: PartialDate | None, ends: PartialDate | None) -> PartialPeriod | None:
        """Return the period between two dates of a journey; None if neither is known.

        An unknown date is taken to be the other one, so that no further days are claimed. The end
        is never before the start.
        """
        start, end = starts or ends, ends or starts
        if start is None or end is None:
            return None
        return cls(
            start.earliest,
            end.latest,
            latest_start=min(filter(None, (start.latest, end.latest)), default=None),
            earliest_end=max(filter(None, (start.earliest, end.earliest)), default=None),
        )

    def overlaps(self, other: PartialPeriod) -> Match | None:
        """Return how sure it is that the two periods share a day; None if they do not.

        Certainly: on whatever days both turn out to start and end.
        """
        if _after(self.first, other.last) or _after(other.first, self.last):
            return None
        sure = _by(self.latest_start, other.earliest_end) and _by(
            other.latest_start, self.earliest_end
        )
        return Match.CERTAINLY if sure else Match.POSSIBLY


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and end < start


def _by(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start <= end
