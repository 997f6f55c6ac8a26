"""The pages of rows that belong to a record: facts, and parts that cite sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.http import HttpRequest

from briefings.admin.base import DeskAdmin, PanelLink, desk_url, user_of
from briefings.admin.buttons import Button
from briefings.admin.citing import CITE
from briefings.admin.publication import FactForm, parent_in_query
from briefings.admin.records import PublishedAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.unsourced import STATING, unsourced
from briefings.models.triggers.belonging import parents_of


def whole_of(row: Model) -> Any:
    """Return what the row belongs to, None if to nothing (one query unless it is fetched)."""
    parents = parents_of(type(row))
    return next((found for name in parents if (found := getattr(row, name))), None)


class RowAdmin(DeskAdmin):
    """The page of a row, with its sources and a link back to what it belongs to."""

    inlines: Any = (CitationRows,)
    dialogues: tuple[Button, ...] = (CITE,)

    def part_of(self, row: Model | None) -> str:
        """Return what the row is of what: “participant of Talks in Beijing”."""
        whole = whole_of(row) if row else None
        return f"{self.opts.verbose_name} of {whole}" if whole else ""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the page, with a link back to what the row belongs to."""
        row = context.get("original")
        if row is not None and (whole := whole_of(row)) is not None:
            context["up"] = PanelLink(str(whole), desk_url(whole))
        return super().render_change_form(request, context, *args, **kwargs)


class FactAdmin(RowAdmin, PublishedAdmin):
    """The page of a fact."""

    form: Any = FactForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class, with the user and what the row belongs to."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = user_of(request)
        form.whole = whole_of(obj) if obj else parent_in_query(self.model, request.GET.get)
        return form

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows; if they should cite sources, annotated with whether one cites none."""
        rows = super().get_queryset(request)
        if self.model not in STATING:
            return rows
        return rows.annotate(unsourced=Exists(unsourced(self.model).filter(pk=OuterRef("pk"))))

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Add that the fact cites no source, if so."""
        missing = ["It cites no source."] if getattr(row, "unsourced", False) else []
        return [*super().panel_sentences(row, at), *missing]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row and publish it as chosen."""
        super().save_model(request, obj, form, change)
        self.publish_fact(request, form, whole_of(obj))


class PartAdmin(RowAdmin):
    """The page of a part, for its sources; it is added on its record's page."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return False: the desk does not list parts."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: a part is added on its record's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow parts of a record that was ever published only to those who may publish."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or whole_of(obj).live_period is None
            or user_of(request).has_perm("briefings.publish_identity")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow whoever may change it."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and self.has_change_permission(request, obj)
