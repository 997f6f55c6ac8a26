"""Detentions as bars: certain days solid, possible ones hatched, and how many days they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefings.models import CustodyEvent, Detainee
from briefings.models.chains import dated
from briefings.models.custody import CustodyStatus
from briefings.models.days import at_end_of
from briefings.models.days_held import DaysHeld, days_held, total_days_held
from briefings.pages.dates import Span, day_in_words
from briefings.pages.tenures import chart, segment
from briefings.timelines import Custody

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


def stretches(events: Iterable[CustodyEvent]) -> list[Stretch]:
    """Return the statuses that a chain of events, given in order, goes through."""
    found: list[Stretch] = []
    for event in events:
        if not event.status or (found and found[-1].status == event.status):
            continue
        on = event.on
        change = (on.earliest or date.min, on.latest or date.max)
        if found:
            found[-1] = replace(found[-1], until=change)
        found.append(Stretch(event.status, change))
    return found


def known_days(events: Iterable[CustodyEvent]) -> list[date]:
    """Return every day that bounds an event; open sides are left out."""
    dates = [event.on for event in events]
    return [day for on in dates for day in (on.earliest, on.latest) if day]


def first_days(events: Iterable[CustodyEvent]) -> list[date]:
    """Return the earliest day of each event: the ticks of the ruler; open sides are left out."""
    return [day for event in events if (day := event.on.earliest) is not None]


def useful_days(told: Iterable[Custody], today: date) -> list[tuple[str, date]]:
    """Return today and, of the first detention, a day in custody: when it began for certain."""
    begun = [
        day
        for custody in told
        for event in custody.events
        if event.status == CustodyStatus.HELD
        and (day := event.on.latest) is not None
        and day <= today
    ]
    first = [(f"First in custody, {begun[0].year}", begun[0])] if begun else []
    return [*first, ("Today", today)]


def segments(
    events: Iterable[CustodyEvent], span: Span, day: date, today: date
) -> list[dict[str, Any]]:
    """Return the parts of a bar, up to today; what comes after the day is outlined."""
    parts: list[dict[str, Any]] = []
    before = ""
    for stretch in stretches(events):
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


def missing(events: Iterable[CustodyEvent], day: date) -> str:
    """Return "missing for 12 days by 18 June 2023"; "" for who is not missing on the day."""
    by_then = at_end_of(dated(events, "status"), day).shown
    if by_then is None or by_then.kind != CustodyEvent.Kind.MISSING:
        return ""
    first, last = by_then.on.earliest, min(by_then.on.latest or day, day)
    counted = DaysHeld((day - last).days, (day - first).days if first else None)
    return f"missing for {in_words(counted)} by {day_in_words(day)}"


def unknown(chains: Sequence[Sequence[CustodyEvent]], day: date) -> str:
    """Return what is said of somebody held since nobody knows when; "" of who is restricted.

    "since an unknown day, missing for 12 days by 18 June 2023" of who is missing.
    """
    gone = [words for events in chains if (words := missing(events, day))]
    shown = [at_end_of(dated(events, "status"), day).shown for events in chains]
    if not gone and any(event and event.status == CustodyStatus.RESTRICTED for event in shown):
        return ""
    return ", ".join([UNKNOWN, *gone[:1]])


def how_long(told: Sequence[Custody], day: date, today: date) -> str:
    """Return for how many days somebody was held, or what is known where no start of it is."""
    count = summed(told, day, today)
    if count.least is not None:
        return in_words(count)
    return unknown([one.events for one in told], min(day, today)) or "no day known"


def counted(events: Sequence[CustodyEvent], day: date, today: date) -> DaysHeld:
    """Return for how many days, up to `day` and to today at the latest, somebody was held."""
    return days_held(dated(events, "status"), min(day, today))


def summed(told: Iterable[Custody], day: date, today: date) -> DaysHeld:
    """Return for how many days somebody was held in several detentions together."""
    return total_days_held(counted(custody.events, day, today) for custody in told)


def days(number: int) -> str:
    """Return "1 day" or "2,980 days"."""
    return f"{number:,} day{'' if number == 1 else 's'}"


def dimensions(
    events: Sequence[CustodyEvent], span: Span, day: date, today: date
) -> list[dict[str, Any]]:
    """Return the lines below a bar that say its length: at least and at most, one where equal.

    None where somebody was held twice in one detention, or not by that day.
    """
    day = min(day, today)
    held = [
        stretch
        for stretch in stretches(events)
        if stretch.status == CustodyStatus.HELD and stretch.since[0] <= day
    ]
    if len(held) != 1:
        return []
    [stretch] = held
    count = counted(events, day, today)
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


def bar(
    events: Sequence[CustodyEvent], *, span: Span, day: date, today: date, statement: str
) -> dict[str, Any]:
    """Return a custody bar as `custody_bar` takes it; `statement` is what it says in words."""
    lines = dimensions(events, span, day, today)
    wedge = span.x(day)
    count = counted(events, day, today)
    return {
        "segments": segments(events, span, day, today),
        "years": span.years(),
        "wedge": {
            "x": wedge,
            "label": day_in_words(day),
            "anchor": "end" if wedge > 100 - NARROW else "start",
        },
        "lines": lines,
        "height": TOP + STEP * max(len(lines), 1) - STEP // 2,
        "sentence": f"{statement} {in_sentence(events, count, min(day, today))}",
        "range": count.least != count.most,
    }


def in_sentence(events: Sequence[CustodyEvent], held: DaysHeld, day: date) -> str:
    """Return the days up to `day` as a sentence: "Held for 8 days up to 18 June 2023."."""
    if held.least is not None:
        return f"Held for {sentence(held)} up to {day_in_words(day)}."
    words = unknown([events], day)
    if not words:
        return "No day held is known."
    return f"Held{', if at all,' if missing(events, day) else ''} {words}."


def held_chart(
    people: Iterable[tuple[Detainee, Sequence[Custody]]], day: date, today: date
) -> dict[str, Any]:
    """Return a chart of bars, one a person, as `offices_chart` takes it."""
    rows = list(people)
    known = [known for _, told in rows for one in told for known in known_days(one.events)]
    span = Span.over([*known, today], default=day)
    return chart([chart_row(person, told, span, day, today) for person, told in rows], span, day)


def chart_row(
    person: Detainee, told: Sequence[Custody], span: Span, day: date, today: date
) -> dict[str, Any]:
    """Return one person's row of a chart: every detention on one bar, the holder and the days."""
    holders = dict.fromkeys(str(one.holder) for one in told if one.holder)
    count = summed(told, day, today)
    words = "no day held" if count.most == 0 else how_long(told, day, today)
    return {
        "title": person.public_sort_name,
        "url": person.get_absolute_url(),
        "dates": ": ".join(filter(None, (", ".join(holders), words))),
        "held": True,
        "segments": [part for one in told for part in segments(one.events, span, day, today)],
    }
