"""Types of row whose answers are documents: their JSON is made once, an answer reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from orjson import Fragment
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from briefings.api.base import Answer, gone_or_missing
from briefings.api.envelope import Envelope
from briefings.api.errors import InvalidParameters, refuse_unknown
from briefings.api.kept import KeptAnswer
from briefings.api.shapes import shape
from briefings.documents import store
from briefings.documents.builder import Asked, Documents
from briefings.filters.base import RecordFilterSet, Refusal, unknown_parameter
from briefings.filters.reads import types_read
from briefings.ledger import EVERYTHING, Scope
from briefings.paging import KeysetPage

SELECTING = ("fields", "omit")
SELECTED = [
    OpenApiParameter("fields", str, description="Only these fields, with commas between them"),
    OpenApiParameter("omit", str, description="Not these fields, with commas between them"),
]
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


class ListBackend(DjangoFilterBackend):
    """The list's FilterSet, asked with the request's moment; all refusals raise at once."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Have the view know the list, which finds its rows; raises `InvalidParameters`."""
        known = (*view.asked_of_a_list, *Envelope.parameters)
        listing: RecordFilterSet = view.filterset_class(
            request.query_params, at=view.ledger_state.at, extra=known
        )
        refusals = [*listing.refusals, *Envelope.refusals(request, listing), *view.refused()]
        if refusals:
            raise InvalidParameters(refusals)
        view.listing = listing
        return queryset


@extend_schema(parameters=SELECTED)
class Resource(KeptAnswer, Answer, ReadOnlyModelViewSet[Any]):
    """A type of row: its list and, by public id, each of them, told from `documents`.

    A subclass names the documents and the filters of the list.
    """

    documents: ClassVar[Documents[Any]]
    filterset_class: ClassVar[type[RecordFilterSet]]
    filter_backends = [ListBackend]
    pagination_class = Envelope
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter = "uuid"
    asked_of_a_row: ClassVar[tuple[str, ...]] = SELECTING
    asked_of_a_list: ClassVar[tuple[str, ...]] = (*SELECTING, "expand")
    listing: RecordFilterSet
    row_type: ClassVar[str]
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

    def scope(self, request: Request) -> Scope:
        """Return what an answer rests on: the row's own changes, or those that its list reads.

        The ledger tells of a row whenever its answer differs, by whatever it embeds.
        """
        if self.action != "list":
            return Scope(frozenset(), row=self.kwargs["id"])
        asked = Envelope.facets_asked(request)
        facets = [facet for facet in self.filterset_class.facets if facet.name in asked]
        read = types_read(self.filterset_class, request.query_params, facets)
        return EVERYTHING if read is None else Scope(read | {self.row_type})

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

    def page(self, size: int) -> KeysetPage[str]:
        """Return a page of the list's rows, as they are stored; one query."""
        part: store.Part = "body" if self.expanded else "item"
        return self.listing.page_of(self.documents, size, self.ledger_state, part)

    def told(self, rows: Iterable[str]) -> list[Told]:
        """Return what a list tells of its rows."""
        tell = self.documents.told if self.expanded else self.documents.told_in_list
        return [self._chosen(tell(each, self.asked_of)) for each in rows]

    @property
    def _is_as_stored(self) -> bool:
        """Whether what is stored is the answer, to the byte."""
        return not self.documents.moves and self.chosen_fields() is None

    def refused(self) -> list[Refusal]:
        """Return the refusals of what a list is asked beside its filters and its envelope."""
        refused = self.refused_fields()
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

    def chosen_fields(self) -> frozenset[str] | None:
        """Return the names of the fields asked for; None for all."""
        asked = self._names("fields")
        omitted = self._names("omit")
        if not asked and not omitted:
            return None
        return frozenset(asked or self._declared()) - frozenset(omitted)

    def refused_fields(self) -> list[Refusal]:
        """Return the refusals of fields that the answer does not have."""
        declared = self._declared()
        refused = []
        for parameter in SELECTING:
            for name in self._names(parameter):
                if name not in declared:
                    near = unknown_parameter(name, declared)
                    detail = f"There is no field “{name}” here."
                    refused.append(
                        Refusal(parameter, "unknown_field", detail, near.did_you_mean, near.allowed)
                    )
        return refused

    def _names(self, parameter: str) -> list[str]:
        return [name for name in self.request.query_params.get(parameter, "").split(",") if name]

    def _declared(self) -> list[str]:
        return list(self.get_serializer_class()._declared_fields)

    def _chosen(self, told: Told) -> Told:
        names = self.chosen_fields()
        return told if names is None else {name: told[name] for name in told if name in names}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the page asked for; one query."""
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        rows = [*map(Fragment, page)] if self._is_as_stored else self.told(page)
        return self.get_paginated_response(rows)
