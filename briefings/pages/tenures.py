"""Tenures as pages tell them: who held what on a day, in words and as bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from briefings.models import Country, Office, PartialDate, Tenure
from briefings.models.base import Confidence
from briefings.models.days import Match
from briefings.pages.dates import Span, day_in_words
from briefings.pages.names import listed
from briefings.pages.sources import Notes
from briefings.timelines import Fact

ENDS = {
    Tenure.EndStatus.CURRENT: "current",
    Tenure.EndStatus.ENDED_DATE_UNKNOWN: "ended, day unknown",
    Tenure.EndStatus.UNKNOWN: "not known whether it ended",
}


def begun(tenure: Tenure) -> PartialDate | None:
    """Return the date that a tenure is told to begin with; None where no date is known."""
    return tenure.started or tenure.arrived or tenure.appointed


def in_dates(tenure: Tenure) -> str:
    """Return "16 March 2013 – 30 December 2022", with what is special about it."""
    if tenure.status != Tenure.Status.SERVED:
        return tenure.get_status_display()
    first = begun(tenure)
    last = str(tenure.ended) if tenure.ended else ENDS[Tenure.EndStatus(tenure.end_status)]
    words = f"{first or 'day unknown'} – {last}"
    return f"{words}, acting" if tenure.acting else words


def called(office: Office, beside: Country | None = None) -> str:
    """Return the office's title, with its country unless that is `beside` it or named in it."""
    named = office.country is None or office.country == beside
    return office.title if named else titled(office.title, str(office.country))


def titled(title: str, whose: str) -> str:
    """Return an office's title with whose it is, unless the title says so or `whose` is empty."""
    said = not whose or re.search(rf"\b{re.escape(whose)}\b", title)
    return title if said else f"{title}, {whose}"


def offices_on(
    tenures: Iterable[Tenure], day: date, today: date, beside: Country | None = None
) -> str:
    """Return what was held on a day: "Foreign minister; possibly Treasurer"; "" for nothing."""
    said = ((tenure, tenure.held(day, today)) for tenure in tenures)
    return "; ".join(so_far(called(tenure.office, beside), held) for tenure, held in said if held)


def so_far(words: str, held: Match | None) -> str:
    """Return the words of an office, "possibly" before them where it is not certain."""
    return words if held == Match.CERTAINLY else f"possibly {words}"


