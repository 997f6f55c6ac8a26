"""Somebody over 100 years old in office, at a meeting, in custody."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, Func, OuterRef, Q, QuerySet, Subquery, Value

from briefings.checks.base import Check, told, years_after_last
from briefings.checks.tenures import alone, days_of, standing
from briefings.models import CustodyEvent, Detention, Participant, Tenure

WHY = "Few are so old: is the year of birth mistyped, or was it somebody of the same name?"
YEARS = 100


def tenures(today: date) -> QuerySet[Tenure]:
    """Return the tenures whose last day comes, certainly, over 100 years after the birth."""
    old = years_after_last("official__born_days", YEARS)
    return alone(standing(today).filter(Q(sure_last__gt=old)), "official__born")


def participants(today: date) -> QuerySet[Participant]:
    """Return the officials who were, certainly, over 100 years old at a meeting."""
    met = Participant.objects.filter(
        retraction_reason="", official__retraction_reason="", meeting__retraction_reason=""
    ).annotate(first=Func("meeting__on_days", function="lower", output_field=DateField()))
    return met.filter(first__gt=years_after_last("official__born_days", YEARS)).annotate(
        facts=told("meeting__on", "official__born"), beside=Value("")
    )


def detentions(today: date) -> QuerySet[Detention]:
    """Return the detentions of which an event came, certainly, over 100 years after the birth."""
    events = CustodyEvent.objects.filter(detention=OuterRef("pk"), retraction_reason="")
    known = Detention.objects.filter(retraction_reason="", detainee__retraction_reason="").annotate(
        latest=Subquery(events.order_by("-first_day").values("first_day")[:1])
    )
    return known.filter(latest__gt=years_after_last("detainee__born_days", YEARS)).annotate(
        facts=told("latest", "detainee__born"), beside=Value("")
    )


AGE_IN_OFFICE = Check(
    "age-in-office",
    f"Over {YEARS} years old in office",
    WHY,
    Tenure,
    tenures,
    lambda row: f"{row.official}, born {row.official.born}, {row.office}: {days_of(row)}.",
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
