"""Sources at the desk: their own pages, and the citations on the page of each fact."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import cached_property

from briefings.admin.base import TabularRows, editor
from briefings.admin.forms import ChildFormSet
from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.history import last_source
from briefings.models import Citation, Source


class CitationFormSet(ChildFormSet):
    """The citations of a fact; a new one offers the source that `by` cited last."""

    by: ClassVar[User]

    @cached_property
    def offered(self) -> Source | None:
        """The source that `by` cited last (a query)."""
        return last_source(self.by)

    @property
    def empty_form(self) -> Any:
        """Return the form of a new row; what it offers counts as typed."""
        form = super().empty_form
        if self.offered:
            form.initial["source"] = self.offered.pk
            form.fields["source"].widget.widget.known = self.offered
        return form


class CitationRows(TabularRows):
    """What the record or row on the page takes from which source."""

    model = Citation
    formset = CitationFormSet
    fields = ("source", "stance", "says", "page", "quote")
    autocomplete_fields = ("source",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows' forms, which know who cites."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by = editor(request)
        return formset

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
