"""What the document of every row says of itself, and that of every record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from psycopg.types.multirange import TimestamptzMultirange

from briefings.documents.mentions import TYPE_CHOICES, TYPES, page_url, resource_url
from briefings.documents.values import Address, Id, Moment, Slug, moment
from briefings.models import Correction as Corrected
from briefings.models import ExternalIdentifier, Merge
from briefings.models.record_types import RECORD_TYPES


class RowInShort(TypedDict):
    """A row within another's JSON: by `id` it is the row at `url`."""

    id: Id
    type: Annotated[str, TYPE_CHOICES]
    url: Address


class Row(RowInShort):
    """What every row says of itself, whichever its type."""

    version: Annotated[int, "The number of its last change in `changes/`"]
    content_updated_at: Annotated[Moment, "When what it says last changed"]
    updated_at: Annotated[Moment, "When anything about it last changed"]


class Record(Row):
    """What every record says of itself: a row with an address and a page."""

    slug: Slug
    web_url: Address | None


class Identifier(TypedDict):
    """An id in somebody else's list."""

    scheme: Annotated[str, "wikidata, viaf, iso3166 …"]
    value: str


class Correction(TypedDict):
    """Dated words on what was changed."""

    id: Id
    kind: Annotated[str, Corrected.Kind]
    kind_label: str
    words: str
    told_at: Annotated[Moment, "When readers were told"]
    edition: Annotated[int | None, "Of an article: the number of the edition that came with it"]


class Merged(TypedDict):
    """A record that is part of another now: its ids and addresses lead there."""

    label: Annotated[str | None, "What it was called; null: readers are not told"]
    merged_at: Moment


class WholeRecord(Record):
    """A record at its own address: with its identifiers and corrections."""

    identifiers: list[Identifier]
    corrections: list[Correction]
    merged: Annotated[list[Merged], "The public records that became part of it, the first first"]


def in_short(row: Any) -> RowInShort:
    """Return what a row within another's document says of itself."""
    type_ = TYPES[type(row)]
    return {"id": str(row.public_id), "type": type_, "url": resource_url(type_, row.public_id)}


def of_row(row: Any) -> Row:
    """Return what a row says of itself; it was read `ledger.with_last_change`."""
    return {
        **in_short(row),
        "version": row.last_seq,
        "content_updated_at": moment(row.last_content_at),
        "updated_at": moment(row.last_told_at),
    }


def of_record(record: Any) -> Record:
    """Return what a record says of itself; it was read `ledger.with_last_change`."""
    return {
        **of_row(record),
        "slug": record.slug,
        "web_url": page_url(TYPES[type(record)], record.slug),
    }


def with_record(records: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Return records with what `of_whole_record` reads; no query more."""
    identifiers = ExternalIdentifier.objects.filter(identity=OuterRef("identity")).order_by("pk")
    merges = Merge.objects.in_force().filter(merged__merged_into=OuterRef("identity"))
    once_public = merges.exclude(merged__live_periods=TimestamptzMultirange())
    merged = once_public.order_by("merged_at", "pk").values(
        json=JSONObject(label="merged__label", merged_at="merged_at")
    )
    annotated: QuerySet[Any] = records.annotate(
        identifiers_as_json=ArraySubquery(
            identifiers.values(json=JSONObject(scheme="scheme", value="value"))
        ),
        merged_as_json=ArraySubquery(merged),
        corrections_as_json=ArraySubquery(_told(at)),
    )
    return annotated


def _told(at: datetime) -> QuerySet[Any, Any]:
    told = Corrected.objects.filter(identity=OuterRef("identity")).live(at).newest_first()
    columns = ("public_id", "kind", "words", "told_at")
    return told.values(
        json=JSONObject(**{name: name for name in columns}, edition="edition__number")
    )


def of_whole_record(record: Any) -> WholeRecord:
    """Return what a record says of itself at its own address; it was read `with_record`."""
    return {
        **of_record(record),
        "identifiers": record.identifiers_as_json,
        "corrections": [*_corrections(record)],
        "merged": [*_merged(record)],
    }


def _corrections(record: Any) -> Iterable[Correction]:
    for told in record.corrections_as_json:
        yield {
            "id": told["public_id"],
            "kind": told["kind"],
            "kind_label": str(Corrected.Kind(told["kind"]).label),
            "words": told["words"],
            "told_at": moment(datetime.fromisoformat(told["told_at"])),
            "edition": told["edition"],
        }


def _merged(record: Any) -> Iterable[Merged]:
    nameless = RECORD_TYPES[TYPES[type(record)]].nameless
    for told in record.merged_as_json:
        yield {
            "label": None if nameless else told["label"],
            "merged_at": moment(datetime.fromisoformat(told["merged_at"])),
        }
