"""Tenures of one official in two offices that exclude each other."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet

from briefings.checks.base import Check
from briefings.checks.tenures import checked_tenures, overlapping, period_in_words
from briefings.models import Office, Tenure

# An ambassador is often accredited to several countries, and advisers and parties keep several.
EXCLUSIVE = (
    Office.Kind.HEAD_OF_STATE,
    Office.Kind.HEAD_OF_GOVERNMENT,
    Office.Kind.FOREIGN_MINISTER,
    Office.Kind.MINISTER,
    Office.Kind.DEPUTY_MINISTER,
)


def rows(today: date) -> QuerySet[Tenure]:
    """Return the tenures that began while the official held another office of the same kind.

    Only offices with one seat; acting holders are left out.
    """
    tenures = checked_tenures(today).filter(
        acting=False, office__seats=1, office__kind__in=EXCLUSIVE
    )
    others = tenures.filter(
        official=OuterRef("official"), office__kind=OuterRef("office__kind")
    ).exclude(office=OuterRef("office"))
    return overlapping(tenures, others)


TWO_OFFICES = Check(
    "two-offices",
    "Two offices of one kind at once",
    "Such offices exclude each other: one of them ended before, or somebody else held it.",
    Tenure,
    rows,
    lambda row: (
        f"{row.official}, {row.office}, {period_in_words(row)}:"
        f" held at once with {'; '.join(row.others)}."
    ),
)
