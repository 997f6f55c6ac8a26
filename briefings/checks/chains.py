"""A tenure whose days are out of order."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from django.db.models import F, Q, QuerySet

from briefings.checks.base import Check
from briefings.checks.tenures import checked_tenures, with_fingerprint
from briefings.models import Tenure

STEPS = ("appointed", "arrived", "started", "ended")


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures with a step that certainly came after a later step."""
    wrong = Q(pk__in=[])
    for step, later in combinations(STEPS, 2):
        wrong |= Q(**{f"{step}_days__fully_gt": F(f"{later}_days")})
    return with_fingerprint(checked_tenures(today).filter(wrong))


def describe(row: Tenure) -> str:
    """Return the steps with their days."""
    steps = ", ".join(f"{step} {day}" for step in STEPS if (day := getattr(row, step)))
    return f"{row.official}, {row.office}: {steps}, which is out of order."


CHAIN = Check(
    "chain",
    "Days out of order",
    "Nobody arrives before being appointed, or starts after the end: a year may be mistyped.",
    Tenure,
    rows,
    describe,
)
