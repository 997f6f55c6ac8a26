"""The API's description: OpenAPI for programs, a page for people made from the same."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.addresses import absolute, path_of
from briefings.api.base import Answer
from briefings.api.errors import EXPLANATIONS, TITLES, refuse_unknown
from briefings.api.schemas import schema
from briefings.models.record_types import RECORD_TYPES

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.1"
# What is worth asking first, by the operation's id; the tests ask each.
SAMPLES = {
    "articles_list": "?topic=taiwan&page_size=5",
    "changes": "?since=0&type=official,tenure&limit=10",
    "countries_list": "?code__in=CN,US",
    "custody_events_list": "?kind=exchanged&on_or_after=2024",
    "detainees_list": "?as_of=2024-12&status=free&nationality=CN",
    "detentions_list": "?held_by=CN&ordering=-entered",
    "exchanges_list": "?country=CN",
    "meetings_list": "?participant=qin-gang&status=held&as_of=2023-06-19",
    "offices_list": "?country=CN&kind=foreign_minister",
    "officials_list": "?office_kind=foreign_minister&as_of=2023-06-19",
    "organizations_list": "?country=CN",
    "participants_list": "?official=qin-gang&side=host",
    "places_list": "?country=CN&q=prison",
    "readouts_list": "?country=CN&q=candid",
    "resolve": "?type=official&slug=qin-gang",
    "search": "?q=qin+gang&type=official,article",
    "sources_list": "?ordering=-publisher&fields=publisher,title",
    "statements_list": "?official=qin-gang&on_or_after=2023-06",
    "status_changes_list": "?status=held&on_or_after=2023-06",
    "tenures_list": "?official=qin-gang&date_match=certain&as_of=2023-06",
    "topics_list": "?ordering=-name&count=none",
    "visited": "?traveller_office=foreign-minister-of-china",
    "visits_list": "?host_country=CN&as_of=2023-06",
}


class Schema(Answer):
    """The API in OpenAPI 3.1."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Return the schema."""
        refuse_unknown(request, ())
        return Response(schema(), content_type=MEDIA_TYPE)


@require_safe
@cache_control(public=True, max_age=300)
@condition(etag_func=lambda request: f'"{settings.BUILD}"')
def documentation(request: HttpRequest) -> HttpResponse:
    """Show every address, its parameters and its fields; no query."""
    return render(
        request,
        "api/docs.html",
        {
            "newsroom_name": settings.NEWSROOM_NAME,
            "sections": _sections(),
            "canonical_url": absolute(request.path),
            "schema_url": path_of("api:schema"),
            "info": schema()["info"],
            "resources": _resources(schema()),
            "problems": [
                {"id": code, "name": code, "description": title} for code, title in TITLES.items()
            ],
            "reasons": [
                {"name": code, "description": words} for code, words in EXPLANATIONS.items() if code
            ],
        },
    )


def _sections() -> list[tuple[str, str, bool]]:
    """Return the front doors of the pages, for the masthead."""
    return [
        (
            str(record_type.model._meta.verbose_name_plural).capitalize(),
            f"/{record_type.plural}/",
            False,
        )
        for record_type in RECORD_TYPES.values()
        if record_type.has_page
    ]


def _resources(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the addresses with what they take and give, those of one resource together."""

    def name(operation: dict[str, Any]) -> str:
        return str(operation["path"]).removeprefix(path_of("api:root")).partition("/")[0] or "root"

    return [
        {"name": resource, "operations": list(operations)}
        for resource, operations in groupby(_operations(described), key=name)
    ]


def _operations(described: dict[str, Any]) -> Any:
    """Yield each address with what it takes and gives, as the page shows it."""
    for path, methods in described["paths"].items():
        operation = methods["get"]
        [answer] = operation["responses"]["200"]["content"].values()
        yield {
            "id": operation["operationId"],
            "path": path,
            "sample": None if "{" in path else path + SAMPLES.get(operation["operationId"], ""),
            "description": _words(operation),
            "parameters": [
                {
                    "name": parameter["name"],
                    "kind": _kind(parameter["schema"]),
                    "description": _words(parameter),
                }
                for parameter in operation.get("parameters", [])
            ],
            "fields": list(_fields(answer["schema"], described)),
        }


def _fields(shape: dict[str, Any], described: dict[str, Any]) -> Any:
    """Yield the fields of a row: of the rows in the envelope, where the answer is a list."""
    whole = _resolved(shape, described)
    if "results" in whole.get("properties", {}):
        whole = _resolved(whole["properties"]["results"], described)
    whole = _resolved(whole.get("items", whole), described)
    for name, field in whole.get("properties", {}).items():
        yield {
            "name": name,
            "kind": _kind(field),
            "description": _words(field),
        }


def _words(described: dict[str, Any]) -> str:
    """Return a description without Markdown's marks and the list of values that its kind names."""
    words: str = described.get("description", "")
    return words.partition("\n\n*")[0].partition("\n*")[0].replace("`", "")


def _resolved(shape: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    reference = shape.get("$ref")
    if reference is None:
        return shape
    found: dict[str, Any] = described["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return found


def _kind(shape: dict[str, Any]) -> str:
    """Return a type in words: "string (date-time) or null", "list of Mention"."""
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[1]
    if "items" in shape:
        return f"list of {_kind(shape['items'])}"
    for combined in ("oneOf", "allOf", "anyOf"):
        if combined in shape:
            return " or ".join(_kind(part) for part in shape[combined])
    if "enum" in shape:
        return ", ".join("null" if value is None else str(value) for value in shape["enum"])
    named = shape.get("type", "anything")
    words = " or ".join(named) if isinstance(named, list) else str(named)
    return f"{words} ({shape['format']})" if "format" in shape else words
