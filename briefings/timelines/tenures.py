"""Reads of who held which office when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from briefings.models import (
    Tenure,
)
from briefings.models.base import if_live
from briefings.timelines.prepared import one_of, prepared


def tenures_of(identities: Collection[int], at: datetime) -> list[Tenure]:
    """Return the live tenures of the officials with these identities, the earliest first."""
    return with_live_countries(_tenures(at, identities), at)


@prepared
def _tenures(at: datetime, identities: Collection[int]) -> QuerySet[Tenure]:
    tenures = Tenure.objects.live(at).filter(one_of("official__identity", identities))
    return tenures.select_related("official__identity", "office__country").in_order()


def with_live_countries(tenures: Iterable[Tenure], at: datetime) -> list[Tenure]:
    """Return the tenures, their offices without a country that the public does not see."""
    told = list(tenures)
    for tenure in told:
        tenure.office.country = if_live(tenure.office.country, at)
    return told
