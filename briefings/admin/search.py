"""The search box of the sidebar: records, articles and sources by any of their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import lookup_field
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from briefings.admin.base import desk_url
from briefings.admin.identities import search_words
from briefings.models import Article, Source
from briefings.models.record_types import RECORD_TYPES
from briefings.search.named import OFFERED, records_named

SHORTEST = 2  # letters, of what is looked for
SHOWN = 5  # articles, and sources


class Hit(NamedTuple):
    """A row that was found: its name, what tells it from others, the address of its page."""

    name: str
    apart: str
    url: str


class Group(NamedTuple):
    """Hits of one kind, with the address of all of them in the kind's list."""

    key: str
    title: str
    hits: list[Hit]
    all_url: str


def search(request: HttpRequest) -> HttpResponse:
    """Return the page of what is found by `q`, or only its results if a script asks (`part`).

    Three queries for the names, one for each kind that is found with what its list shows, three for
    articles and sources.
    """
    typed = " ".join(search_words(request).split())
    found = groups(request, typed) if len(typed) >= SHORTEST else ()
    context = {"typed": typed, "groups": [*found]}
    if "part" in request.GET:
        return TemplateResponse(request, "admin/briefings/search_results.html", context)
    page = {**admin.site.each_context(request), "title": "Search", **context}
    return TemplateResponse(request, "admin/briefings/search.html", page)


def groups(request: HttpRequest, typed: str) -> Iterator[Group]:
    """Yield what is found and the user may see, by kind; the kind of the best match first.

    What was merged or retracted is found too, after the rest of its kind, and says so.
    """
    at = timezone.now()
    keys: dict[type[Model], list[int]] = {}
    today, most = timezone.localdate(at), sum(OFFERED.values())
    for named in records_named(typed, day=today, at=at, most=most, gone=True):
        model: type[Model] = RECORD_TYPES[named.identity.type].model
        if model is not Article:
            keys.setdefault(model, []).append(named.identity.pk)
    for model, identities in keys.items():
        rows = {row.identity_id: row for row in listed(model, request, identity__in=identities)}
        yield from group(model, [rows[key] for key in identities if key in rows], typed)
    for model in (Article, Source):
        admin_of: Any = admin.site._registry[model]
        if admin_of.has_view_permission(request):
            rows_of = admin_of.get_queryset(request)
            found, _ = admin_of.get_search_results(request, rows_of, typed)
            yield from group(model, [*found[:SHOWN]], typed)


def listed(model: type[Model], request: HttpRequest, **which: Any) -> QuerySet[Any]:
    """Return the rows as the list of their kind has them; none if the user may not see that."""
    admin_of: Any = admin.site._registry[model]
    rows: QuerySet[Any] = admin_of.get_queryset(request).filter(**which)
    return rows if admin_of.has_view_permission(request) else rows.none()


def group(model: type[Model], rows: list[Any], typed: str) -> Iterator[Group]:
    """Yield the group of some rows; nothing for none."""
    if rows:
        meta = model._meta
        more = f"{desk_url(model)}?{urlencode({'q': typed})}"
        title = str(meta.verbose_name_plural).capitalize()
        yield Group(str(meta.model_name), title, [hit(row) for row in rows], more)


def hit(row: Any) -> Hit:
    """Return a row by the columns of its list: the first names it, the others tell it apart."""
    admin_of: Any = admin.site._registry[type(row)]
    name, *others = (column for column in admin_of.list_display if isinstance(column, str))
    told = [said for name_of in others if (said := words(row, name_of, admin_of))]
    return Hit(words(row, name, admin_of), ", ".join(told), desk_url(row))


def words(row: Any, column: str, admin_of: Any) -> str:
    """Return what stands in a column of the list, "" for nothing."""
    if label := getattr(row, f"get_{column}_display", None):
        return str(label())
    _, _, value = lookup_field(column, row, admin_of)
    return "" if value is None else str(value)


urlpatterns = [path("", admin.site.admin_view(search), name="desk_search")]
