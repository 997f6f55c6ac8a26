"""Detentions as bars: certain days solid, possible ones hatched, and how many days they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefings.addresses import relative
from briefings.documents.days import day_of
from briefings.documents.detentions import chain_in, stood
from briefings.models import CustodyEvent
from briefings.models.custody import CustodyStatus
from briefings.models.days_held import DaysHeld, days_held, total_days_held
from briefings.pages.dates import Span, day_in_words
from briefings.pages.links import label
from briefings.pages.tenures import chart, segment

Told = Mapping[str, Any]  # a document
Case = Mapping[str, Any]  # a detention: its document, or what a person's document holds of it

# By status: how a certain stretch is drawn, up to the day that is asked about and after it.
CERTAIN = {
    CustodyStatus.HELD: ("held", "later"),
    CustodyStatus.RESTRICTED: ("restricted", "restricted-later"),
    CustodyStatus.FREE: ("free", None),
}
UNKNOWN = "since an unknown day"
TOP, STEP = 64, 20  # px: where the first line of days stands, and how far below it the next
NARROW = 16  # percent: what a label takes


@dataclass(frozen=True)
class Stretch:
    """A status from one change until the next; None: until now.

    A change is the first and the last day that it may have been on, both included.
    """

    status: str
    since: tuple[date, date]
    until: tuple[date, date] | None = None


def stretches(case: Case) -> list[Stretch]:
    """Return the statuses that a detention goes through."""
    found: list[Stretch] = []
    for row in chain_in(case, "status"):
        if found and found[-1].status == row.value:
            continue
        change = (row.first, row.last)
        if found:
            found[-1] = replace(found[-1], until=change)
        found.append(Stretch(row.value, change))
    return found


def known_days(cases: Iterable[Case]) -> list[date]:
    """Return every day that bounds an event; open sides are left out."""
    dates = [step["on"] for case in cases for step in case["course"]]
    return [day for on in dates for end in ("earliest", "latest") if (day := day_of(on[end]))]


def first_days(cases: Iterable[Case]) -> list[date]:
    """Return the earliest day of each event: the ticks of the ruler; open sides are left out."""
    steps = (step for case in cases for step in case["course"])
    return [day for step in steps if (day := day_of(step["on"]["earliest"]))]


def useful_days(cases: Iterable[Case], today: date) -> list[tuple[str, date]]:
    """Return today and, of the first detention, a day in custody: when it began for certain."""
    begun = [
        row.last
        for case in cases
        for row in chain_in(case, "status")
        if row.value == CustodyStatus.HELD and row.last <= today
    ]
    first = [(f"First in custody, {begun[0].year}", begun[0])] if begun else []
    return [*first, ("Today", today)]


def segments(case: Case, span: Span, day: date, today: date) -> list[dict[str, Any]]:
    """Return the parts of a bar, up to today; what comes after the day is outlined."""
    parts: list[dict[str, Any]] = []
    before = ""
    for stretch in stretches(case):
        first, last = stretch.since
        held = CustodyStatus.HELD in (before, stretch.status)
        if held or CustodyStatus.RESTRICTED in (before, stretch.status):
            hatched = "possible" if held else "restricted-possible"
            parts += cut(
                hatched, "later" if held else "restricted-later", first, last, span, day, today
            )
        inked, outlined = CERTAIN[CustodyStatus(stretch.status)]
        stop = stretch.until[0] if stretch.until else today
        parts += cut(inked, outlined, last, stop, span, day, today)
        before = stretch.status
    return parts


def cut(
    kind: str, after: str | None, start: date, stop: date, span: Span, day: date, today: date
) -> list[dict[str, Any]]:
    """Return what lies from one day until another and until today, cut in two at `day`.

    What comes after it is drawn as `after`; None: not at all.
    """
    stop = min(stop, today)
    parts = segment(kind, start, min(stop, day), span)
    return parts if after is None else parts + segment(after, max(start, day), stop, span)


def in_words(held: DaysHeld) -> str:
    """Return "8 days", "2,980–3,009 days", "at least 12 days" or "since an unknown day"."""
    if held.least is None:
        return UNKNOWN
    if held.most is None:
        return f"at least {days(held.least)}"
    if held.least == held.most:
        return days(held.most)
    return f"{held.least:,}–{days(held.most)}" if held.least else f"at most {days(held.most)}"


def sentence(held: DaysHeld) -> str:
    """Return the same as part of a sentence: "at least 2,980 and at most 3,009 days"."""
    if not held.least or held.most is None or held.least == held.most:
        return in_words(held)
    return f"at least {held.least:,} and at most {days(held.most)}"


def missing(case: Case, day: date) -> str:
    """Return "missing for 12 days by 18 June 2023"; "" for who is not missing on the day."""
    by_then = stood(case, "status", day, day).shown
    if by_then is None or by_then["kind"] != CustodyEvent.Kind.MISSING:
        return ""
    first, latest = day_of(by_then["on"]["earliest"]), day_of(by_then["on"]["latest"])
    last = min(latest or day, day)
    counted = DaysHeld((day - last).days, (day - first).days if first else None)
    return f"missing for {in_words(counted)} by {day_in_words(day)}"


def unknown(cases: Sequence[Case], day: date) -> str:
    """Return what is said of somebody held since nobody knows when; "" of who is restricted.

    "since an unknown day, missing for 12 days by 18 June 2023" of who is missing.
    """
    gone = [words for case in cases if (words := missing(case, day))]
    shown = [stood(case, "status", day, day).shown for case in cases]
    if not gone and any(event and event["status"] == CustodyStatus.RESTRICTED for event in shown):
        return ""
    return ", ".join([UNKNOWN, *gone[:1]])


def how_long(cases: Sequence[Case], day: date, today: date) -> str:
    """Return for how many days somebody was held, or what is known where no start of it is."""
    count = summed(cases, day, today)
    if count.least is not None:
        return in_words(count)
    return unknown(cases, min(day, today)) or "no day known"


def counted(case: Case, day: date, today: date) -> DaysHeld:
    """Return for how many days, up to `day` and to today at the latest, somebody was held."""
    return days_held(chain_in(case, "status"), min(day, today))


def summed(cases: Iterable[Case], day: date, today: date) -> DaysHeld:
    """Return for how many days somebody was held in several detentions together."""
    return total_days_held(counted(case, day, today) for case in cases)


def days(number: int) -> str:
    """Return "1 day" or "2,980 days"."""
    return f"{number:,} day{'' if number == 1 else 's'}"


def dimensions(case: Case, span: Span, day: date, today: date) -> list[dict[str, Any]]:
    """Return the lines below a bar that say its length: at least and at most, one where equal.

    None where somebody was held twice in one detention, or not by that day.
    """
    day = min(day, today)
    held = [
        stretch
        for stretch in stretches(case)
        if stretch.status == CustodyStatus.HELD and stretch.since[0] <= day
    ]
    if len(held) != 1:
        return []
    [stretch] = held
    count = counted(case, day, today)
    if count.least is None:
        return []
    earliest, latest = stretch.until or (day, day)
    least = (stretch.since[1], min(earliest, day), count.least)
    most = (stretch.since[0], min(latest, day), count.most)
    if count.least == count.most:
        return [line(most[0], most[1], span, days(count.least), TOP)]
    lines = []
    if count.least:
        lines.append(line(least[0], least[1], span, f"at least {days(count.least)}", TOP))
    if count.most is not None:
        label = f"at most {days(count.most)}"
        lines.append(line(most[0], most[1], span, label, TOP + STEP * len(lines)))
    return lines


def line(start: date, stop: date, span: Span, label: str, y: int) -> dict[str, Any]:
    """Return a line from one day to another with its label on it, beside it where it is short."""
    x1, x2 = span.x(start), span.x(stop)
    anchor, x = "middle", (x1 + x2) / 2
    if x2 - x1 < NARROW:
        anchor, x = ("start", x2) if x2 < 100 - NARROW else ("end", x1)
    return {"x1": x1, "x2": x2, "y": y, "label": label, "x": round(x, 3), "anchor": anchor}


def bar(case: Case, *, span: Span, day: date, today: date, statement: str) -> dict[str, Any]:
    """Return a custody bar as `custody_bar` takes it; `statement` is what it says in words."""
    lines = dimensions(case, span, day, today)
    wedge = span.x(day)
    count = counted(case, day, today)
    return {
        "segments": segments(case, span, day, today),
        "years": span.years(),
        "wedge": {
            "x": wedge,
            "label": day_in_words(day),
            "anchor": "end" if wedge > 100 - NARROW else "start",
        },
        "lines": lines,
        "height": TOP + STEP * max(len(lines), 1) - STEP // 2,
        "sentence": f"{statement} {in_sentence(case, count, min(day, today))}",
        "range": count.least != count.most,
    }


def in_sentence(case: Case, held: DaysHeld, day: date) -> str:
    """Return the days up to `day` as a sentence: "Held for 8 days up to 18 June 2023."."""
    if held.least is not None:
        return f"Held for {sentence(held)} up to {day_in_words(day)}."
    words = unknown([case], day)
    if not words:
        return "No day held is known."
    return f"Held{', if at all,' if missing(case, day) else ''} {words}."


def held_chart(
    people: Iterable[tuple[Told, Sequence[Case]]], day: date, today: date
) -> dict[str, Any]:
    """Return a chart of bars, one a person, as `offices_chart` takes it.

    `people` are the documents of detainees, or their items, each with the detentions to draw.
    """
    rows = list(people)
    known = known_days(case for _, cases in rows for case in cases)
    span = Span.over([*known, today], default=day)
    return chart([chart_row(person, cases, span, day, today) for person, cases in rows], span, day)


def chart_row(
    person: Told, cases: Sequence[Case], span: Span, day: date, today: date
) -> dict[str, Any]:
    """Return one person's row of a chart: every detention on one bar, the holder and the days."""
    holders = dict.fromkeys(name for case in cases if (name := label(case["held_by"])))
    count = summed(cases, day, today)
    words = "no day held" if count.most == 0 else how_long(cases, day, today)
    return {
        "title": person["sort_name"],
        "url": relative(person["web_url"]),
        "dates": ": ".join(filter(None, (", ".join(holders), words))),
        "held": True,
        "segments": [part for case in cases for part in segments(case, span, day, today)],
    }
