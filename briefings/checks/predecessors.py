"""Somebody in an office with one seat before the one before had left."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet

from briefings.checks.base import Check
from briefings.checks.tenures import days_of, standing, with_earlier
from briefings.models import Tenure


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures begun while another in the office, of one seat, had not ended.

    Who acts for another is left out.
    """
    tenures = standing(today).filter(acting=False, office__seats=1)
    return with_earlier(tenures, tenures.filter(office=OuterRef("office")))


PREDECESSOR = Check(
    "predecessor",
    "Began before the predecessor ended",
    "The office has one seat: an end is missing, a day is wrong, or one of them only acted.",
    Tenure,
    rows,
    lambda row: (
        f"{row.official}, {row.office}, {days_of(row)}: begun before the end of"
        f" {'; '.join(row.beside)}."
    ),
)
