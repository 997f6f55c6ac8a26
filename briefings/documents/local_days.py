"""The days of a meeting or a visit, and the day that it is where it takes place."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from briefings.documents.builder import Asked
from briefings.documents.days import partial_days
from briefings.documents.values import partial_date
from briefings.models import Meeting, PartialDate, Visit
from briefings.models.dates import PartialDateJSON
from briefings.models.days import PartialPeriod, bounds, last_day


class OccasionDays(TypedDict):
    """The days of a meeting or a visit as far as they are known, and whose clocks they go by."""

    time_zone: str
    starts: PartialDateJSON | None
    ends: PartialDateJSON | None


class Occasion(NamedTuple):
    """The days of a meeting or a visit, the day that it is there, and the one asked of there."""

    period: PartialPeriod | None
    today: date
    on: date | PartialDate

    @classmethod
    def of(cls, days: OccasionDays, asked: Asked) -> Occasion:
        """Return that of a stored meeting or visit: without a day asked of it is the local one."""
        today = asked.at.astimezone(ZoneInfo(days["time_zone"])).date()
        period = PartialPeriod.between(partial_days(days["starts"]), partial_days(days["ends"]))
        return cls(period, today, asked.as_of or today)

    @property
    def day(self) -> date:
        """The last day of what is asked of; today there where that is open."""
        return last_day(self.on, self.today)

    @property
    def is_asked_of_today(self) -> bool:
        """Whether the day asked of is the one that it is there."""
        return bounds(self.on) == (self.today, self.today)

    @property
    def has_passed(self) -> bool:
        """Whether it certainly was over on the day asked of; False if no day is known."""
        return self.period is not None and self.period.is_over(self.day)


def day_there(time_zone: str, asked: Asked) -> date:
    """Return the last day of what is asked; without a day the one that it is by these clocks."""
    return asked.day if asked.as_of else asked.at.astimezone(ZoneInfo(time_zone)).date()


def days_of(occasion: Meeting | Visit) -> OccasionDays:
    """Return the days of a meeting or a visit, for `Occasion.of`."""
    if isinstance(occasion, Visit):
        starts, ends = occasion.starts, occasion.ends
    else:
        starts = ends = occasion.on
    return {
        "time_zone": occasion.zone.key,
        "starts": partial_date(starts),
        "ends": partial_date(ends),
    }
