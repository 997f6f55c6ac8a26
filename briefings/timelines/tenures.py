"""Reads of who held which office when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from briefings.models import (
    Office,
    PartialDate,
    Tenure,
)
from briefings.models.base import if_live
from briefings.paging import without_texts
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


def holders(office: Office, at: datetime) -> QuerySet[Tenure]:
    """Return the live tenures of an office, with the officials, the earliest first."""
    return Tenure.objects.live(at).filter(office=office).select_related("official").in_order()


def holders_of(
    offices: Collection[int], day: date | PartialDate, *, at: datetime, today: date
) -> QuerySet[Tenure]:
    """Return who possibly held one of the offices with these keys on a day."""
    tenures = Tenure.objects.live(at).during(day, today=today).filter(office__in=offices)
    return without_texts(tenures.select_related("official").in_order())
