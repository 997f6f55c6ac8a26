"""Partial dates in words: as readers see them, as editors type them, and advice on mistakes.

Month names are English on purpose, whatever the machine's locale.
"""

import re
from calendar import monthrange
from datetime import datetime

from django.utils.timezone import localtime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {f"{number:02}": number for number in range(1, 13)}
    | {"sept": 9}
)
_ABOUT = re.compile(r"\b(?:about|around|circa|ca?\.|ca?(?= ))\s*", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(r"between (?P<start>.+) and (?P<end>.+)", re.IGNORECASE)
_OPEN = re.compile(r"(?P<stated>.+) or (?P<side>later|earlier)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?: |$))?(?:(?P<month>[a-z]+)\.?(?: |$))?(?P<year>[0-9]{4})?",
    re.IGNORECASE | re.ASCII,
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2}), (?P<year>[0-9]{4})", re.IGNORECASE | re.ASCII
)
_ALL_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[./-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})",
    re.ASCII,
)
_NUMBERS = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_EXCERPT_LENGTH = 40
# How a date is written where words are not offered.
WRITTEN = ": write it as 1861, 1861-03, 1861-03-05 or 1861/1863"
_FEBRUARY, _MOST_DAYS = 2, 31

Stated = tuple[int | None, int | None, int | None]


def in_words(text: str) -> str:
    """Return a well-formed EDTF `text` in words; the shared parts of an interval come once.

    An open interval includes its stated date: "July 2018 or later", never "after July 2018".
    """
    about = "about " if text.endswith("~") else ""
    start, _, end = text.removesuffix("~").partition("/")
    if end in ("", start):
        return about + _in_words(start)
    if end == "..":
        return f"{about}{_in_words(start)} or later"
    if start == "..":
        return f"{about}{_in_words(end)} or earlier"
    return f"between {about}{_in_words(start, before=end)} and {about}{_in_words(end)}"


def from_words(typed: str) -> str:
    """Turn typed words into EDTF: "5 March 1861", "about May 1861", as `in_words` writes them.

    Numbers alone are read where they can be one day only: 31/12/2026, never 06/07/2026. Other text
    comes back unchanged but for spaces; the caller parses it.
    """
    words = " ".join(typed.split())
    plain, abouts = _ABOUT.subn("", words)
    about = "~" if abouts else ""
    if match := _OPEN.fullmatch(plain):
        stated = _edtf(_read(match["stated"]))
        span = f"{stated}/.." if match["side"].lower() == "later" else f"../{stated}"
    elif match := _BETWEEN.fullmatch(plain):
        end = _read(match["end"])
        stated, span = _edtf(end), f"{_edtf(_read(match['start']), beside=end)}/{_edtf(end)}"
    else:
        stated = span = _edtf(_read(plain))
    return words if not stated or span.startswith("/") else span + about


def advice(text: str) -> str:
    """Return what is wrong with a `text` that is no date, and what to write instead."""
    if len(days := _readings(text)) > 1:
        either = " or ".join(_in_words(_edtf(day)) for day in days)
        return f"{excerpt(text)}: {either}? Write the month as a word, or {_edtf(days[0])}"
    for pattern, words in _ADVICE:
        if match := re.search(pattern, text, re.IGNORECASE):
            return f"{excerpt(text)}: {match.expand(words)}"
    return f"{excerpt(text)} is not a date{WRITTEN}"


