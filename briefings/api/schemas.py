"""What the API is, in OpenAPI: made once, read by the documentation and by downloads."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from briefings.addresses import path_of


@cache
def schema() -> dict[str, Any]:
    """Return the API's schema, made once for each process."""
    made: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return made


def shape_of_rows(plural: str) -> dict[str, Any]:
    """Return what a row of a resource's list is."""
    answers = schema()["paths"][path_of(f"api:{plural}-list")]["get"]["responses"]["200"]["content"]
    _, envelope = resolved(answers["application/json"]["schema"])
    shape: dict[str, Any] = envelope["properties"]["results"]["items"]
    return shape


def resolved(shape: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name of a shape, "" where it has none, and the shape without "or null"."""
    for combined in ("oneOf", "anyOf", "allOf"):
        parts = [part for part in shape.get(combined, ()) if part.get("type") != "null"]
        if len(parts) == 1:
            return resolved(parts[0])
    if "$ref" not in shape:
        return "", shape
    name = shape["$ref"].rsplit("/", 1)[1]
    return name, schema()["components"]["schemas"][name]
