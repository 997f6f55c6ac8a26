"""Checks of a text, while it is written and before it is published: `TEXT_CHECKS` lists them.

A finding says what is wrong, where in the text, and why it matters. What is certainly wrong may
block publishing; anything else is a warning. A finding is dismissed with a reason, for one article:
it comes back when its words or the facts of the record change.
"""

from __future__ import annotations

from briefings.checks.texts.base import Piece, TextCheck, TextFinding
from briefings.checks.texts.claimed import (
    CUSTODY_STATUS,
    OCCASION_STATUS,
    OFFICE_ON_DAY,
    UPCOMING_PASSED,
)
from briefings.checks.texts.complete import LENGTHS, MISSING, NEAR_SLUG
from briefings.checks.texts.dates import DATES
from briefings.checks.texts.embargoes import EMBARGO
from briefings.checks.texts.linking import DEAD_LINK, GONE, UNLINKED
from briefings.checks.texts.quoting import UNATTRIBUTED
from briefings.checks.texts.spelling import MISSPELT
from briefings.checks.texts.stale import STALE
from briefings.checks.texts.stated_days import STATED_DAYS
from briefings.checks.texts.structure import HEADINGS, PICTURES

TEXT_CHECKS: tuple[TextCheck, ...] = (
    *(OFFICE_ON_DAY, CUSTODY_STATUS, OCCASION_STATUS, UPCOMING_PASSED, EMBARGO),
    *(STALE, MISSPELT, UNLINKED, DEAD_LINK, GONE, UNATTRIBUTED),
    *(DATES, STATED_DAYS),
    *(MISSING, LENGTHS, HEADINGS, PICTURES, NEAR_SLUG),
)
TEXT_CHECKS_BY_NAME = {check.name: check for check in TEXT_CHECKS}


def check_text(piece: Piece) -> list[TextFinding]:
    """Return what the checks find in a piece, each once: what blocks first.

    About 20 queries, whatever the length of the text; nothing is written.
    """
    found = [TextFinding(check, one) for check in TEXT_CHECKS for one in check.find(piece)]
    once = {one.key: one for one in found}
    return sorted(once.values(), key=lambda one: (not one.blocks, *_place(one)))


def _place(finding: TextFinding) -> tuple[int, int]:
    place = finding.found.place
    return (place.paragraph, place.start) if place else (-2, 0)
