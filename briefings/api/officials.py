"""Officials as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.officials import Officials
from briefings.filters.officials import OfficialFilterSet


class OfficialResource(OfDayResource):
    """Persons, and what they held on a day."""

    documents = Officials()
    filterset_class = OfficialFilterSet
