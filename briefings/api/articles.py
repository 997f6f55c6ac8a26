"""Articles as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.documents import Resource
from briefings.api.shapes import shape
from briefings.documents.articles import Articles
from briefings.documents.editions import SupersededEdition, superseded
from briefings.filters.articles import ArticleFilterSet
from briefings.veil import Veil


class ArticleResource(Resource):
    """Pieces, each as its live edition has it."""

    documents = Articles()
    filterset_class = ArticleFilterSet

    @extend_schema(
        operation_id="articles_versions",
        responses=shape(SupersededEdition)(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def versions(self, request: Request, **_: Any) -> Response:
        """Return the editions that were live before the one that is, newest first."""
        self.get_object()
        state = self.ledger_state
        veil = Veil.of(state.withheld)
        return self.answer(superseded(self.kwargs["id"], state.at, veil))
