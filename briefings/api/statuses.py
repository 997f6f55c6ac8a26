"""Changes of status as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.statuses import StatusChanges
from briefings.filters.statuses import StatusChangeFilterSet


class StatusChangeResource(Resource):
    """How meetings and visits came to be held or not, and who came."""

    documents = StatusChanges()
    filterset_class = StatusChangeFilterSet
