"""Doubts about detentions: custody events that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefings.checks.doubt import Doubt, first_day, is_before, last_day
from briefings.models import CustodyEvent, Detainee, Detention, Exchange
from briefings.models.custody import CustodyStatus

Kind = CustodyEvent.Kind
FREED = frozenset((Kind.RELEASED, Kind.EXCHANGED, Kind.ESCAPED))
# After a death these events are impossible …
OF_THE_LIVING = frozenset(
    (Kind.DETAINED, Kind.ESCAPED, Kind.EXIT_BAN, Kind.HOUSE_ARREST, Kind.MISSING)
)
# … these are possible, and any other is asked about.
OF_THE_DEAD = frozenset((Kind.DESIGNATED, Kind.FOUND_ARBITRARY, Kind.DIED, Kind.OTHER))
STEPS = ((Kind.CHARGED, Kind.TRIED), (Kind.CHARGED, Kind.SENTENCED))


def detention_doubts(detention: Detention, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts about a detention (two queries)."""
    rows = [*detention.custody_events.filter(retraction_reason="").in_order()]
    born = detention.detainee.born
    for row in rows:
        if is_before(row.on, born):
            words = f"{row} is before the birth, {born}."
            yield Doubt(row, "on", words, certain=True)
    yield from _freed(rows)
    yield from _after_death(rows)
    for step, later in STEPS:
        yield from _out_of_order(rows, step, later)


def detainee_doubts(detainee: Detainee, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts about a detainee's detentions; two queries for each."""
    for detention in detainee.detentions.filter(retraction_reason=""):
        yield from detention_doubts(detention, at)


def exchange_doubts(exchange: Exchange, at: datetime) -> Iterator[Doubt]:
    """Yield the doubts about the detentions that an exchange ended; three queries for each."""
    events = exchange.custody_events.filter(retraction_reason="")
    for event in events.select_related("detention__detainee"):
        for doubt in detention_doubts(event.detention, at):
            yield Doubt(doubt.row, "on", f"{event.detention}: {doubt.words}", doubt.certain)


def _freed(rows: list[CustodyEvent]) -> Iterator[Doubt]:
    """Yield releases before the detention began, and releases of somebody who is free."""
    with_status = [row for row in rows if row.status]
    for place, row in enumerate(with_status):
        if row.kind not in FREED:
            continue
        held = [other for other in with_status if other.status != CustodyStatus.FREE]
        may_have_begun = any(first_day(other.on) <= last_day(row.on) for other in held)
        if held and not may_have_begun:
            words = f"{row} is before the detention, which began with: {held[0]}."
            yield Doubt(row, "on", words, certain=True)
        elif place and with_status[place - 1].status == CustodyStatus.FREE:
            words = f"{row} follows “{with_status[place - 1]}”, and nothing between says held."
            yield Doubt(row, "kind", words, certain=False)


def _after_death(rows: list[CustodyEvent]) -> Iterator[Doubt]:
    """Yield events after a death."""
    for death in (row for row in rows if row.kind == Kind.DIED):
        for row in rows:
            if row.kind not in OF_THE_DEAD and is_before(death.on, row.on):
                words = f"{row} is after the death, {death.on}."
                yield Doubt(row, "on", words, certain=row.kind in OF_THE_LIVING)


def _out_of_order(rows: list[CustodyEvent], step: str, later: str) -> Iterator[Doubt]:
    """Yield events `later` that came before every `step`; another step may be unknown."""
    steps = [row for row in rows if row.kind == step]
    for row in rows:
        if row.kind == later and steps and all(is_before(row.on, other.on) for other in steps):
            words = f"{row} is before: {steps[0]}."
            yield Doubt(row, "on", words, certain=False)
