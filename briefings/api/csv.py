"""A list as one CSV file: its rows flat, in the order of the list, at most 10,000.

The columns are those of the JSON, by its schema, so that they are the same whatever the rows hold:
a partial date is its text and the days it may be; a record its `_id` and `_label`; an object its
fields, with its name before them. A list stands in one cell, "; " between its values; a list of
objects in one column for each of their fields, the values in the same order in all of them. Lists
within those are left out, and so are addresses of JSON: rows are joined by id.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import StreamingHttpResponse

from briefings.api.schemas import resolved
from briefings.filters.base import RecordFilterSet
from briefings.paging import COUNTED, Cursor, KeysetPage
from briefings.tables.cells import escape_formula

AT_ONCE = 500  # rows read at a time
MEDIA_TYPE = "text/csv; charset=utf-8"
BETWEEN = "; "
# Of which objects only some parts are told, with what follows their name in the column's.
PARTS = {
    "PartialDate": {"value": "", "earliest": "_earliest", "latest": "_latest"},
    "Mention": {"id": "_id", "label": "_label"},
}


@dataclass(frozen=True)
class Column:
    """A column and how its cell is read from a row."""

    name: str
    read: Callable[[Any], Any]


def columns(shape: dict[str, Any], chosen: frozenset[str] | None = None) -> list[Column]:
    """Return the columns of rows of this shape, of the chosen fields alone; None: of all."""
    _, whole = resolved(shape)
    fields = {
        name: field
        for name, field in whole["properties"].items()
        if chosen is None or name in chosen
    }
    return list(_of_fields(fields, within_list=False))


def _of_fields(fields: dict[str, Any], *, within_list: bool) -> Iterator[Column]:
    for name, field in fields.items():
        if name != "url":
            yield from _of_field(name, field, within_list=within_list)


def _of_field(name: str, field: dict[str, Any], *, within_list: bool) -> Iterator[Column]:
    kind, whole = resolved(field)
    if "items" in whole:
        if not within_list:
            yield from _of_list(name, whole["items"])
    elif kind in PARTS:
        for part, suffix in PARTS[kind].items():
            yield Column(f"{name}{suffix}", _reading(name, part))
    elif "properties" in whole:
        for inner in _of_fields(whole["properties"], within_list=within_list):
            yield Column(f"{name}_{inner.name}", _within(name, inner))
    else:
        yield Column(name, _reading(name))


def _of_list(name: str, item: dict[str, Any]) -> Iterator[Column]:
    kind, whole = resolved(item)
    if kind in PARTS:
        for part, suffix in PARTS[kind].items():
            yield Column(f"{name}{suffix}", _listed(name, _reading(part)))
    elif "properties" in whole:
        for inner in _of_fields(whole["properties"], within_list=True):
            yield Column(f"{name}_{inner.name}", _listed(name, inner.read))
    else:
        yield Column(name, _listed(name, lambda each: each))


def _reading(*path: str) -> Callable[[Any], Any]:
    def read(row: Any) -> Any:
        for name in path:
            row = None if row is None else row.get(name)
        return row

    return read


def _within(name: str, inner: Column) -> Callable[[Any], Any]:
    return lambda row: None if row.get(name) is None else inner.read(row[name])


def _listed(name: str, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: BETWEEN.join(_text(read(each)) for each in row.get(name) or ())


def cell(value: Any) -> str:
    """Return what stands in a cell: nothing for what is unknown, never a formula."""
    return escape_formula(value) if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def download(
    listing: RecordFilterSet,
    page: Callable[[int], KeysetPage[str]],
    shown: list[Column],
    as_json: Callable[[Iterable[str]], list[Any]],
    name: str,
) -> StreamingHttpResponse:
    """Return the whole list as a file; its first rows are read before it begins.

    One query and one for each relation shown, for every 500 rows.
    """
    answer = StreamingHttpResponse(
        _lines(_pages(listing, page), shown, as_json), content_type=MEDIA_TYPE
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pages(
    listing: RecordFilterSet, page: Callable[[int], KeysetPage[str]]
) -> Iterator[KeysetPage[str]]:
    return _following(page(AT_ONCE), listing, page)


def _following(
    read: KeysetPage[str], listing: RecordFilterSet, page: Callable[[int], KeysetPage[str]]
) -> Iterator[KeysetPage[str]]:
    yield read
    for _ in range(COUNTED // AT_ONCE - 1):
        if read.next is None:
            return
        listing.place = Cursor.parse(read.next, of=listing.name)
        read = page(AT_ONCE)
        yield read


class _Line:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(
    pages: Iterable[KeysetPage[str]],
    shown: list[Column],
    as_json: Callable[[Iterable[str]], list[Any]],
) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow([column.name for column in shown])
    for page in pages:
        for row in as_json(page.rows):
            yield writer.writerow([cell(column.read(row)) for column in shown])
