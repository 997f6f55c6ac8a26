"""Types of row whose answers are documents: their JSON is made once, an answer reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import Resource, gone_or_missing
from briefings.api.errors import InvalidParameters, refuse_unknown
from briefings.api.shapes import shape
from briefings.documents import store
from briefings.documents.builder import Asked, Documents

Told = dict[str, Any]


class DocumentResource(Resource):
    """A type of row: its list and, by public id, each of them, told from `documents`."""

    documents: ClassVar[Documents[Any]]

    def __init_subclass__(cls, **options: Any) -> None:
        """Take type, rows and schema of the documents, where a class names them."""
        super().__init_subclass__(**options)
        if documents := vars(cls).get("documents"):
            name = documents.name.title().replace("-", "")
            cls.row_type = documents.name
            cls.queryset = documents.model.objects.all()
            cls.serializer_class = shape(documents.whole, name)
            cls.list_serializer_class = shape(documents.in_list, f"{name}InList")
            described = extend_schema(description=cls.__doc__)
            extend_schema_view(list=described, retrieve=described)(cls)

    def get_queryset(self) -> QuerySet[Any]:
        """Return what is live at the request's moment, without what its documents say."""
        rows: QuerySet[Any] = self.documents.model.objects.live(self.ledger_state.at)
        return rows.only("public_id")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the row at the address; one query. Raises `Withdrawn` or NotFound for none."""
        return Response(self.get_object())

    def get_object(self) -> Told:
        """Return what is told at a row's address."""
        refuse_unknown(self.request, self.asked_of_a_row)
        if refused := self.refused_fields():
            raise InvalidParameters(refused)
        public_id = self.kwargs["id"]
        for document in store.read(self.documents, [public_id], self.ledger_state):
            return self._chosen(self.documents.told(document, self.asked_of))
        raise gone_or_missing(self.row_type, public_id, self.ledger_state.at)

    def told(self, rows: Iterable[Any]) -> list[Told]:
        """Return what a list tells of its rows."""
        ids = [row.public_id for row in rows]
        items = store.read(self.documents, ids, self.ledger_state, part="item")
        return [self._chosen(self.documents.told_in_list(each, self.asked_of)) for each in items]

    @property
    def asked_of(self) -> Asked:
        """The day of which is told: today."""
        today = localdate(self.ledger_state.at)
        return Asked(today, today)

    def discreet(self, told: Any) -> Any:
        """Return what is told with the names blank that are withheld; documents have them so."""
        if self.action == "retrieve" and "id" in told:
            return told
        if self.action == "list" and "results" in told:
            return {**super().discreet({**told, "results": []}), "results": told["results"]}
        return super().discreet(told)

    def _chosen(self, told: Told) -> Told:
        names = self.chosen_fields()
        return told if names is None else {name: told[name] for name in told if name in names}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the page asked for; a query for its rows, and one for their documents."""
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.told(page))
