"""Normalises what people type into sheets: dates, times, lists, choices. Pure functions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from briefings.models.date_words import from_words

Order = Literal["day", "month", ""]

_NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")
_SUFFIX = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{1,2}:[0-9]{2})(?::[0-9.]+)?")
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::[0-9]{2})? ?(a\.?m\.?|p\.?m\.?|h)?", re.IGNORECASE
)
_SURE, _COMMAS = re.compile(r"[|;\n]"), re.compile(r",|&|\band\b")


class DayOrMonthFirst(ValueError):  # noqa: N818  (it is a question, not an error)
    """An ambiguous date in numbers; `day_first` and `month_first` are its readings in ISO 8601."""

    def __init__(self, text: str, day_first: str, month_first: str) -> None:
        self.day_first, self.month_first = day_first, month_first
        super().__init__(f"{text} is {day_first} or {month_first}")


def typed_date(text: str, order: Order = "") -> str:
    """Return a date in words or numbers as EDTF; any other text unchanged.

    `order`: which number of 3/4/2023 is first. "": unknown, and an ambiguous date raises
    `DayOrMonthFirst`.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(*match.groups()) or text
    if match := _NUMBERS.fullmatch(text):
        first, _, second, year = match.groups()
        day_first, month_first = _iso(year, second, first), _iso(year, first, second)
        if day_first and month_first and day_first != month_first and not order:
            raise DayOrMonthFirst(text, day_first, month_first)
        wanted, other = day_first, month_first
        if order == "month":
            wanted, other = other, wanted
        return wanted or other or text
    return from_words(_SUFFIX.sub(r"\1", text))


def _iso(year: str, month: str, day: str) -> str:
    """Return the day in ISO 8601, "" where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def day_and_time(text: str) -> tuple[str, str]:
    """Return the day and the time of a cell that holds both, else the text and ""."""
    match = _WITH_TIME.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def typed_time(text: str) -> str:
    """Return a time of day as 14:30; raises ValueError for any other text."""
    match = _TIME.fullmatch(text.strip())
    hour, minute, half = match.groups() if match else ("", "", "")
    half = (half or "").replace(".", "").lower()
    # A number alone may be anything.
    known = bool(match) and (minute is not None or half)
    hours, minutes = int(hour or 0), int(minute or 0)
    if half in ("am", "pm"):
        known = known and 1 <= hours <= 12
        hours = hours % 12 + (12 if half == "pm" else 0)
    if not known or hours > 23 or minutes > 59:
        raise ValueError("it is no time of day: write it as in 14:30")
    return f"{hours:02}:{minutes:02}"


def moment(day: str, time: str, zone: str) -> str:
    """Return the moment in ISO 8601; raises ValueError for an hour that the clocks skip."""
    local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) != local:
        raise ValueError("on this day the clocks there leave this hour out")
    return local.isoformat(timespec="minutes")


def typed_list(text: str) -> list[str]:
    """Return the items of a list, each once.

    They are separated by `|`, `;` or line breaks; only where there are none, by commas or “and”: so
    a name with a comma in it can stand in a list.
    """
    separator = _SURE if _SURE.search(text) else _COMMAS
    return [*dict.fromkeys(item for each in separator.split(text) if (item := each.strip()))]


def typed_choice(text: str) -> str:
    """Return a choice as it is stored: “Working dinner” as working_dinner."""
    return "_".join(text.lower().split())
