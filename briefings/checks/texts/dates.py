"""Dates in a text that no calendar has, or that are far from the day of the piece."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.timezone import localdate

from briefings.checks.texts.base import Found, Mend, Piece, Place, TextCheck
from briefings.models import PartialDate
from briefings.models.date_words import MONTHS

_DAYS = [*calendar.day_name]
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_DAYS)}),?\s)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = [
    re.compile(rf"{_WEEKDAY}\b{_DAY}\s{_MONTH},?\s(?P<year>\d{{4}})\b"),
    re.compile(rf"{_WEEKDAY}\b{_MONTH}\s{_DAY},\s(?P<year>\d{{4}})\b"),
]
FURTHEST_AHEAD = 100  # years
DATELINE = timedelta(days=366)


def find(piece: Piece) -> Iterator[Found]:
    """Yield days that do not exist, weekdays that are another, and years far ahead."""
    for number, text in piece.text.numbered:
        for pattern in _DATES:
            for found in pattern.finditer(text):
                place = Place(number, found.start(), found.end(), found[0])
                if wrong := _wrong(found, piece.day):
                    says, instead = wrong
                    mend = Mend(f"Write “{instead}”", instead) if instead else None
                    yield Found(says, place, mend=mend)
    on = piece.dateline_on
    if on is not None and abs(on - localdate(piece.goes_live)) > DATELINE:
        day = PartialDate.of(on)
        yield Found(f"The dateline is {day}: more than a year from the day of publication.")


def _wrong(found: re.Match[str], day_of_piece: date) -> tuple[str, str | None] | None:
    """Return what is wrong with a date and what to write instead; None if nothing is."""
    day, year = int(found["day"]), int(found["year"])
    month = MONTHS.index(found["month"]) + 1
    if not 1 <= year <= day_of_piece.year + FURTHEST_AHEAD:
        return f"The year {year} is far from the day of the piece.", None
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return f"{found['month']} {year} has {last} days.", None
    weekday = _DAYS[date(year, month, day).weekday()]
    if found["weekday"] and found["weekday"] != weekday:
        instead = f"{weekday}{found[0][len(found['weekday']) :]}"
        return f"That day was a {weekday}.", instead
    return None


DATES = TextCheck(
    "implausible-date",
    "Doubtful date",
    "It is easily mistyped, and nobody can tell what was meant.",
    find,
)
