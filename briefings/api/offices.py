"""Offices as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.offices import Offices
from briefings.filters.offices import OfficeFilterSet


class OfficeResource(OfDayResource):
    """Posts that officials hold, and who held each on a day."""

    documents = Offices()
    filterset_class = OfficeFilterSet
