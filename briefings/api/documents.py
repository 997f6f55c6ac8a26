"""Types of row whose answers are documents: their JSON is made once, an answer reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import SELECTED, SELECTING, Resource, gone_or_missing
from briefings.api.days import OfDayResource
from briefings.api.errors import InvalidParameters, refuse_unknown
from briefings.api.shapes import shape
from briefings.documents import store
from briefings.documents.builder import Asked, Documents
from briefings.filters.base import Refusal, unknown_parameter

Told = dict[str, Any]
EXPANSIONS = ("document",)
EXPAND = OpenApiParameter(
    "expand",
    str,
    enum=EXPANSIONS,
    description="`document`: each row whole, as at its own address; up to 200 on a page",
)


class DocumentResource(Resource):
    """A type of row: its list and, by public id, each of them, told from `documents`."""

    documents: ClassVar[Documents[Any]]
    asked_of_a_list = (*SELECTING, "expand")

    def __init_subclass__(cls, **options: Any) -> None:
        """Take type, rows and schema of the documents, where a class names them."""
        super().__init_subclass__(**options)
        if documents := vars(cls).get("documents"):
            name = documents.name.title().replace("-", "")
            in_list = name if documents.in_list is documents.whole else f"{name}InList"
            cls.row_type = documents.name
            cls.queryset = documents.model.objects.all()
            cls.serializer_class = shape(documents.whole, name)
            cls.list_serializer_class = shape(documents.in_list, in_list)
            row = extend_schema(description=cls.__doc__)
            rows = extend_schema(description=cls.__doc__, parameters=[*SELECTED, EXPAND])
            extend_schema_view(list=rows, retrieve=row)(cls)

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
        if self.expanded:
            whole = store.read(self.documents, ids, self.ledger_state)
            return [self._chosen(self.documents.told(each, self.asked_of)) for each in whole]
        items = store.read(self.documents, ids, self.ledger_state, part="item")
        return [self._chosen(self.documents.told_in_list(each, self.asked_of)) for each in items]

    @property
    def expanded(self) -> bool:
        """Whether a list is asked for whole documents."""
        return "expand" in self.request.query_params

    def refused(self) -> list[Refusal]:
        """Return the refusals of `expand` as well."""
        refused = super().refused()
        if self.expanded and (given := self.request.query_params["expand"]) not in EXPANSIONS:
            near = unknown_parameter(given, EXPANSIONS)
            detail = "A row is given in short, or whole (document)."
            refused.append(
                Refusal("expand", "invalid_value", detail, near.did_you_mean, EXPANSIONS)
            )
        return refused

    def get_serializer_class(self) -> Any:
        """Return what describes an answer: of expanded rows, that of a row's own address."""
        if self.action == "list" and not self.expanded:
            return self.list_serializer_class
        return self.serializer_class

    @property
    def asked_of(self) -> Asked:
        """What is asked of the documents: today."""
        at = self.ledger_state.at
        return Asked(at, localdate(at))

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


class DocumentOfDayResource(OfDayResource, DocumentResource):
    """A type of row that is told as it stood on one day: `as_of`, today without one."""

    @property
    def asked_of(self) -> Asked:
        """What is asked of the documents: the day `as_of`, today without one."""
        return Asked(self.ledger_state.at, self.today, self.asked)
