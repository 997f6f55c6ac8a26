"""Readouts as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.readouts import Readouts
from briefings.filters.readouts import ReadoutFilterSet


class ReadoutResource(Resource):
    """What each side says was said."""

    documents = Readouts()
    filterset_class = ReadoutFilterSet
