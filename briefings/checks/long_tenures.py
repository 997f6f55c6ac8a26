"""An office held for over 30 years."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from briefings.checks.base import Check, years_after
from briefings.checks.tenures import checked_tenures, period_in_words, with_fingerprint
from briefings.models import Tenure

YEARS = 30


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures that certainly lasted over 30 years."""
    return with_fingerprint(
        checked_tenures(today).filter(Q(sure_last__gt=years_after("sure_first", YEARS)))
    )


LONG_TENURE = Check(
    "long-tenure",
    f"In office for over {YEARS} years",
    "Few hold an office for so long: look for a year mistyped, or an end nobody entered.",
    Tenure,
    rows,
    lambda row: f"{row.official}, {row.office}: over {YEARS} years, {period_in_words(row)}.",
)
