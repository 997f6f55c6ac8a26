"""Tenures as the checks read them."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from briefings.checks.base import told
from briefings.models import Tenure
from briefings.models.tenures import TenureQuerySet

DATES = ("status", "acting", "appointed", "arrived", "started", "ended", "end_status")


def standing(today: date) -> TenureQuerySet:
    """Return the tenures of which nothing was retracted, with the days certainly held."""
    return Tenure.objects.filter(
        retraction_reason="", official__retraction_reason="", office__retraction_reason=""
    ).surely(today)


def alone(tenures: QuerySet[Tenure], *beside: str) -> QuerySet[Tenure]:
    """Add what a finding about one tenure rests on: its dates and the columns `beside` them."""
    return tenures.annotate(facts=told(*DATES, *beside), beside=Value(""))


def with_earlier(tenures: TenureQuerySet, earlier: TenureQuerySet) -> QuerySet[Tenure]:
    """Keep the tenures that began while one of `earlier` had certainly not ended.

    On the day of a hand-over both count. `beside` names who held which office then, and `facts`
    has the dates of all of them.
    """
    begun = OuterRef("sure_first")
    others = earlier.filter(
        Q(sure_first__lt=begun) | Q(sure_first=begun, pk__lt=OuterRef("pk")), Q(sure_last__gt=begun)
    ).order_by("pk")
    name = Concat(F("official__full_name"), Value(", "), F("office__title"))
    return tenures.filter(Exists(others)).annotate(
        found=ArraySubquery(others.values_list(told("pk", *DATES))),
        beside=ArraySubquery(others.annotate(name=name).values_list("name")),
        facts=told(*DATES, "found"),
    )


def days_of(tenure: Tenure) -> str:
    """Return "20 January 1953 to 4 March 1989", each as far as it is known."""
    begun = tenure.started or tenure.arrived or tenure.appointed
    ended = tenure.ended or tenure.get_end_status_display().lower()
    return f"{begun or 'not known'} to {ended}"
