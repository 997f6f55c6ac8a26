"""Statements as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.statements import Statements
from briefings.filters.statements import StatementFilterSet


class StatementResource(Resource):
    """Who said what, when, and about what."""

    documents = Statements()
    filterset_class = StatementFilterSet
