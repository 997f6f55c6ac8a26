"""Visits as JSON."""

from __future__ import annotations

from briefings.api.documents import DocumentOfDayResource
from briefings.documents.visits import Visits
from briefings.filters.visits import VisitFilterSet


class VisitResource(DocumentOfDayResource):
    """Journeys of officials, with their stops."""

    documents = Visits()
    filterset_class = VisitFilterSet
    moving = True
