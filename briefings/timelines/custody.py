"""Reads of custody, for the pages that still read tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from briefings.models import (
    Country,
    CustodyEvent,
    Detention,
    Nationality,
    Organization,
)
from briefings.timelines.prepared import one_of, prepared


@dataclass(frozen=True)
class Custody:
    """A live detention and its live events, as they happened.

    `holder` is the country or group, None where the public does not see it.
    """

    detention: Detention
    holder: Country | Organization | None
    events: list[CustodyEvent]


def citizenships_of(detainees: Collection[int], at: datetime) -> dict[int, list[Country]]:
    """Return the live countries whose citizens the detainees with these keys are; one query."""
    told: dict[int, list[Country]] = {}
    for row in _citizenships(at, detainees):
        told.setdefault(row.detainee_id, []).append(row.country)
    return told


@prepared
def _citizenships(at: datetime, detainees: Collection[int]) -> QuerySet[Nationality]:
    rows = Nationality.objects.filter(one_of("detainee", detainees), country__live_period__holds=at)
    return rows.select_related("country").order_by("country__name", "id")
