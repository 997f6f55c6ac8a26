"""Places as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.places import Places
from briefings.filters.places import PlaceFilterSet


class PlaceResource(Resource):
    """Venues, cities, prisons, airports."""

    documents = Places()
    filterset_class = PlaceFilterSet
