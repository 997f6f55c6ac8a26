"""The envelope of a list: how many, the pages beside, the rows, and what holds for all of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from briefings import paging
from briefings.addresses import absolute
from briefings.api import csv
from briefings.api.errors import InvalidParameters, whole_number
from briefings.api.schemas import shape_of_rows
from briefings.documents.mentions import PLURALS
from briefings.filters.base import RecordFilterSet, Refusal, unknown_parameter
from briefings.filters.files import file_name
from briefings.filters.tallies import FacetCounts, count_list, facets_of_list

PAGE_SIZE, LARGEST_PAGE = 50, 200
META = {
    "type": "object",
    "required": ["licence", "attribution", "change_seq", "as_of", "warnings", "facets"],
    "properties": {
        "licence": {"type": "string"},
        "attribution": {"type": "string"},
        "change_seq": {
            "type": "integer",
            "description": "The number of the last change when this was made; go on from it in"
            " `changes/`",
        },
        "as_of": {"type": "string", "description": "The day that was asked of, or today"},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "facets": {
            "type": ["object", "null"],
            "description": "By facet; null unless `facets` asks for some",
            "additionalProperties": {
                "type": "object",
                "required": ["exact", "values"],
                "properties": {
                    "exact": {
                        "type": "boolean",
                        "description": "false: each value has at least so many rows",
                    },
                    "values": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["value", "label", "count"],
                            "properties": {
                                "value": {
                                    "type": "string",
                                    "description": "As the parameter of the facet's name takes it",
                                },
                                "label": {"type": "string"},
                                "count": {"type": "integer"},
                            },
                        },
                    },
                },
            },
        },
    },
}


class Envelope(BasePagination):
    """A page by keyset, counted up to 10,000 unless asked."""

    parameters: ClassVar[tuple[str, ...]] = ("page_size", "count", "facets", "format")
    counts: ClassVar[tuple[str, ...]] = ("bounded", "exact", "none")
    formats = ("json", "csv")
    # What asks something of a page or of its envelope: a file has neither.
    not_of_a_file = ("cursor", "page_size", "count", "facets", "expand")

    @classmethod
    def refusals(cls, request: Request, listing: RecordFilterSet) -> list[Refusal]:
        """Return the refusals of `page_size`, `count`, `facets` and `format`."""
        refused = cls.refusals_of_size(request)
        known = [facet.name for facet in listing.facets]
        for name in cls.facets_asked(request):
            if name not in known:
                near = unknown_parameter(name, known)
                detail = f"There is no facet “{name}” here."
                refused.append(
                    Refusal("facets", "unknown_facet", detail, near.did_you_mean, near.allowed)
                )
        return refused + cls._refused_of_format(request)

    @classmethod
    def refusals_of_size(cls, request: Request) -> list[Refusal]:
        """Return the refusals of `page_size` and `count`."""
        refused = []
        size = request.query_params.get("page_size", str(PAGE_SIZE))
        if whole_number(size, 1, LARGEST_PAGE) is None:
            detail = f"A page has from 1 to {LARGEST_PAGE} rows."
            refused.append(Refusal("page_size", "invalid_value", detail))
        if request.query_params.get("count", "bounded") not in cls.counts:
            detail = "A list is counted up to 10,000 (bounded), exactly, or not at all (none)."
            refused.append(Refusal("count", "invalid_value", detail, None, cls.counts))
        return refused

    @classmethod
    def _refused_of_format(cls, request: Request) -> list[Refusal]:
        format_ = request.query_params.get("format", "json")
        if format_ not in cls.formats:
            near = unknown_parameter(format_, cls.formats)
            detail = "A list is given as JSON, a page at a time, or whole as CSV."
            return [Refusal("format", "invalid_value", detail, near.did_you_mean, cls.formats)]
        if format_ == "json":
            return []
        return [
            Refusal(name, "not_of_a_file", f"A file holds the whole list: leave “{name}” out.")
            for name in cls.not_of_a_file
            if name in request.query_params
        ]

    @staticmethod
    def facets_asked(request: Request) -> list[str]:
        """Return the names of the facets that are asked for."""
        return [name for name in request.query_params.get("facets", "").split(",") if name]

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page asked for; one query, and one to count at most.

        None of a file, which reads its own.
        """
        self.request, self.view = request, view
        if request.query_params.get("format") == "csv":
            return []
        size = int(request.query_params.get("page_size", PAGE_SIZE))
        counted = request.query_params.get("count", "bounded")
        self.page = view.page(size)
        self.count = (
            None
            if counted == "none"
            else count_list(view.listing, view.ledger_state, exactly=counted == "exact")
        )
        return list(self.page.rows)

    def get_paginated_response(self, data: Any) -> HttpResponseBase:  # type: ignore[override]
        """Return the envelope with the rows in it, or the file."""
        if self.request.query_params.get("format") == "csv":
            return self._file()
        return self.enveloped(data)

    def enveloped(self, data: Any) -> Response:
        """Return the envelope with the rows in it."""
        following, previous = self._link(self.page.next), self._link(self.page.previous)
        listing = self.view.listing
        asked = listing.form.cleaned_data.get("as_of")
        envelope = {
            "count": self.count.number if self.count else None,
            "count_exact": self.count.exact if self.count else None,
            "next": following,
            "previous": previous,
            "results": data,
            "meta": {
                "licence": settings.API_LICENCE,
                "attribution": settings.NEWSROOM_NAME,
                "change_seq": self.view.ledger_state.head,
                "as_of": asked.text if asked else listing.today.isoformat(),
                "warnings": [],
                "facets": self._facets(),
            },
        }
        links = [(following, "next"), (previous, "prev")]
        header = ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links if url)
        return Response(envelope, headers={"Link": header} if header else {})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the envelope's schema, with the rows' in it."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties: dict[str, Any] = {
            "count": {
                "type": ["integer", "null"],
                "description": "How many rows the list has; null with `count=none`",
            },
            "count_exact": {
                "type": ["boolean", "null"],
                "description": "false: there are more than `count`",
            },
            "next": link,
            "previous": link,
            "results": schema,
            "meta": META,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return what the schema says of the envelope's own parameters."""
        return [
            {
                "name": "page_size",
                "in": "query",
                "description": "Rows on a page",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": LARGEST_PAGE,
                    "default": PAGE_SIZE,
                },
            },
            {
                "name": "count",
                "in": "query",
                "description": "How the rows are counted: up to 10,000, exactly, or not at all",
                "schema": {"type": "string", "enum": list(self.counts), "default": "bounded"},
            },
            {
                "name": "facets",
                "in": "query",
                "description": f"How many rows each value has, in `meta`: {_names(view)}",
                "schema": {"type": "string"},
            },
            {
                "name": "format",
                "in": "query",
                "description": "A page as JSON, or the whole list as CSV, up to 10,000 rows",
                "schema": {"type": "string", "enum": list(self.formats), "default": "json"},
            },
        ]

    def _file(self) -> HttpResponseBase:
        """Return the whole list as CSV; raises `InvalidParameters` where it is too long."""
        view, listing = self.view, self.view.listing
        if not count_list(listing, view.ledger_state).exact:
            detail = (
                f"A file holds at most {paging.COUNTED:,} rows, and this list has more:"
                " narrow it, or walk the pages of the JSON by `next`."
            )
            raise InvalidParameters([Refusal("format", "too_many_rows", detail)])
        plural = PLURALS[view.row_type]
        return csv.download(
            listing,
            view.page,
            csv.columns(shape_of_rows(plural), view.chosen_fields()),
            view.told,
            file_name(plural, listing, "csv"),
        )

    def _facets(self) -> dict[str, Any] | None:
        """Return the facets asked for, None for none; one query for all of them."""
        asked = self.facets_asked(self.request)
        if not asked:
            return None
        listing = self.view.listing
        facets = [facet for facet in listing.facets if facet.name in asked]
        counted = facets_of_list(listing, facets, self.view.ledger_state)
        return {name: _told(tally) for name, tally in counted.items()}

    def _link(self, token: str | None) -> str | None:
        if token is None:
            return None
        url = absolute(self.request.get_full_path())
        return replace_query_param(remove_query_param(url, "cursor"), "cursor", token)


def _told(tally: FacetCounts) -> dict[str, Any]:
    return {
        "exact": tally.exact,
        "values": [
            {"value": each.value, "label": each.label, "count": each.number}
            for each in tally.values
        ],
    }


def _names(view: Any) -> str:
    names = [facet.name for facet in view.filterset_class.facets]
    return f"{', '.join(names)}, with commas between them" if names else "there are none here"
