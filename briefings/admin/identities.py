"""Names as JSON: what the body's editor finds when something of the record is looked for."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from unfold.admin import ModelAdmin

from briefings.actions.writing import articles_shown_to
from briefings.admin.base import editor
from briefings.admin.lists import DeskListMixin
from briefings.models import Identity, Image, Source, Statement

FOUND = 12


def asked(request: HttpRequest) -> str:
    """Return the words `q`, without the one character that no text of the database holds."""
    return request.GET.get("q", "").replace("\0", "")


def record_names(request: HttpRequest) -> JsonResponse:
    """Return the records that have the words `q` in a name: id, label, type (one query)."""
    articles = articles_shown_to(editor(request))
    found = Identity.objects.matching(asked(request)).with_one_of(articles)[:FOUND]
    return JsonResponse(
        {"results": [{"id": str(r.public_id), "label": str(r), "note": r.type} for r in found]}
    )


def source_names(request: HttpRequest) -> JsonResponse:
    """Return the sources that have the words `q` in title or publisher (one query)."""
    found = Source.objects.matching(asked(request))[:FOUND]
    return JsonResponse(
        {
            "results": [
                {"id": str(s.public_id), "label": s.title, "note": s.publisher} for s in found
            ]
        }
    )


def statement_names(request: HttpRequest) -> JsonResponse:
    """Return the statements that have the words `q` in them, or in who said them (one query)."""
    found = Statement.objects.matching(asked(request)).with_speakers()[:FOUND]
    return JsonResponse(
        {
            "results": [
                {
                    "id": str(s.public_id),
                    "label": s.words,
                    "note": str(s.official or s.organization or s.attribution),
                }
                for s in found
            ]
        }
    )


def image_names(request: HttpRequest) -> JsonResponse:
    """Return the pictures that have the words `q` in caption, text or credit (one query)."""
    found = Image.objects.matching(asked(request))[:FOUND]
    return JsonResponse(
        {"results": [{"id": str(i.public_id), "label": str(i), "note": i.credit} for i in found]}
    )


@admin.register(Identity)
class IdentityAdmin(DeskListMixin, ModelAdmin):
    """Any record, to be found by what points at one; it has no page."""

    search_fields = (
        *("label", "slug", "official__names__name"),
        *("detainee__full_name", "detainee__names__name"),
    )
    ordering = ("label", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identity]:
        """Return the records that can be pointed at: a merged one's survivor in its stead.

        Of somebody else's draft a reporter is not told that it is there.
        """
        shown = Identity.objects.with_one_of(articles_shown_to(editor(request)))
        return shown.filter(merged_into__isnull=True).order_by(*self.ordering)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep it out of the lists of the desk."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse it: triggers write identities."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse it: triggers write identities."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse it: triggers write identities."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Return also the addresses of names."""
        guarded = self.admin_site.admin_view
        return [
            path("names/", guarded(record_names), name="briefings_identity_names"),
            path("sources/", guarded(source_names), name="briefings_source_names"),
            path("statements/", guarded(statement_names), name="briefings_statement_names"),
            path("images/", guarded(image_names), name="briefings_image_names"),
            *super().get_urls(),
        ]