def current(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Return the tenures that have not ended, as far as the record knows."""
    return [tenure for tenure in tenures if tenure.end_status == Tenure.EndStatus.CURRENT]


def statement(tenures: Iterable[Tenure], day: date, today: date, of: Country | None) -> str:
    """Return what an official held on a day as one sentence; what is only possible says so."""
    said = [(called(tenure.office, of), tenure.held(day, today)) for tenure in tenures]
    sure = [words for words, held in said if held == Match.CERTAINLY]
    unsure = [words for words, held in said if held == Match.POSSIBLY]
    parts = []
    if sure:
        parts.append(listed(sure))
    if unsure:
        parts.append(f"{'possibly' if sure else 'Possibly'} {listed(unsure)}")
    return f"{'; '.join(parts)}." if parts else "No office in the record on this day."


def not_held(tenures: Iterable[Tenure], day: date, today: date) -> dict[int, Office]:
    """Return the offices of one seat that an official held at some time and not on the day."""
    rows = list(tenures)
    held = {tenure.office_id for tenure in rows if tenure.held(day, today)}
    once = [tenure.office for tenure in reversed(rows) if tenure.held_possibly]
    return {office.pk: office for office in once if office.seats == 1 and office.pk not in held}


def mistake(
    offices: dict[int, Office],
    holders: Iterable[Tenure],
    day: date,
    today: date,
    of: Country | None,
) -> dict[str, str]:
    """Return the line against the common mistake: who held that office on the day; {} for none.

    `offices` are those that the official did not hold then, `holders` who possibly did: who
    certainly did is named first.
    """
    ranked = sorted(holders, key=lambda tenure: tenure.held(day, today) != Match.CERTAINLY)
    for tenure in ranked:
        if held := tenure.held(day, today):
            return {
                "words": f"Not {called(offices[tenure.office_id], of)} on this day, but"
                + ("" if held == Match.CERTAINLY else " possibly"),
                "name": tenure.official.full_name,
                "url": tenure.official.get_absolute_url(),
                "dates": in_dates(tenure),
            }
    return {}


def known_days(tenures: Iterable[Tenure]) -> list[date]:
    """Return every day that bounds a tenure, possibly or certainly; those unknown are left out."""
    return [
        day
        for tenure in tenures
        for dates in (begun(tenure), tenure.ended)
        if dates is not None
        for day in (dates.earliest, dates.latest)
        if day is not None
    ]


def events(tenures: Iterable[Tenure]) -> list[date]:
    """Return the first day of each beginning and end: the black ticks of the ruler."""
    return [
        dates.earliest
        for tenure in tenures
        for dates in (begun(tenure), tenure.ended)
        if dates is not None and dates.earliest is not None
    ]


def useful_days(tenures: Sequence[Tenure], today: date) -> list[tuple[str, date]]:
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


def office_rows(
    tenures: Iterable[Tenure], of: Country | None, cited: Notes, differing: Mapping[Fact, str]
) -> list[dict[str, Any]]:
    """Return an official's tenures as the rows of the table behind the bars, the latest first."""
    return [
        {
            "name": called(tenure.office, of),
            "url": tenure.office.get_absolute_url(),
            "note": tenure.note or notes(tenure),
            **in_table(tenure, cited, differing),
        }
        for tenure in reversed(list(tenures))
    ]


def in_table(tenure: Tenure, cited: Notes, differing: Mapping[Fact, str]) -> dict[str, Any]:
    """Return when a tenure was held, how sure that is, from where, and which source says what.

    `cited` are the numbers of the sources by fact, `differing` says which of them say what.
    """
    fact = ("tenure", tenure.pk)
    return {
        "dates": in_dates(tenure),
        "sources_differ": differing.get(fact),
        "confidence": tenure.confidence,
        "sources": cited.get(fact, []),
    }


def notes(tenure: Tenure) -> str:
    """Return what is noted beside the dates of a tenure."""
    noted = (tenure.appointed_note, tenure.arrived_note, tenure.started_note, tenure.ended_note)
    return "; ".join(note for note in noted if note)


def vacancies(tenures: Iterable[Tenure]) -> list[tuple[date, date]]:
    """Return the stretches in which nobody can have held an office of one seat, both days included.

    What is open to doubt is no vacancy, and neither is the time before the first holder.
    """
    gaps = []
    filled: date | None = None  # the day after the last that may have been held so far
    periods = sorted(
        (tenure.held_possibly.lower or date.min, tenure.held_possibly.upper or date.max)
        for tenure in tenures
        if tenure.held_possibly
    )
    for first, after in periods:
        if filled is not None and filled < first:
            gaps.append((filled, first - timedelta(days=1)))
        filled = after if filled is None else max(filled, after)
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
    tenure: Tenure,
    *,
    title: str,
    url: str | None,
    span: Span,
    day: date,
    today: date,
    beside: str = "",
) -> dict[str, Any]:
    """Return a row of a chart: possible days hatched, certain ones solid, later ones outlined.

    What is current is certain until `today`, and possible from then to a day ahead that is asked.
    `beside` stands before the dates.
    """
    held = tenure.held(day, today) is not None
    segments = []
    possibly = tenure.held_possibly
    if possibly:
        first = possibly.lower or date(span.first_year, 1, 1)
        morrow = today + timedelta(days=1)
        last = max(morrow, day)
        after = min(possibly.upper or last, last)
        sure = tenure.held_certainly
        if sure:
            start, stop = sure.lower or first, min(sure.upper or morrow, after)
            segments += segment("possible", first, start, span)
            segments += solid(tenure, start, stop, span, day)
            segments += segment("possible", stop, after, span)
        else:
            segments += segment("possible", first, after, span)
    return {
        "title": title,
        "url": url,
        "dates": f"{beside}: {in_dates(tenure)}" if beside else in_dates(tenure),
        "held": held,
        "segments": segments,
    }


def solid(tenure: Tenure, start: date, stop: date, span: Span, day: date) -> list[dict[str, Any]]:
    """Return the certain part of a bar, cut at the day asked about where it runs past that."""
    kind = "disputed" if tenure.confidence == Confidence.DISPUTED else "held"
    if stop <= day:
        over = tenure.end_status != Tenure.EndStatus.CURRENT
        return segment("ended" if over else kind, start, stop, span)
    if start > day:
        return segment("later", start, stop, span)
    morrow = day + timedelta(days=1)
    return segment(kind, start, morrow, span) + segment("later", morrow, stop, span)


def segment(kind: str, start: date, stop: date, span: Span) -> list[dict[str, Any]]:
    """Return the part of a bar from one day until another, which is not in it; none if empty."""
    if start >= stop:
        return []
    x = span.x(start)
    return [{"kind": kind, "x": x, "width": round(span.x(stop) - x, 3)}]
