"""Sources at the desk: their own pages, and the citations on the page of each fact."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from briefings.admin.base import TabularRows
from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.models import Citation, Source


class CitationRows(TabularRows):
    """What the record or row on the page takes from which source."""

    model = Citation
    fields = ("source", "stance", "says", "page", "quote")
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the citations in their order, with their sources."""
        return super().get_queryset(request).in_order()


@admin.register(Source)
class SourceAdmin(PublishedAdmin):
    """The list of sources, and the page of one."""

    list_display = ("title", "publisher", "published_on", "publication")
    list_filter = (PublicationFilter,)
    search_fields = ("title", "publisher", "url")
    fields = (
        "publisher",
        "title",
        "url",
        "archived_url",
        ("published_on", "accessed_on"),
    )
