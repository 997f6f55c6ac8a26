"""Days and moments as a page shows them: in words, on a ruler, in the strip under the masthead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from briefings.models import PartialDate
from briefings.models.date_words import in_words
from briefings.models.dates import PartialDateJSON

LABELS = 22  # years that fit on a ruler of the page's width
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
LABEL_WIDTH = 4.5  # percent of the ruler


@lru_cache(maxsize=4_096)
def day_in_words(day: date) -> str:
    """Return "18 June 2023"."""
    return str(PartialDate.of(day))


def partial(told: PartialDateJSON | None) -> PartialDate | None:
    """Return a document's partial date; None of null."""
    return PartialDate.from_json(told) if told else None


def date_in_words(told: PartialDateJSON | None) -> str | None:
    """Return a document's partial date in words: "18 June 2023", "June 2023"; None of null."""
    return in_words(told["value"]) if told else None


def moment_in_words(moment: datetime) -> str:
    """Return the moment in the newsroom's time zone, with UTC in brackets where that differs."""
    local = timezone.localtime(moment)
    utc = moment.astimezone(UTC)
    words = f"{day_in_words(local.date())}, {local:%H:%M}"
    return f"{words} UTC" if local.utcoffset() == utc.utcoffset() else f"{words} ({utc:%H:%M} UTC)"


def moment(at: datetime) -> dict[str, str]:
    """Return a moment as templates take it: `iso` for machines, `text`, `day` and `short` day."""
    local = timezone.localdate(at)
    return {
        "iso": at.astimezone(UTC).isoformat(timespec="seconds"),
        "text": moment_in_words(at),
        "day": day_in_words(local),
        "short": f"{local.day} {local:%b}",
    }


def iso(day: PartialDate | None) -> str | None:
    """Return what a `time` element takes: a day, month or year; None for anything vaguer."""
    return day.text if day is not None and day.precision != "interval" and not day.about else None


def weekday_in_words(day: PartialDate) -> str:
    """Return "Sunday 18 June 2023"; of what is no one day, the words of the partial date."""
    known = day.precision == "day" and not day.about and day.earliest
    return f"{day.earliest:%A} {day}" if known else str(day)


def period_in_words(starts: PartialDate | None, ends: PartialDate | None) -> str:
    """Return "18–19 June 2023", what both ends share said once; "" where neither is known."""
    if starts is None or ends is None or starts == ends:
        return str(starts or ends or "")
    first, last = str(starts), str(ends)
    if iso(starts) and iso(ends) and starts.precision == ends.precision == "day":
        if starts.text[:7] == ends.text[:7]:
            return f"{first.split()[0]}–{last}"
        if starts.text[:4] == ends.text[:4]:
            return f"{first.rsplit(' ', 1)[0]} – {last}"
    return f"{first} – {last}"


def minutes_in_words(minutes: int) -> str:
    """Return "35 minutes", "3 hours" or "2 hours 30 minutes"."""
    parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


def age(on: date, today: date) -> str:
    """Return "3 years old" for what is at least a year old, else ""."""
    years = today.year - on.year - ((today.month, today.day) < (on.month, on.day))
    return "" if years < 1 else f"{years} year{'s' if years > 1 else ''} old"


@dataclass(frozen=True)
class Span:
    """The whole years that a ruler or chart shows, the first and the last included."""

    first_year: int
    last_year: int

    @classmethod
    def over(cls, days: Iterable[date | None], *, default: date) -> Span:
        """Return the years over the days that are known, those of `default` always included."""
        years = {day.year for day in days if day is not None} | {default.year}
        return cls(min(years), max(years))

    def x(self, day: date) -> float:
        """Return where the morning of a day lies, in percent, at most 100 and at least 0."""
        first = date(self.first_year, 1, 1).toordinal()
        days = date(self.last_year, 12, 31).toordinal() + 1 - first
        return round(min(max(100 * (day.toordinal() - first) / days, 0), 100), 3)

    def years(self, wedge: float | None = None) -> list[dict[str, Any]]:
        """Return the marks of as many years as fit; the one under the wedge is not labelled."""
        count = self.last_year - self.first_year + 1
        step = next((step for step in STEPS if count / step <= LABELS), 1000)
        first = -(-self.first_year // step) * step
        marks = []
        for year in range(first, self.last_year + 1, step):
            x = self.x(date(year, 1, 1))
            hidden = (
                wedge is not None and x - 1 <= wedge <= x + LABEL_WIDTH
            ) or x > 100 - LABEL_WIDTH
            fine = count > 4 and year % (step * 4) != 0
            marks.append({"x": x, "label": "" if hidden else str(year), "fine": fine})
        return marks


def strip(
    day: date,
    today: date,
    *,
    span: Span,
    events: Iterable[date] = (),
    days: Iterable[tuple[str, date]],
) -> dict[str, Any]:
    """Return what the as-of strip shows: the day, useful other days, and the ruler of years."""
    wedge = span.x(day)
    parts = [
        span.x(date(year, month, 1))
        for year in range(span.first_year, span.last_year + 1)
        for month in (4, 7, 10)
        if span.last_year - span.first_year < LABELS
    ]
    return {
        "day": day,
        "day_text": day_in_words(day),
        "is_today": day == today,
        "days": [
            (label, "?" if useful == today else f"?as_of={useful.isoformat()}", useful == day)
            for label, useful in days
        ],
        "ruler": {
            "years": span.years(wedge),
            "parts": parts,
            "events": sorted({span.x(event) for event in events}),
            "wedge": wedge,
        },
    }


def date_note(day: PartialDate) -> str | None:
    """Return what is not known of a day; None where it is known."""
    if day.earliest is None:
        return "The latest day is known, not the earliest"
    if day.latest is None:
        return "The earliest day is known, not the latest"
    if day.about:
        return "Not known exactly"
    if day.precision == "interval":
        return "Known only as an interval"
    return None if day.precision == "day" else "The day is not known"
