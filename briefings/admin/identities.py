"""Names as JSON, for the body's editor widget: records, sources, statements, pictures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from unfold.admin import ModelAdmin

from briefings.actions.writing import articles_shown_to
from briefings.admin.base import user_of
from briefings.admin.dates import DayField
from briefings.admin.images import picture_shown
from briefings.admin.lists import DeskListMixin
from briefings.admin.stubs import stubs
from briefings.models import Identity, Image, Source, Statement
from briefings.search.named import records_named

FOUND = 12


def search_words(request: HttpRequest) -> str:
    """Return the words in `q`, without NUL, which no text in the database can hold."""
    return request.GET.get("q", "").replace("\0", "")


@permission_required("briefings.view_identity", raise_exception=True)
def record_names(request: HttpRequest) -> JsonResponse:
    """Return the records with the words `q` in a name; officials with the office on the `day`.

    The day is that of the piece, today if the page sends none.
    """
    at = timezone.now()
    found = records_named(search_words(request), day=_day(request, at), at=at)
    return JsonResponse(
        {
            "results": [
                {
                    "id": str(named.identity.public_id),
                    "label": named.label,
                    "note": named.note,
                    "by": named.by,
                }
                for named in found
            ]
        }
    )


def _day(request: HttpRequest, at: datetime) -> date:
    """Return the day asked for, as the form of an edition has it; today for what is no day."""
    try:
        return DayField().clean(request.GET.get("day"))  # type: ignore[no-any-return]
    except ValidationError:
        return timezone.localdate(at)


@permission_required("briefings.view_source", raise_exception=True)
def source_names(request: HttpRequest) -> JsonResponse:
    """Return the sources with the words `q` in title or publisher (one query)."""
    found = Source.objects.matching(search_words(request))[:FOUND]
    return JsonResponse(
        {
            "results": [
                {
                    "id": str(s.public_id),
                    "label": s.title,
                    "note": s.publisher,
                    "value": s.url or str(s),
                }
                for s in found
            ]
        }
    )


@permission_required("briefings.view_statement", raise_exception=True)
def statement_names(request: HttpRequest) -> JsonResponse:
    """Return the statements with the words `q` in their text or speaker (one query)."""
    found = Statement.objects.matching(search_words(request)).with_speakers()[:FOUND]
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


@permission_required("briefings.view_image", raise_exception=True)
def image_names(request: HttpRequest) -> JsonResponse:
    """Return the pictures with the words `q` in caption, alternative text or credit (one query)."""
    found = Image.objects.matching(search_words(request))[:FOUND]
    return JsonResponse(
        {
            "results": [
                {
                    "id": str(image.public_id),
                    "label": str(image),
                    "note": image.credit,
                    "picture": picture_shown(image),
                }
                for image in found
            ]
        }
    )


@admin.register(Identity)
class IdentityAdmin(DeskListMixin, ModelAdmin):
    """Records of every type, for autocompletion; they have no page here."""

    search_fields = (
        *("label", "slug", "official__names__name"),
        *("detainee__full_name", "detainee__names__name"),
    )
    ordering = ("label", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identity]:
        """Return the records to choose from: none merged, no article that the user may not see."""
        shown = Identity.objects.with_one_of(articles_shown_to(user_of(request)))
        return shown.filter(merged_into__isnull=True).order_by(*self.ordering)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return False: the desk does not list identities."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: triggers write identities."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: triggers write identities."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: triggers write identities."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the JSON views."""
        guarded = self.admin_site.admin_view
        return [
            path("names/", guarded(record_names), name="briefings_identity_names"),
            path("sources/", guarded(source_names), name="briefings_source_names"),
            path("statements/", guarded(statement_names), name="briefings_statement_names"),
            path("images/", guarded(image_names), name="briefings_image_names"),
            path("stubs/", guarded(stubs), name="briefings_identity_stubs"),
            *super().get_urls(),
        ]
