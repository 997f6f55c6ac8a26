"""Custody events as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.custody import CustodyEvents
from briefings.filters.custody import CustodyEventFilterSet


class CustodyEventResource(Resource):
    """What happened to those detained, event by event."""

    documents = CustodyEvents()
    filterset_class = CustodyEventFilterSet
