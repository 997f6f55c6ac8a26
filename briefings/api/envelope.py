"""The envelope of a list: how many, the pages beside, the rows, and what holds for all of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from briefings import paging
from briefings.api.errors import whole_number
from briefings.filters.base import Refusal

PAGE_SIZE, LARGEST_PAGE = 50, 200
META = {
    "type": "object",
    "required": ["licence", "attribution", "change_seq", "as_of", "warnings"],
    "properties": {
        "licence": {"type": "string"},
        "attribution": {"type": "string"},
        "change_seq": {
            "type": "integer",
            "description": "The number of the last change; go on from it in `changes/`",
        },
        "as_of": {"type": "string", "description": "The day that was asked of, or today"},
        "warnings": {"type": "array", "items": {"type": "string"}},
    },
}


class Envelope(BasePagination):
    """A page by keyset, counted up to 10,000 unless asked."""

    parameters: ClassVar[tuple[str, ...]] = ("page_size", "count")
    counts: ClassVar[tuple[str, ...]] = ("bounded", "exact", "none")

    @classmethod
    def refusals(cls, request: Request) -> list[Refusal]:
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

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page asked for; one query, and one to count unless refused."""
        self.request, self.view = request, view
        size = int(request.query_params.get("page_size", PAGE_SIZE))
        counted = request.query_params.get("count", "bounded")
        self.page = view.listing.page(size, queryset)
        self.count = (
            None if counted == "none" else paging.count(view.listing.qs, exactly=counted == "exact")
        )
        return list(self.page.rows)

    def get_paginated_response(self, data: Any) -> Response:
        """Return the envelope with the rows in it."""
        following, previous = self._link(self.page.next), self._link(self.page.previous)
        envelope = {
            "count": self.count.number if self.count else None,
            "count_exact": self.count.exact if self.count else None,
            "next": following,
            "previous": previous,
            "results": data,
            "meta": {
                "licence": settings.API_LICENCE,
                "attribution": settings.NEWSROOM_NAME,
                "change_seq": self.view.standing.head,
                "as_of": self.request.query_params.get("as_of")
                or self.view.listing.today.isoformat(),
                "warnings": [],
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
        ]

    def _link(self, token: str | None) -> str | None:
        if token is None:
            return None
        url = self.request.build_absolute_uri()
        return replace_query_param(remove_query_param(url, "cursor"), "cursor", token)
