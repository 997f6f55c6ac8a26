"""Topics as JSON."""

from __future__ import annotations

from briefings.api.documents import DocumentResource
from briefings.documents.topics import Topics
from briefings.filters.topics import TopicFilterSet


class TopicResource(DocumentResource):
    """What articles are about."""

    documents = Topics()
    filterset_class = TopicFilterSet
