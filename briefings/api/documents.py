"""Types of row whose answers are documents: their JSON is made once, an answer reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from orjson import Fragment
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


def refused_expansion(given: str) -> Refusal | None:
    """Return why this value of `expand` is refused; None if it is not."""
    if given in EXPANSIONS:
        return None
    near = unknown_parameter(given, EXPANSIONS)
    detail = "A row is given in short, or whole (document)."
    return Refusal("expand", "invalid_value", detail, near.did_you_mean, EXPANSIONS)


class DocumentResource(Resource):
    """A type of row: its list and, by public id, each of them, told from `documents`."""

    documents: ClassVar[Documents[Any]]
    asked_of_a_list = (*SELECTING, "expand")
    list_serializer_class: ClassVar[Any]
    blank: Any = None

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
        return rows.select_related(None).only("public_id")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the row at the address; one query. Raises `Withdrawn` or NotFound for none."""
        return self.answer(self.get_object())

    def answer(self, told: Any) -> Response:
        """Return the answer of what has its names blank already."""
        self.blank = told
        return Response(told)

    def get_object(self) -> Told | Fragment:
        """Return what is told at a row's address."""
        refuse_unknown(self.request, self.asked_of_a_row)
        if refused := self.refused_fields():
            raise InvalidParameters(refused)
        public_id = self.kwargs["id"]
        for document in store.read(self.documents, [public_id], self.ledger_state):
            if self._is_as_stored:
                return Fragment(document)
            return self._chosen(self.documents.told(document, self.asked_of))
        raise gone_or_missing(self.row_type, public_id, self.ledger_state.at)

    def told(self, rows: Iterable[Any]) -> list[Told]:
        """Return what a list tells of its rows."""
        tell = self.documents.told if self.expanded else self.documents.told_in_list
        return [self._chosen(tell(each, self.asked_of)) for each in self._stored(rows)]

    def _stored(self, rows: Iterable[Any]) -> list[bytes]:
        ids = [row.public_id for row in rows]
        part: store.Part = "body" if self.expanded else "item"
        return store.read(self.documents, ids, self.ledger_state, part)

    @property
    def _is_as_stored(self) -> bool:
        """Whether what is stored is the answer, to the byte."""
        return not self.documents.moves and self.chosen_fields() is None

    @property
    def expanded(self) -> bool:
        """Whether a list is asked for whole documents."""
        return "expand" in self.request.query_params

    def refused(self) -> list[Refusal]:
        """Return the refusals of `expand` as well."""
        refused = super().refused()
        expansion = self.expanded and refused_expansion(self.request.query_params["expand"])
        return [*refused, expansion] if expansion else refused

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
        if told is self.blank:
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
        rows = [*map(Fragment, self._stored(page))] if self._is_as_stored else self.told(page)
        return self.get_paginated_response(rows)


class DocumentOfDayResource(OfDayResource, DocumentResource):
    """A type of row that is told as it stood on one day: `as_of`, today without one."""

    @property
    def asked_of(self) -> Asked:
        """What is asked of the documents: the day `as_of`, today without one."""
        return Asked(self.ledger_state.at, self.today, self.asked)
