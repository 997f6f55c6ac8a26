"""The sources under a fact, on the page of that fact."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from briefings.admin.base import TabularRows
from briefings.models import Citation


class CitationRows(TabularRows):
    """What the record or row on the page takes from which source."""

    model = Citation
    fields = ("source", "stance", "says", "page", "quote")
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the citations in their order, with their sources."""
        return super().get_queryset(request).in_order()
