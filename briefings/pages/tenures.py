"""Tenures as pages tell them, of their documents: who held what on a day, in words and as bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from briefings.documents.days import day_of, held_during, period_of
from briefings.models import PartialDate, Tenure
from briefings.models.base import Confidence
from briefings.models.days import Match
from briefings.pages.dates import Span, day_in_words, partial
from briefings.pages.links import label, path
from briefings.pages.names import listed
from briefings.pages.sources import Notes

ENDS = {
    Tenure.EndStatus.CURRENT: "current",
    Tenure.EndStatus.ENDED_DATE_UNKNOWN: "ended, day unknown",
    Tenure.EndStatus.UNKNOWN: "not known whether it ended",
}
Told = Mapping[str, Any]  # the document of a tenure, or its item


def begun(tenure: Told) -> PartialDate | None:
    """Return the date that a tenure is told to begin with; None where no date is known."""
    return partial(tenure["started"] or tenure["arrived"] or tenure["appointed"])


def in_dates(tenure: Told) -> str:
    """Return "16 March 2013 – 30 December 2022", with what is special about it."""
    if tenure["status"] != Tenure.Status.SERVED:
        return str(tenure["status_label"])
    last = partial(tenure["ended"]) or ENDS[Tenure.EndStatus(tenure["end_status"])]
    words = f"{begun(tenure) or 'day unknown'} – {last}"
    return f"{words}, acting" if tenure["acting"] else words


def called(tenure: Told, beside: Told | None = None) -> str:
    """Return the title of its office, with the country unless that is `beside` it or named in it.

    `beside` is the mention of a country. An office that readers do not see has no title: "".
    """
    title, country = label(tenure["office"]), tenure["country"]
    if country is None or (beside is not None and country["id"] == beside["id"]):
        return title
    return titled(title, label(country))


def titled(title: str, whose: str) -> str:
    """Return an office's title with whose it is, unless the title says so or `whose` is empty."""
    said = not whose or re.search(rf"\b{re.escape(whose)}\b", title)
    return title if said else f"{title}, {whose}"


def held(tenure: Told, day: date | PartialDate, today: date) -> Match | None:
    """Return how sure it is that it was held during a day; None: it was not."""
    return held_during(tenure["days"], day, today)


def offices_on(tenures: Iterable[Told], day: date, today: date, beside: Told | None = None) -> str:
    """Return what was held on a day: "Foreign minister; possibly Treasurer"; "" for nothing."""
    said = ((tenure, held(tenure, day, today)) for tenure in tenures)
    return "; ".join(so_far(called(tenure, beside), match) for tenure, match in said if match)


def so_far(words: str, match: Match | str | None) -> str:
    """Return the words of an office, "possibly" before them where it is not certain."""
    return words if match == Match.CERTAINLY else f"possibly {words}"


def current(tenures: Iterable[Told]) -> list[Told]:
    """Return the tenures that have not ended, as far as the record knows."""
    return [each for each in tenures if each["end_status"] == Tenure.EndStatus.CURRENT]


def statement(tenures: Iterable[Told], day: date, today: date, of: Told | None) -> str:
    """Return what an official held on a day as one sentence; what is only possible says so."""
    said = [(called(tenure, of), held(tenure, day, today)) for tenure in tenures]
    sure = [words for words, match in said if match == Match.CERTAINLY]
    unsure = [words for words, match in said if match == Match.POSSIBLY]
    parts = []
    if sure:
        parts.append(listed(sure))
    if unsure:
        parts.append(f"{'possibly' if sure else 'Possibly'} {listed(unsure)}")
    return f"{'; '.join(parts)}." if parts else "No office in the record on this day."


def not_held(tenures: Sequence[Told], day: date, today: date) -> list[str]:
    """Return the ids of the offices that an official held at some time and not on the day.

    The office held last comes first.
    """
    on_day = {each["office"]["id"] for each in tenures if held(each, day, today)}
    once = (each["office"]["id"] for each in reversed(tenures) if each["days"])
    return [office for office in dict.fromkeys(once) if office not in on_day]


def mistake(holders: Iterable[Told], day: date, today: date, of: Told | None) -> dict[str, str]:
    """Return the line against the common mistake: who held an office on the day; {} for none.

    `holders` are tenures of offices that the official did not hold then: who certainly held one is
    named first.
    """
    ranked = sorted(holders, key=lambda each: held(each, day, today) != Match.CERTAINLY)
    for tenure in ranked:
        if (match := held(tenure, day, today)) and tenure["official"]:
            return {
                "words": f"Not {called(tenure, of)} on this day, but"
                + ("" if match == Match.CERTAINLY else " possibly"),
                "name": label(tenure["official"]),
                "url": path(tenure["official"]) or "",
                "dates": in_dates(tenure),
            }
    return {}


def known_days(tenures: Iterable[Told]) -> list[date]:
    """Return every day that bounds a tenure, possibly or certainly; those unknown are left out."""
    return [
        day
        for tenure in tenures
        for dates in (begun(tenure), partial(tenure["ended"]))
        if dates is not None
        for day in (dates.earliest, dates.latest)
        if day is not None
    ]


