"""Visits as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.visits import Visits
from briefings.filters.visits import VisitFilterSet


class VisitResource(OfDayResource):
    """Journeys of officials, with their stops."""

    documents = Visits()
    filterset_class = VisitFilterSet
    moving = True
