"""What the record has against a claim of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefings.bodies.claims import Claim
from briefings.models.base import Published
from briefings.models.date_words import moment

EMBARGO = "before-embargo"


@dataclass(frozen=True)
class Contradiction:
    """A claim that the record contradicts, or does not tell yet.

    `check` is the name of the check that tells of it, `why` a sentence about the record. `facts`
    are what it rests on: a dismissal ends when they change. `certain` is False where the words or
    the dates may be read otherwise. `instead` are words to put in the claim's place, None without.
    """

    check: str
    claim: Claim
    why: str
    facts: str
    certain: bool
    instead: str | None = None


def told_early(
    claim: Claim, rows: Iterable[tuple[Published, str]], goes_live: datetime
) -> Contradiction | None:
    """Return that a claim is told before its time; None if no row is under embargo beyond that.

    `rows` are what alone bears it out, each with its words.
    """
    waiting = [(begins, row, words) for row, words in rows if (begins := embargoed(row, goes_live))]
    if not waiting:
        return None
    until, row, words = min(waiting, key=lambda each: each[0])
    why = f"The record tells of it ({words}) from {moment(until)} only: that is an embargo."
    facts = f"{row.pk} {until}"
    return Contradiction(EMBARGO, claim, why, facts, certain=not claim.hedged)


def embargoed(row: Published, at: datetime) -> datetime | None:
    """Return until when a row is under embargo at the moment `at`; None if it is not."""
    period = row.live_period
    return period.lower if period and period.lower > at else None
