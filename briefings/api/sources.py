"""Sources as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.sources import Sources
from briefings.filters.sources import SourceFilterSet


class SourceResource(Resource):
    """What facts rest on."""

    documents = Sources()
    filterset_class = SourceFilterSet
