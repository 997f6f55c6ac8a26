"""Somebody over 100 years old in office, at a meeting, in custody."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, Func, OuterRef, Q, QuerySet, Subquery, Value

from briefings.checks.base import Check, fingerprint, years_after_last
from briefings.checks.tenures import checked_tenures, period_in_words, with_fingerprint
from briefings.models import CustodyEvent, Detention, Participant, Tenure

WHY = "Few are so old: is the year of birth mistyped, or was it somebody of the same name?"
YEARS = 100


def tenures(today: date) -> QuerySet[Tenure]:
    """Return the tenures whose last day is certainly over 100 years after the birth."""
    old = years_after_last("official__born_days", YEARS)
    return with_fingerprint(checked_tenures(today).filter(Q(sure_last__gt=old)), "official__born")


def participants(today: date) -> QuerySet[Participant]:
    """Return the participants of meetings who were certainly over 100 years old."""
    met = Participant.objects.filter(
        retraction_reason="", official__retraction_reason="", meeting__retraction_reason=""
    ).annotate(first=Func("meeting__on_days", function="lower", output_field=DateField()))
    return met.filter(first__gt=years_after_last("official__born_days", YEARS)).annotate(
        facts=fingerprint("meeting__on", "official__born"), others=Value("")
    )


def detentions(today: date) -> QuerySet[Detention]:
    """Return the detentions with an event certainly over 100 years after the birth."""
    events = CustodyEvent.objects.filter(detention=OuterRef("pk"), retraction_reason="")
    known = Detention.objects.filter(retraction_reason="", detainee__retraction_reason="").annotate(
        latest=Subquery(events.order_by("-first_day").values("first_day")[:1])
    )
    return known.filter(latest__gt=years_after_last("detainee__born_days", YEARS)).annotate(
        facts=fingerprint("latest", "detainee__born"), others=Value("")
    )


AGE_IN_OFFICE = Check(
    "age-in-office",
    f"Over {YEARS} years old in office",
    WHY,
    Tenure,
    tenures,
    lambda row: f"{row.official}, born {row.official.born}, {row.office}: {period_in_words(row)}.",
)
AGE_AT_MEETING = Check(
    "age-at-meeting",
    f"Over {YEARS} years old at a meeting",
    WHY,
    Participant,
    participants,
    lambda row: f"{row.official}, born {row.official.born}, at {row.meeting}, {row.meeting.on}.",
)
AGE_IN_CUSTODY = Check(
    "age-in-custody",
    f"Over {YEARS} years old in custody",
    WHY,
    Detention,
    detentions,
    lambda row: f"{row}: of somebody born {row.detainee.born}.",
)
