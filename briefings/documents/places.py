"""What the public may see of places."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet

from briefings.documents.builder import Documents
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.models import Place


class PlaceInList(Record):
    """Where people meet, and where they are held."""

    name: str
    other_names: list[str]
    kind: Annotated[str, Place.Kind]
    kind_label: str
    country: Mention | None
    latitude: Annotated[float | None, "Degrees (WGS 84), north positive; null: not known"]
    longitude: Annotated[float | None, "Degrees (WGS 84), east positive"]
    time_zone: Annotated[str, "Of its clocks, as in Asia/Shanghai"]


class PlaceDocument(PlaceInList, WholeRecord):
    """A place at its own address; what took place there is asked of `meetings/?place=`."""


class Places(Documents[Place]):
    """The documents of places."""

    name = "place"
    model = Place
    in_list = PlaceInList
    whole = PlaceDocument

    def fetched(self, rows: QuerySet[Place], at: datetime) -> QuerySet[Place]:
        """Return the places with their country."""
        return rows.select_related("country")

    def document(self, row: Place, at: datetime) -> PlaceDocument:
        """Return the document of a place."""
        return {
            **of_whole_record(row),
            "name": row.name,
            "other_names": row.other_names,
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "country": mention(row.country, at),
            "latitude": None if row.latitude is None else float(row.latitude),
            "longitude": None if row.longitude is None else float(row.longitude),
            "time_zone": row.time_zone,
        }
