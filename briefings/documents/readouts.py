"""What the public may see of readouts."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.db.models import QuerySet

from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Row, RowInShort, in_short, of_row
from briefings.documents.values import partial_date
from briefings.models import Readout
from briefings.models.dates import PartialDateJSON


class Account(TypedDict):
    """What one side says was said, in the newsroom's words; the side is one of the two."""

    country: Mention | None
    organization: Mention | None
    issued_on: PartialDateJSON | None
    words: str


class ReadoutOfOccasion(RowInShort, Account):
    """A readout in what it is of, with its sources."""

    sources: list[Citation]


class ReadoutInList(Row, Account):
    """One side's account of a meeting or a visit."""

    meeting: Mention | None
    visit: Mention | None


class ReadoutDocument(ReadoutInList):
    """A readout at its own address, with its sources."""

    sources: list[Citation]


class Readouts(Documents[Readout]):
    """The documents of readouts."""

    name = "readout"
    model = Readout
    in_list = ReadoutInList
    whole = ReadoutDocument

    def fetched(self, rows: QuerySet[Readout], at: datetime) -> QuerySet[Readout]:
        """Return the readouts with their side, what they are of and their sources."""
        relations = ("meeting", "visit", "country", "organization")
        return rows.select_related(*relations).prefetch_related(cited(at))

    def document(self, row: Readout, at: datetime) -> ReadoutDocument:
        """Return the document of a readout."""
        return {
            **of_row(row),
            **_account(row, at),
            "meeting": mention(row.meeting, at),
            "visit": mention(row.visit, at),
            "sources": citations(row.citations.all()),
        }


def readout_of_occasion(
    readout: Readout, sources: list[Citation], at: datetime
) -> ReadoutOfOccasion:
    """Return a readout in the document of what it is of."""
    return {**in_short(readout), **_account(readout, at), "sources": sources}


def _account(row: Readout, at: datetime) -> Account:
    return {
        "country": mention(row.country, at),
        "organization": mention(row.organization, at),
        "issued_on": partial_date(row.issued_on),
        "words": row.words,
    }
