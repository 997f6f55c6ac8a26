"""The types of record, listed once: all code that goes over all of them reads this list."""

from __future__ import annotations

from dataclasses import dataclass

from briefings.addresses import path_of
from briefings.models.articles import Article
from briefings.models.base import Record
from briefings.models.countries import Country
from briefings.models.detainees import Detainee
from briefings.models.meetings import Meeting
from briefings.models.offices import Office
from briefings.models.officials import Official
from briefings.models.organizations import Organization
from briefings.models.places import Place
from briefings.models.topics import Topic
from briefings.models.visits import Visit


@dataclass(frozen=True)
class RecordType:
    """One type of record: its name in the ledger, its plural in addresses, its model.

    Of a `nameless` type readers are not told the name of a retracted record, whatever the reason.
    `shows` are the types of row that its pages, or what these show beside it, show because they
    name it; its own rows are not said.
    """

    name: str
    plural: str
    model: type[Record]
    has_page: bool = True
    nameless: bool = False
    shows: tuple[str, ...] = ()


RECORD_TYPES = {
    record_type.name: record_type
    for record_type in (
        RecordType("article", "articles", Article, shows=("article",)),
        RecordType(
            "official", "officials", Official, shows=("article", "detainee", "meeting", "visit")
        ),
        RecordType("office", "offices", Office, shows=("article", "tenure")),
        RecordType(
            "country",
            "countries",
            Country,
            shows=(
                *("article", "custody-event", "detainee", "detention", "exchange"),
                *("meeting", "office", "official", "tenure", "visit"),
            ),
        ),
        RecordType("organization", "organizations", Organization, has_page=False),
        RecordType("topic", "topics", Topic, shows=("article",)),
        RecordType(
            "place",
            "places",
            Place,
            shows=("article", "custody-event", "detainee", "detention", "meeting"),
        ),
        RecordType("visit", "visits", Visit, shows=("article", "meeting")),
        RecordType("meeting", "meetings", Meeting, shows=("article", "meeting", "statement")),
        RecordType(
            "detainee",
            "detainees",
            Detainee,
            nameless=True,
            shows=("article", "exchange", "meeting", "statement", "visit"),
        ),
    )
}


def page_path(type_: str, slug: str) -> str | None:
    """Return the path of a record's page; None for a type that has no pages."""
    return path_of(type_, slug) if RECORD_TYPES[type_].has_page else None
