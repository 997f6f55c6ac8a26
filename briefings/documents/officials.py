"""What the public may see of officials."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.mentions import Mention, mention
from briefings.documents.names import Name, shown
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.documents.tenures import HeldOffice, TermInOffice, held_on, term, terms
from briefings.documents.values import partial_date
from briefings.models import Official
from briefings.models.dates import PartialDateJSON


class OfficialFacts(Record):
    """What a list shows of an official, whatever the day."""

    full_name: str
    short_name: Annotated[str, "As in a second mention"]
    sort_name: str
    names: list[Name]
    country: Mention | None
    born: PartialDateJSON | None
    died: PartialDateJSON | None


class OfficialInList(OfficialFacts):
    """A person who holds, held or was named for an office."""

    offices: Annotated[
        list[HeldOffice], "Held on the day `as_of`, today without one: the clock moves it"
    ]


class OfficialDocument(OfficialFacts, WholeRecord):
    """An official whole, on any day."""

    biography: str | None
    tenures: Annotated[
        list[TermInOffice], "Every one, with the days on which it was held; more in `tenures/`"
    ]
    sources: list[Citation]


class OfficialOnDay(OfficialInList, OfficialDocument):
    """An official at the official's own address; every office is asked of `tenures/?official=`."""


class Officials(Documents[Official]):
    """The documents of officials."""

    name = "official"
    model = Official
    in_list = OfficialInList
    whole = OfficialOnDay
    chains = ("tenures",)

    def fetched(self, rows: QuerySet[Official], at: datetime) -> QuerySet[Official]:
        """Return the officials with country, names, tenures and sources."""
        along = ("names", terms("office", at), cited(at))
        return rows.select_related("country").prefetch_related(*along)

    def document(self, row: Official, at: datetime) -> OfficialDocument:
        """Return the document of an official."""
        return {
            **of_whole_record(row),
            "full_name": row.full_name,
            "short_name": row.short_name,
            "sort_name": row.sort_name,
            "names": shown(row.names.all()),
            "country": mention(row.country, at),
            "born": partial_date(row.born),
            "died": partial_date(row.died),
            "biography": row.biography or None,
            "tenures": [
                {**term(tenure), "office": mention(tenure.office, at)}
                for tenure in row.tenures.all()
            ],
            "sources": citations(row.citations.all()),
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return the offices held on the day."""
        return {"offices": [*held_on(document["tenures"], "office", asked)]}
