"""Topics as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.topics import Topics
from briefings.filters.topics import TopicFilterSet


class TopicResource(Resource):
    """What articles are about."""

    documents = Topics()
    filterset_class = TopicFilterSet
