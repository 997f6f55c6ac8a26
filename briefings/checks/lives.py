"""Tenures and meetings before an official's birth or after the death."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, F, Func, Q, QuerySet, Value

from briefings.checks.base import Check, fingerprint
from briefings.checks.tenures import checked_tenures, period_in_words, with_fingerprint
from briefings.models import Participant, Tenure

WHY = "Nobody acts before being born or after dying: is it the same person?"
LIFE = ("official__born", "official__died")


def _bound(days: str, template: str) -> Func:
    return Func(days, template=template, output_field=DateField())


BORN = _bound("official__born_days", "lower(%(expressions)s)")
DIED = _bound("official__died_days", "(upper(%(expressions)s) - 1)")


def tenures(today: date) -> QuerySet[Tenure]:
    """Return the tenures with a day certainly outside the official's life."""
    outside = Q(sure_first__lt=BORN) | Q(sure_last__gt=DIED)
    return with_fingerprint(checked_tenures(today).filter(outside), *LIFE)


def participants(today: date) -> QuerySet[Participant]:
    """Return the participants of meetings that were certainly outside their lives."""
    met = Participant.objects.filter(
        retraction_reason="", official__retraction_reason="", meeting__retraction_reason=""
    )
    outside = Q(meeting__on_days__fully_lt=F("official__born_days")) | Q(
        meeting__on_days__fully_gt=F("official__died_days")
    )
    return met.filter(outside).annotate(facts=fingerprint("meeting__on", *LIFE), others=Value(""))


def life_in_words(row: Tenure | Participant) -> str:
    """Return birth and death, as in "born 1893, died 5 February 1953"; "" if neither is known."""
    official = row.official
    dates = (("born", official and official.born), ("died", official and official.died))
    return ", ".join(f"{word} {day}" for word, day in dates if day)


OFFICE_IN_LIFE = Check(
    "office-in-life",
    "In office outside the person’s life",
    WHY,
    Tenure,
    tenures,
    lambda row: f"{row.official}, {row.office}: {period_in_words(row)}, but {life_in_words(row)}.",
)
MEETING_IN_LIFE = Check(
    "meeting-in-life",
    "At a meeting outside the person’s life",
    WHY,
    Participant,
    participants,
    lambda row: f"{row.official} at {row.meeting}, {row.meeting.on}: but {life_in_words(row)}.",
)
