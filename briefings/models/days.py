"""What is known of a stretch of days, and how sure an answer about it is.

The database answers the same for lists (`Tenure.objects.as_of`, `ChainQuerySet.holding`); tests
hold the two to each other over random dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from briefings.models.dates import PartialDate


class Match(models.TextChoices):
    """How sure an answer about a day is; what is not so at all is None."""

    CERTAINLY = "certainly", "Certainly"
    POSSIBLY = "possibly", "Possibly"


@dataclass(frozen=True)
class Stretch:
    """Days from a start until an end, both included, of which each may be known in part.

    `first` and `last` bound the days that may be its, `latest_start` and `earliest_end` those that
    it must reach. None is a side that nobody knows.
    """

    first: date | None
    last: date | None
    latest_start: date | None
    earliest_end: date | None

    @classmethod
    def on(cls, day: date | PartialDate) -> Stretch:
        """Return the stretch of one day that a partial date may be."""
        first, last = (day.earliest, day.latest) if isinstance(day, PartialDate) else (day, day)
        return cls(first, last, latest_start=last, earliest_end=first)

    @classmethod
    def between(cls, starts: PartialDate | None, ends: PartialDate | None) -> Stretch | None:
        """Return the stretch of a journey, which does not end before it starts; None without days.

        A side that is not known is the other's day: no day before or after that is claimed.
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

    def meets(self, other: Stretch) -> Match | None:
        """Return how sure it is that the two have a day in common.

        Certainly: whatever day the start and the end of each turns out to be.
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
