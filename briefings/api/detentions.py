"""Detentions as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.detentions import Detentions
from briefings.filters.detentions import DetentionFilterSet


class DetentionResource(OfDayResource):
    """Who was held by whom, and how it stood on a day."""

    documents = Detentions()
    filterset_class = DetentionFilterSet