def excerpt(text: str) -> str:
    """Return `text` for a message: at most 40 characters, all printable."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    if len(printable) > _EXCERPT_LENGTH:
        return f"{printable[:_EXCERPT_LENGTH]}…"
    return printable or "(empty)"


_ADVICE = (
    (r"^[ ./~]*$", "write a date such as 1861, 1861-03 or 1861-03-05, or leave it out if unknown"),
    (r"^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}$", "there are twelve months: write 1861-03-05"),
    (r"^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}$", "the year has four digits, as in 1861-03-05"),
    (r"0000", "years run from 0001 to 9999"),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})[?%]", r"there is no “?”; write \1~ for about, or an interval"),
    (r"~.", "“~” stands once, at the end, and then counts for both sides"),
    (r"^([0-9]{3})[0X]s?$", r"write \g<1>0/\g<1>9 for the ten years"),
    (r"^([0-9]{4}) ?[-–] ?([0-9]{4})$", r"write \1/\2 for an interval"),
    (r"^/|/$", "an open side is written “..”, as in 1861/.. or ../1861"),
    (r"/.*/", "an interval has two sides, as in 1861/1863"),
    (r"^(?:after|since|from) ", "2018-07/.. is July 2018 or later, 2018-08/.. is later than it"),
    (r"^(?:before|until|by) ", "../2018-07 is July 2018 or earlier, ../2018-06 is earlier than it"),
    (r"([0-9]{4}(?:-(?!00)[0-9]{2})?)-00", r"leave out what is unknown and write \1"),
    (r"[0-9]{4}-(1[3-9]|[2-9][0-9])(?![0-9])", r"there is no month \1"),
    (r"[0-9]{4}-[0-9]{2}-(3[2-9]|[4-9][0-9])(?![0-9])", r"no month has a day \1"),
    (
        r"[0-9]{4}-[0-9](?![0-9])|[0-9]{4}-[0-9]{2}-[0-9](?![0-9])",
        "months and days have two digits, as in 1861-03-05",
    ),
)


def no_such_day(year: int, month: int, day: int) -> str:
    """Return that a day does not exist, and how many days the month has."""
    name = f"{MONTHS[month - 1]} {year}"
    of = name if month == _FEBRUARY else MONTHS[month - 1]
    return f"There is no {day} {name}: {of} has {monthrange(year, month)[1]} days"


def _readings(text: str) -> list[Stated]:
    """Return what days numbers alone may mean, the day first and the month first."""
    match = _ALL_NUMBERS.fullmatch(" ".join(text.split()))
    if match is None:
        return []
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    either = dict.fromkeys(((second, first), (first, second)))
    return [
        (year, month, day)
        for month, day in either
        if year and 1 <= month <= len(MONTHS) and 1 <= day <= _MOST_DAYS
    ]


def _in_words(stated: str, before: str = "") -> str:
    """Return one stated date in words, without a year and month that the next date repeats."""
    year, month, day = [*stated.split("-"), "", ""][:3]
    words = [MONTHS[int(month) - 1]] if month else []
    if day and before[:7] == stated[:7] and len(before) == len(stated):
        return str(int(day))
    if not (month and before[:4] == year and len(before) > len(year)):
        words.append(str(int(year)))
    return " ".join([str(int(day)), *words] if day else words)


def _read(words: str) -> Stated:
    """Return the year, month and day in `words`; `None` for what is left out."""
    if len(days := _readings(words)) == 1:
        return days[0]
    match = (
        _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words) or _NUMBERS.fullmatch(words)
    )
    month = match["month"] if match else None
    if match is None or (month and month.lower() not in _MONTH_NUMBERS):
        return None, None, None
    year, day = match["year"], match["day"]
    return (
        int(year) if year else None,
        _MONTH_NUMBERS[month.lower()] if month else None,
        int(day) if day else None,
    )


def _edtf(stated: Stated, beside: Stated = (None, None, None)) -> str:
    """Return a date as EDTF, its missing year and month taken from the date `beside` it.

    "" if it cannot be completed.
    """
    year, month, day = stated
    if year is None and stated != (None, None, None):
        year = beside[0]
        month = month or beside[1]
    if year is None or (day is not None and month is None):
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def moment(at: datetime) -> str:
    """Return a moment in words, by the newsroom's clock: “18 June 2023, 06:20 UTC”."""
    local = localtime(at)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M %Z}"
