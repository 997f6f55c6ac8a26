"""Names as JSON, for the body's editor widget: records, sources, statements, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from unfold.admin import ModelAdmin

from briefings.actions.refusals import Refused
from briefings.actions.sources import known_source
from briefings.actions.writing import articles_shown_to
from briefings.admin.base import user_of
from briefings.admin.citing import ASKED, CITE, is_address, with_pages_read, with_source
from briefings.admin.dates import DayField
from briefings.admin.forms import KEY, with_kind
from briefings.admin.images import picture_shown
from briefings.admin.lists import DeskListMixin
from briefings.admin.stubs import stubs
from briefings.models import Identity, Image, Source, Statement
from briefings.search.named import records_named

FOUND = 12
# What is chosen from all records at once, in this order of their kinds.
KINDS = ("visit", "meeting", "official", "detainee", "place", "country", "organization", "office")
BY_KIND = Case(
    *(When(type=kind, then=place) for place, kind in enumerate(KINDS)),
    When(type="article", then=len(KINDS) + 1),
    default=len(KINDS),
)


def _results(rows: Iterable[dict[str, Any]]) -> JsonResponse:
    return JsonResponse({"results": [*rows]})


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
    return _results(
        {
            "id": str(named.identity.public_id),
            "type": named.identity.type,
            "label": named.label,
            "note": named.note,
            "by": named.by,
        }
        for named in found
    )


def _day(request: HttpRequest, at: datetime) -> date:
    """Return the day asked for, as the form of an edition has it; today for what is no day."""
    try:
        return DayField().clean(request.GET.get("day"))  # type: ignore[no-any-return]
    except ValidationError:
        return timezone.localdate(at)


@permission_required("briefings.view_source", raise_exception=True)
def source_names(request: HttpRequest) -> JsonResponse:
    """Return the sources with the words `q` in title or publisher, or at that address (one query).

    A source that is sent is entered: see `_source_entered`.
    """
    if request.method == "POST":
        return _source_entered(request)
    words = search_words(request).strip()
    if is_address(words):
        found = [known] if (known := known_source(words)) else []
    else:
        found = [*Source.objects.matching(words)[:FOUND]]
    return _results(map(_named, found))


@permission_required("briefings.add_source", raise_exception=True)
def _source_entered(request: HttpRequest) -> JsonResponse:
    """Enter the source at an address, by what its page says of itself, and return it as `made`.

    If it is refused the answer has the status 422, every reason, and what the page `said`.
    """
    by, sent = user_of(request), with_pages_read(request.POST, CITE)
    form = CITE.build_form(sent)
    said = {name: sent.get(f"{CITE.name}-{name}", "") for name in ASKED}
    if form.is_valid():
        try:
            return JsonResponse({"made": _named(with_source(by, form.cleaned_data)["source"])})
        except Refused as refused:
            reasons = refused.reasons
    else:
        faults = form.errors.items()
        reasons = [f"{form[name].label}: {fault}" for name, all_ in faults for fault in all_]
    return JsonResponse({"reasons": reasons, "said": said}, status=422)


def _named(source: Source) -> dict[str, str]:
    return {
        "id": str(source.public_id),
        "label": source.title,
        "note": source.publisher,
        "value": source.url or str(source),
    }


@permission_required("briefings.view_statement", raise_exception=True)
def statement_names(request: HttpRequest) -> JsonResponse:
    """Return the statements with the words `q` in their text or speaker (one query)."""
    found = Statement.objects.matching(search_words(request)).with_speakers()[:FOUND]
    return _results(
        {
            "id": str(s.public_id),
            "label": s.words,
            "note": str(s.official or s.organization or s.attribution),
        }
        for s in found
    )


@permission_required("briefings.view_image", raise_exception=True)
def image_names(request: HttpRequest) -> JsonResponse:
    """Return the pictures with the words `q` in caption, alternative text or credit (one query)."""
    found = Image.objects.matching(search_words(request))[:FOUND]
    return _results(
        {
            "id": str(image.public_id),
            "label": str(image),
            "note": image.credit,
            "picture": picture_shown(image),
        }
        for image in found
    )


class RecordsOffered(AutocompleteJsonView):
    """The records to choose from, each by its name with its kind."""

    def get_queryset(self) -> Any:
        """Return those that match what is typed, but for the one with the key `without`.

        Raises `PermissionDenied` for a field in which no record of any type is chosen.
        """
        if self.model_admin.model is not Identity:
            raise PermissionDenied
        found: Any = super().get_queryset()
        found = found.labelled(timezone.now())
        without = self.request.GET.get("without", "")
        return found.exclude(pk=without) if KEY.fullmatch(without) else found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return the key and the name; an article's is its live headline, else its slug."""
        return {"id": str(getattr(obj, to_field_name)), "text": with_kind(obj, obj.label_at)}


@admin.register(Identity)
class IdentityAdmin(DeskListMixin, ModelAdmin):
    """Records of every type, for autocompletion; they have no page here."""

    search_fields = (
        *("label", "slug", "official__names__name"),
        *("detainee__full_name", "detainee__names__name"),
    )
    ordering = (BY_KIND, "label", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identity]:
        """Return the records to choose from: none merged, no article that the user may not see."""
        shown = Identity.objects.with_one_of(articles_shown_to(user_of(request)))
        return shown.filter(merged_into__isnull=True).order_by(*self.ordering)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return False: the desk does not list identities."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: triggers write identities."""
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the JSON views."""
        guarded = self.admin_site.admin_view
        return [
            path(
                "offered/",
                guarded(RecordsOffered.as_view(admin_site=self.admin_site)),
                name="briefings_identity_offered",
            ),
            path("names/", guarded(record_names), name="briefings_identity_names"),
            path("sources/", guarded(source_names), name="briefings_source_names"),
            path("statements/", guarded(statement_names), name="briefings_statement_names"),
            path("images/", guarded(image_names), name="briefings_image_names"),
            path("stubs/", guarded(stubs), name="briefings_identity_stubs"),
            *super().get_urls(),
        ]
