"""Tenures of a one-seat office that began before the predecessor had left."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet

from briefings.checks.base import Check
from briefings.checks.tenures import checked_tenures, overlapping, period_in_words
from briefings.models import Tenure


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures that began while another of the same one-seat office had not ended.

    Acting holders are left out.
    """
    tenures = checked_tenures(today).filter(acting=False, office__seats=1)
    return overlapping(tenures, tenures.filter(office=OuterRef("office")))


PREDECESSOR = Check(
    "predecessor",
    "Began before the predecessor ended",
    "The office has one seat: an end is missing, a day is wrong, or one of them only acted.",
    Tenure,
    rows,
    lambda row: (
        f"{row.official}, {row.office}, {period_in_words(row)}: begun before the end of"
        f" {'; '.join(row.others)}."
    ),
)
