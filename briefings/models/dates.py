"""Partial dates: a day as far as it is known, from the day itself to "July 2018 or later".

A partial date is written in a small part of EDTF, the Extended Date/Time Format of ISO 8601-2:

- `1861`, `1861-03`, `1861-03-05`: a year, a month, a day; years 0001 to 9999, with four digits;
- `1861-03/1862`: an interval, from the first day of one to the last day of the other;
- `2018-07/..`, `../2018-07`: an interval with one open side;
- `1861~`: about; one unit of its precision wider on each side (1860 to 1862). After an interval it
  widens each stated side by one unit of that side's precision.

Each value has one spelling only, so the stored text is the text that was read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Self, TypedDict

from briefings.models.date_words import advice, excerpt, from_words, in_words, no_such_day

Precision = Literal["day", "month", "year", "interval"]

_STATED = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_PARTIAL_DATE = re.compile(
    rf"(?P<start>{_STATED}|\.\.(?=/[0-9]))(?:/(?P<end>{_STATED}|\.\.))?(?P<about>~?)"
)
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
_LAST_ORDINAL = date.max.toordinal()


class PartialDateJSON(TypedDict):
    """A partial date in the API; an open side is `None`."""

    value: str
    precision: Precision
    earliest: str | None
    latest: str | None
    about: bool


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A partial date: the interval of days that it may be. Make it with `parse`.

    `earliest` and `latest` are included. `None` is an open side, or one that "about" moves out of
    the years 1 to 9999. Two values are equal if their texts are.
    """

    text: str
    precision: Precision = field(compare=False, repr=False)
    about: bool = field(compare=False, repr=False)
    earliest: date | None = field(compare=False, repr=False)
    latest: date | None = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF; raises ValueError, in words an editor can act on, for anything else."""
        match = _PARTIAL_DATE.fullmatch(text)
        if match is None:
            if (words := from_words(text)) != text:
                meant = cls.parse(words)
                raise ValueError(f"{excerpt(text)}: write {meant.text} for {meant}")
            raise ValueError(advice(text))
        start, end, wider = match["start"], match["end"], len(match["about"])
        earliest, latest = _days(start, wider)
        if end is not None:
            opens, closes = _days(start)[0], _days(end)[1]
            if opens is not None and closes is not None and opens > closes:
                raise ValueError(f"{text} ends before it begins")
            latest = _days(end, wider)[1]
        return cls(
            text=text,
            precision="interval" if end else _PRECISIONS[start.count("-")],
            about=wider > 0,
            earliest=earliest,
            latest=latest,
        )

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the partial date that is exactly `day`."""
        return cls.parse(day.isoformat())

    @classmethod
    def spanning(cls, dates: "Iterable[PartialDate]") -> "PartialDate":
        """Return the interval that holds all the dates; raises ValueError if both sides are open.

        If one of the dates holds all the others it is returned itself.
        """
        given = sorted(dates, key=lambda one: one.latest or date.max, reverse=True)
        first, last = min(given, key=lambda one: one.earliest or date.min), given[0]
        if first.earliest is None and last.latest is None:
            raise ValueError("Both sides would be open.")
        if (first.latest or date.max) == (last.latest or date.max):
            return first
        if first.earliest == last.earliest:
            return last
        return cls.parse(f"{first._opening}/{last._closing}")

    @property
    def _opening(self) -> str:
        """The text of its first side in an interval."""
        if self.earliest is None:
            return ".."
        return self.earliest.isoformat() if self.about else self.text.partition("/")[0]

    @property
    def _closing(self) -> str:
        """The text of its last side in an interval."""
        if self.latest is None:
            return ".."
        return self.latest.isoformat() if self.about else self.text.rpartition("/")[2]

    def __str__(self) -> str:
        """Return it in words: "5 March 1861", "about 1861", "July 2018 or later"."""
        return in_words(self.text)

    @property
    def when(self) -> str:
        """Return "on 18 June 2023", "in June 2023" or "between …"."""
        if self.precision == "interval" or self.about:
            return str(self)
        return f"{'on' if self.precision == 'day' else 'in'} {self}"

    @property
    def ordering_key(self) -> tuple[bool, date, date]:
        """The key to sort as the `_days` column does: by earliest day, then latest.

        An open start comes before every day, an open end after every day but 9999-12-31.
        """
        return (
            self.earliest is not None,
            self.earliest or date.min,
            self.latest or date.max,
        )

    @classmethod
    def from_json(cls, told: PartialDateJSON) -> Self:
        """Return the partial date that `as_json` told, without reading its text again."""
        earliest, latest = told["earliest"], told["latest"]
        return cls(
            text=told["value"],
            precision=told["precision"],
            about=told["about"],
            earliest=date.fromisoformat(earliest) if earliest else None,
            latest=date.fromisoformat(latest) if latest else None,
        )

    def possibly_on(self, day: "date | PartialDate") -> bool:
        """Return whether it may be `day`, or some day of a partial `day`."""
        first, last = (day.earliest, day.latest) if isinstance(day, PartialDate) else (day, day)
        return not (
            (first is not None and (self.latest or date.max) < first)
            or (self.earliest is not None and (last or date.max) < self.earliest)
        )

    def certainly_on(self, day: "date | PartialDate") -> bool:
        """Return whether it must be `day`, or lie within a partial `day`."""
        first, last = (day.earliest, day.latest) if isinstance(day, PartialDate) else (day, day)
        return (first is None or (self.earliest is not None and first <= self.earliest)) and (
            self.latest or date.max
        ) <= (last or date.max)

    def as_json(self) -> PartialDateJSON:
        """Return its form in the API, days as ISO 8601 text."""
        return {
            "value": self.text,
            "precision": self.precision,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "about": self.about,
        }


def _days(stated: str, wider: int = 0) -> tuple[date | None, date | None]:
    """Return the first and last day of `stated`, moved apart by `wider` units of its precision.

    `None` is a side that is open or outside the calendar. Raises ValueError for a day that its
    month does not have.
    """
    if stated == "..":
        return None, None
    year, month, day = (int(part) for part in (stated + "-0-0").split("-")[:3])
    if day:
        try:
            ordinal = date(year, month, day).toordinal()
        except ValueError as error:
            raise ValueError(no_such_day(year, month, day)) from error
        return _day(ordinal - wider), _day(ordinal + wider)
    months = 1 if month else 12
    opening = year * 12 + max(month, 1) - 1
    return (
        _day(_first_of_month(opening - wider * months)),
        _day(_first_of_month(opening + (1 + wider) * months) - 1),
    )


def _first_of_month(months: int) -> int:
    """Return the ordinal of a month's first day; months are counted from January of year 0.

    Before year 1 it is 0; from the year 10000 on it is after the calendar's last.
    """
    year, month = divmod(months, 12)
    if year < 1:
        return 0
    if year > date.max.year:
        return _LAST_ORDINAL + 1 + months - (date.max.year + 1) * 12
    return date(year, month + 1, 1).toordinal()


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= _LAST_ORDINAL else None
