"""What the public may see of countries."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Documents
from briefings.documents.mentions import Mention, mentions
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.models import Country


class CountryInList(Record):
    """A state as it was called; the years are included, and null is unknown or open."""

    name: str
    long_name: str | None
    adjective: str | None
    code: Annotated[str | None, "ISO 3166-1 alpha-2, where there is one"]
    first_year: int | None
    last_year: int | None


class CountryDocument(CountryInList, WholeRecord):
    """A state with those before and after it, which can form circles."""

    predecessors: list[Mention]
    successors: list[Mention]


class Countries(Documents[Country]):
    """The documents of countries."""

    name = "country"
    model = Country
    in_list = CountryInList
    whole = CountryDocument

    def fetched(self, rows: QuerySet[Country], at: datetime) -> QuerySet[Country]:
        """Return the countries with their neighbours in time."""
        live = Country.objects.live(at)
        return rows.prefetch_related(Prefetch("predecessors", live), Prefetch("successors", live))

    def document(self, row: Country, at: datetime) -> CountryDocument:
        """Return the document of a country."""
        return {
            **of_whole_record(row),
            "name": row.name,
            "long_name": row.long_name or None,
            "adjective": row.adjective or None,
            "code": row.code,
            "first_year": row.first_year,
            "last_year": row.last_year,
            "predecessors": mentions(row.predecessors.all(), at),
            "successors": mentions(row.successors.all(), at),
        }
