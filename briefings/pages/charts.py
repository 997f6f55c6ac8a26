"""Charts of lists: counts by month and kind, and any chart as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.addresses import absolute
from briefings.filters.tallies import FacetCounts
from briefings.models import PartialDate
from briefings.pages.dates import day_in_words

MOST = 60  # months that are drawn: beyond that, years
LABELLED = 8  # labels that fit on the axis
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 12_000)  # columns from one label to the next
ROW, BAR = 35, 12  # px: how high a row is, and a bar along it
HIGHEST = 85  # percent of the row: the bar of the greatest number
LINE = 120  # letters of the words below a chart that is a file
AROUND, STEP = 160, 19  # px: what stands above and below the rows of a file, and its lines
INK, ENDED, HATCH = "#13212a", "#74848b", "url(#hatch)"
# By kind of stretch: how high in px, its fill, its line; None is none.
DRAWN: Mapping[str, tuple[float, str, str | None]] = {
    "held": (BAR, INK, None),
    "ended": (BAR, ENDED, None),
    "later": (BAR, "none", INK),
    "disputed": (BAR, "none", INK),
    "possible": (BAR, HATCH, INK),
    "restricted": (BAR // 2, INK, None),
    "restricted-later": (BAR // 2, "none", INK),
    "restricted-possible": (BAR // 2, HATCH, INK),
    "free": (2, INK, None),
}


def by_month(tally: FacetCounts, kinds: Mapping[Any, str], day: date) -> tuple[dict[str, Any], str]:
    """Return a chart of bars, one a month, each kind on a row, and how it is read.

    Where months are many a bar is a year. Its `table` has the same numbers.
    """
    counts: dict[tuple[str, str], int] = {}
    undated = 0
    for each in tally.values:
        month, _, kind = each.value.partition(".")
        undated += 0 if month else each.number
        if month:
            counts[month, kind] = each.number
    months = _between([month for month, _ in counts])
    years = len(months) > MOST
    if years:
        counts = _by_year(counts)
        months = [str(year) for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
    most = max(counts.values(), default=0)
    step = "year" if years else "month"
    chart = {
        "rows": [
            {
                "title": label,
                "dates": f"{sum(row.values()):,}",
                "held": True,
                "segments": _bars(row, months, most),
            }
            for kind, label in kinds.items()
            if (row := {month: n for (month, of), n in counts.items() if of == kind})
        ],
        "years": _labels(months),
        "wedge": _wedge(day, months),
        "table": [
            (_in_words(month), label, f"{counts[month, kind]:,}")
            for month in months
            for kind, label in kinds.items()
            if (month, kind) in counts
        ],
        "step": step,
    }
    legend = f"A bar is a {step}, as high as there are meetings; the highest stands for {most:,}."
    if undated:
        legend += f" {undated:,} more {'has' if undated == 1 else 'have'} no month that is known."
    return (
        chart,
        legend if tally.exact else f"{legend} The list is longer than what is counted here.",
    )


def _by_year(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    years: dict[tuple[str, str], int] = {}
    for (month, kind), number in counts.items():
        years[month[:4], kind] = years.get((month[:4], kind), 0) + number
    return years


def _between(found: Iterable[str]) -> list[str]:
    """Return every month of the years from the first to the last; [] for none."""
    years = [int(month[:4]) for month in found]
    return [
        f"{year:04}-{month:02}"
        for year in range(min(years, default=0), max(years, default=-1) + 1)
        for month in range(1, 13)
    ]


def _bars(row: Mapping[str, int], months: Sequence[str], most: int) -> list[dict[str, Any]]:
    width = 100 / len(months)
    bars = []
    for place, month in enumerate(months):
        if number := row.get(month, 0):
            height = round(HIGHEST * number / most, 1)
            bars.append(
                {
                    "kind": "held",
                    "x": round((place + 0.1) * width, 3),
                    "width": round(0.8 * width, 3),
                    "y": round(100 - height, 1),
                    "height": height,
                }
            )
    return bars


def _labels(months: Sequence[str]) -> list[dict[str, Any]]:
    """Return the marks of the axis: as many as can be read, at the same months of every year."""
    numbers = [_number(month) for month in months]
    step = next(step for step in STEPS if len(months) / step <= LABELLED)
    places = [place for place, number in enumerate(numbers) if number % step == 0]
    return [
        {
            "x": round(100 * place / len(months), 3),
            "label": _short(months[place]),
            "fine": mark % 4 != 0,
        }
        for mark, place in enumerate(places)
    ]


def _number(month: str) -> int:
    """Return the place of a month among all months, of a year among all years."""
    return int(month[:4]) * 12 + int(month[5:]) - 1 if len(month) > 4 else int(month)


def _wedge(day: date, months: Sequence[str]) -> dict[str, Any] | None:
    """Return where the day stands; None where it is not among the months."""
    month = f"{day:%Y-%m}" if months and len(months[0]) > 4 else f"{day.year:04}"
    if month not in months:
        return None
    part = (day.day - 1) / 31 if len(month) > 4 else (day.month - 1) / 12
    x = round((months.index(month) + part) * 100 / len(months), 3)
    anchor = "start" if x < 8 else "end" if x > 92 else "middle"
    return {"x": x, "label": day_in_words(day), "anchor": anchor}


def _in_words(month: str) -> str:
    return str(PartialDate.parse(month))


def _short(month: str) -> str:
    name, _, year = _in_words(month).partition(" ")
    return f"{name[:3]} {year}".strip()


def as_file(
    request: HttpRequest,
    chart: Mapping[str, Any],
    *,
    title: str,
    legend: str,
    day: date,
    name: str,
) -> HttpResponse:
    """Return a chart as a file that is read without its page: titled, dated, credited.

    `chart` is what the page's own drawing takes.
    """
    rows = [
        {**row, "bars": [_drawn(segment, place) for segment in row["segments"]], "y": place * ROW}
        for place, row in enumerate(chart["rows"])
    ]
    page = absolute(request.get_full_path().replace("chart.svg", "", 1))
    below = [*wrap(legend, LINE), f"{credit(day)} {page}"]
    height = len(rows) * ROW
    response = render(
        request,
        "records/chart.svg",
        {
            "title": title,
            "titles": wrap(title, LINE // 2),
            "years": chart["years"],
            "wedge": chart["wedge"],
            "rows": rows,
            "height": height,
            "whole": height + AROUND + STEP * len(below),
            "below": below,
        },
        content_type="image/svg+xml",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def credit(day: date) -> str:
    """Return whose chart it is, and of which day."""
    return f"Chart: {settings.NEWSROOM_NAME}, the record as of {day_in_words(day)}."


def _drawn(segment: Mapping[str, Any], place: int) -> dict[str, Any]:
    """Return a bar as the file draws it: a rectangle on its row."""
    height, fill, line = DRAWN[segment["kind"]]
    top = (ROW - height) / 2
    if "height" in segment:
        height, top = (round(ROW * segment[name] / 100, 2) for name in ("height", "y"))
    return {**segment, "y": place * ROW + top, "height": height, "fill": fill, "line": line}
