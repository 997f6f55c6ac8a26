"""Checks of what the text claims: offices, custody, what became of meetings, what is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefings.checks.texts.base import Found, Mend, Piece, Place, TextCheck
from briefings.checks.texts.custody import CUSTODY
from briefings.checks.texts.occasions import OCCASION, UPCOMING
from briefings.checks.texts.offices import OFFICE


def claimed(check: str) -> Callable[[Piece], Iterator[Found]]:
    """Return what finds the claims of a text that a check of this name has something against."""

    def find(piece: Piece) -> Iterator[Found]:
        for one in piece.contradictions:
            if one.check == check:
                mend = None if one.instead is None else Mend(f"Write “{one.instead}”", one.instead)
                place = Place.of(one.claim)
                yield Found(one.why, place, one.facts, one.certain, mend, piece.undated)

    return find


OFFICE_ON_DAY = TextCheck(
    OFFICE,
    "Office not held on the day",
    "A reader takes an office for the one of the day.",
    claimed(OFFICE),
    blocks=True,
)
CUSTODY_STATUS = TextCheck(
    CUSTODY,
    "Freedom or custody otherwise than recorded",
    "Whether somebody is free is the first thing that families and readers look for.",
    claimed(CUSTODY),
    blocks=True,
)
OCCASION_STATUS = TextCheck(
    OCCASION,
    "A meeting’s outcome otherwise than recorded",
    "One of the two is wrong: the words, or the record’s status.",
    claimed(OCCASION),
    blocks=True,
)
UPCOMING_PASSED = TextCheck(
    UPCOMING,
    "Called upcoming, and its day has passed",
    "Readers would wait for what is over.",
    claimed(UPCOMING),
    blocks=True,
)
