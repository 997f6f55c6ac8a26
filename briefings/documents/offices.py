"""What the public may see of offices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.documents.tenures import Holder, TermOfHolder, held_on, term, terms
from briefings.models import Office


class OfficeFacts(Record):
    """What a list shows of an office, whatever the day."""

    title: str
    other_titles: list[str]
    kind: Annotated[str, Office.Kind]
    kind_label: str
    country: Mention | None
    organization: Mention | None
    seats: Annotated[int | None, "How many hold it at once; null: not fixed"]
    first_year: int | None
    last_year: int | None


class OfficeInList(OfficeFacts):
    """A post; the years are included, and null is unknown or still there."""

    holders: Annotated[
        list[Holder], "Who held it on the day `as_of`, today without one: the clock moves it"
    ]


class OfficeDocument(OfficeFacts, WholeRecord):
    """An office whole, on any day."""

    tenures: Annotated[
        list[TermOfHolder], "Every one, with the days on which it was held; more in `tenures/`"
    ]


class OfficeOnDay(OfficeInList, OfficeDocument):
    """A post at its own address; who held it when is asked of `tenures/?office=`."""


class Offices(Documents[Office]):
    """The documents of offices."""

    name = "office"
    model = Office
    in_list = OfficeInList
    whole = OfficeOnDay
    chains = ("tenures",)

    def fetched(self, rows: QuerySet[Office], at: datetime) -> QuerySet[Office]:
        """Return the offices with country, organization and tenures."""
        along = rows.select_related("country", "organization")
        return along.prefetch_related(terms("official", at))

    def document(self, row: Office, at: datetime) -> OfficeDocument:
        """Return the document of an office."""
        return {
            **of_whole_record(row),
            "title": row.title,
            "other_titles": row.other_titles,
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "country": mention(row.country, at),
            "organization": mention(row.organization, at),
            "seats": row.seats,
            "first_year": row.first_year,
            "last_year": row.last_year,
            "tenures": [
                {**term(tenure), "official": mention(tenure.official, at)}
                for tenure in row.tenures.all()
            ],
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return who held it on the day."""
        return {"holders": [*held_on(document["tenures"], "official", asked)]}
