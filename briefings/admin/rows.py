"""The pages of rows that belong to a record: of facts, and of plain rows that cite sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.http import HttpRequest

from briefings.admin.base import DeskAdmin, PanelLink, address, editor
from briefings.admin.publication import FactForm, belonging
from briefings.admin.records import PublishedAdmin
from briefings.admin.sources import CitationRows
from briefings.models.triggers.belonging import parents_of
from briefings.timelines.sources import STATING, unsourced


def whole_of(row: Model) -> Any:
    """Return what the row belongs to, None where to nothing (a query, if it is not fetched)."""
    parents = parents_of(type(row))
    return next((found for name in parents if (found := getattr(row, name))), None)


class RowAdmin(DeskAdmin):
    """The page of a row; it leads back to what the row belongs to, and lists its sources."""

    inlines: Any = (CitationRows,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with what their relations are called by."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the page with the way back."""
        row = context.get("original")
        if row is not None and (whole := whole_of(row)) is not None:
            context["up"] = PanelLink(str(whole), address(whole))
        return super().render_change_form(request, context, *args, **kwargs)


class FactAdmin(RowAdmin, PublishedAdmin):
    """The page of a row that states a fact, and is published by itself."""

    form: Any = FactForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form, which knows who types, and of what."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = editor(request)
        form.whole = whole_of(obj) if obj else belonging(self.model, request.GET.get)
        return form

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows; of those that should cite a source, with whether one does not."""
        rows = super().get_queryset(request)
        if self.model not in STATING:
            return rows
        return rows.annotate(unsourced=Exists(unsourced(self.model).filter(pk=OuterRef("pk"))))

    def facts(self, row: Any, at: datetime) -> list[str]:
        """Say that a fact cites no source."""
        missing = ["It cites no source."] if getattr(row, "unsourced", False) else []
        return [*super().facts(row, at), *missing]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row; it becomes public as was chosen."""
        super().save_model(request, obj, form, change)
        self.publish_fact(request, form, whole_of(obj))


class PartAdmin(RowAdmin):
    """The page of a plain row, for its sources; it begins and ends on its record's page."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep it out of the lists of the desk."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it to the record's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let who does not publish change what belongs to a record that was never published."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or whole_of(obj).live_period is None
            or editor(request).has_perm("briefings.publish_identity")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let it be deleted by who may change it."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and self.has_change_permission(request, obj)