def events(tenures: Iterable[Told]) -> list[date]:
    """Return the first day of each beginning and end: the black ticks of the ruler."""
    return [
        dates.earliest
        for tenure in tenures
        for dates in (begun(tenure), partial(tenure["ended"]))
        if dates is not None and dates.earliest is not None
    ]


def useful_days(tenures: Iterable[Told], today: date) -> list[tuple[str, date]]:
    """Return today, the start of the latest office, and the first entry."""
    starts = [
        first.earliest
        for tenure in tenures
        if (first := begun(tenure)) and first.earliest and first.earliest <= today
    ]
    if not starts:
        return [("Today", today)]
    latest, earliest = max(starts), min(starts)
    days = [("Today", today), (f"Latest office, {latest.year}", latest)]
    return days if latest == earliest else [*days, (f"First entry, {earliest.year}", earliest)]


def office_rows(tenures: Sequence[Told], of: Told | None, notes: Notes) -> list[dict[str, Any]]:
    """Return an official's tenures as the rows of the table behind the bars, the latest first."""
    return [
        {
            "name": called(tenure, of),
            "url": path(tenure["office"]),
            "note": tenure["note"] or noted(tenure),
            **in_table(tenure, notes),
        }
        for tenure in reversed(tenures)
    ]


def in_table(tenure: Told, notes: Notes) -> dict[str, Any]:
    """Return when a tenure was held, how sure that is, from where, and which source says what."""
    return {
        "dates": in_dates(tenure),
        "sources_differ": notes.differing(tenure),
        "confidence": tenure["confidence"],
        "sources": notes.of(tenure),
    }


def noted(tenure: Told) -> str:
    """Return what is noted beside the dates of a tenure."""
    dates = ("appointed", "arrived", "started", "ended")
    return "; ".join(note for name in dates if (note := tenure[f"{name}_note"]))


def vacancies(tenures: Iterable[Told]) -> list[tuple[date, date]]:
    """Return the stretches in which nobody can have held an office of one seat, both days included.

    What is open to doubt is no vacancy, and neither is the time before the first holder.
    """
    gaps = []
    filled: date | None = None  # the last day on which it may have been held so far
    periods = sorted(
        (
            day_of(days["possible"]["first"]) or date.min,
            day_of(days["possible"]["last"]) or date.max,
        )
        for tenure in tenures
        if (days := tenure["days"])
    )
    for first, last in periods:
        if filled is not None and filled + timedelta(days=1) < first:
            gaps.append((filled + timedelta(days=1), first - timedelta(days=1)))
        filled = last if filled is None else max(filled, last)
        if filled == date.max:
            break
    return gaps


def chart(rows: list[dict[str, Any]], span: Span, day: date) -> dict[str, Any]:
    """Return a chart of bars, one a row, with the wedge at the day."""
    x = span.x(day)
    anchor = "start" if x < 8 else "end" if x > 92 else "middle"
    return {
        "rows": rows,
        "years": span.years(),
        "wedge": {"x": x, "label": day_in_words(day), "anchor": anchor},
    }


def bar(
    tenure: Told, *, title: str, url: str | None, span: Span, day: date, today: date
) -> dict[str, Any]:
    """Return a row of a chart: possible days hatched, certain ones solid, later ones outlined.

    What is current is certain until `today`, and possible from then to a day ahead that is asked.
    """
    segments = []
    if possibly := period_of(tenure["days"], today):
        morrow = _after(today)
        last = max(morrow, day)
        first = possibly.first or date(span.first_year, 1, 1)
        end = min(_after(possibly.last) if possibly.last else last, last)
        start, until = possibly.latest_start, possibly.earliest_end
        current = tenure["days"]["current"]
        if start and until and (current or start <= until):
            stop = min(_after(until), end)
            segments += segment("possible", first, start, span)
            segments += solid(tenure, start, stop, span, day)
            segments += segment("possible", stop, end, span)
        else:
            segments += segment("possible", first, end, span)
    return {
        "title": title,
        "url": url,
        "dates": in_dates(tenure),
        "held": held(tenure, day, today) is not None,
        "segments": segments,
    }


def solid(tenure: Told, start: date, stop: date, span: Span, day: date) -> list[dict[str, Any]]:
    """Return the certain part of a bar, cut at the day asked about where it runs past that."""
    kind = "disputed" if tenure["confidence"] == Confidence.DISPUTED else "held"
    if stop <= day:
        over = tenure["end_status"] != Tenure.EndStatus.CURRENT
        return segment("ended" if over else kind, start, stop, span)
    if start > day:
        return segment("later", start, stop, span)
    morrow = _after(day)
    return segment(kind, start, morrow, span) + segment("later", morrow, stop, span)


def segment(kind: str, start: date, stop: date, span: Span) -> list[dict[str, Any]]:
    """Return the part of a bar from one day until another, which is not in it; none if empty."""
    if start >= stop:
        return []
    x = span.x(start)
    return [{"kind": kind, "x": x, "width": round(span.x(stop) - x, 3)}]


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
