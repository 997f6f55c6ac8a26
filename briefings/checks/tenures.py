"""What the checks of tenures share: which tenures, their fingerprint, overlaps."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from briefings.checks.base import fingerprint
from briefings.models import Tenure
from briefings.models.tenures import TenureQuerySet

DATES = ("status", "acting", "appointed", "arrived", "started", "ended", "end_status")


def checked_tenures(today: date) -> TenureQuerySet:
    """Return the tenures to check, with the days certainly held.

    Left out is a tenure that was retracted, or whose official or office was.
    """
    return Tenure.objects.filter(
        retraction_reason="", official__retraction_reason="", office__retraction_reason=""
    ).with_certain_days(today)


def with_fingerprint(tenures: QuerySet[Tenure], *columns: str) -> QuerySet[Tenure]:
    """Annotate each tenure with the fingerprint of its dates and of further `columns`."""
    return tenures.annotate(facts=fingerprint(*DATES, *columns), others=Value(""))


def overlapping(tenures: TenureQuerySet, earlier: TenureQuerySet) -> QuerySet[Tenure]:
    """Keep the tenures that began while one of `earlier` had certainly not ended.

    Two that share only the day of the hand-over do not overlap. `others` names who held which
    office then; `facts` is the fingerprint of all their dates.
    """
    begun = OuterRef("sure_first")
    others = earlier.filter(
        Q(sure_first__lt=begun) | Q(sure_first=begun, pk__lt=OuterRef("pk")), Q(sure_last__gt=begun)
    ).order_by("pk")
    name = Concat(F("official__full_name"), Value(", "), F("office__title"))
    return tenures.filter(Exists(others)).annotate(
        found=ArraySubquery(others.values_list(fingerprint("pk", *DATES))),
        others=ArraySubquery(others.annotate(name=name).values_list("name")),
        facts=fingerprint(*DATES, "found"),
    )


def period_in_words(tenure: Tenure) -> str:
    """Return when the tenure began and ended, as in "20 January 1953 to 4 March 1989"."""
    begun = tenure.started or tenure.arrived or tenure.appointed
    ended = tenure.ended or tenure.get_end_status_display().lower()
    return f"{begun or 'not known'} to {ended}"
