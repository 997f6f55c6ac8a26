"""Whom an official met, on one axis of time: a mark for each meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from briefings.models import PartialDate
from briefings.pages.dates import Span
from briefings.pages.tenures import chart, segment
from briefings.timelines import Counterpart

MARK = 0.9  # percent of the width: what a day takes


def met_chart(counterparts: Sequence[Counterpart], day: date, today: date) -> dict[str, Any]:
    """Return the meetings with each counterpart as `offices_chart` takes them."""
    days = [on for one in counterparts for on in one.days]
    bounds = [bound for on in days for bound in (on.earliest, on.latest)]
    span = Span.over([*bounds, today], default=day)
    return chart([row(one, span, day) for one in counterparts], span, day)


def row(counterpart: Counterpart, span: Span, day: date) -> dict[str, Any]:
    """Return one counterpart's row: a mark a meeting, hatched where the day is not known."""
    return {
        "title": counterpart.full_name,
        "url": counterpart.url,
        "dates": words(counterpart, day),
        "held": True,
        "segments": [part for on in counterpart.days for part in mark(on, span, day)],
    }


def mark(on: PartialDate, span: Span, day: date) -> list[dict[str, Any]]:
    """Return the mark of one meeting, outlined where it was after the day."""
    if on.earliest is None or on.latest is None:
        return []
    if on.earliest != on.latest:
        return segment("possible", on.earliest, on.latest + timedelta(days=1), span)
    kind = "held" if on.earliest <= day else "later"
    return [{"kind": kind, "x": min(span.x(on.earliest), 100 - MARK), "width": MARK}]


def words(counterpart: Counterpart, day: date) -> str:
    """Return "Met 2 times, last 19 June 2023" or "Met 6 of 12 times by this day, last …"."""
    by_then = [on for on in counterpart.days if (on.earliest or day) <= day]
    number = counterpart.times - len(counterpart.days) + len(by_then)
    if number == counterpart.times:
        said = "Met once" if number == 1 else f"Met {number:,} times"
    elif number:
        said = f"Met {number:,} of {counterpart.times:,} times by this day"
    else:
        return "Not met by this day"
    if by_then:
        said += f", {'' if counterpart.times == 1 else 'last '}{by_then[-1]}"
    return said
