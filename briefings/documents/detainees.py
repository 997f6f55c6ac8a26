"""What the public may see of detainees. Of one whose name is withheld nothing that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.custody import (
    CustodyOnDay,
    custody_on,
    named_beside,
    names,
    of_event,
    words,
)
from briefings.documents.detentions import (
    Case,
    StoredCase,
    case_on,
    chain_in,
    live_events,
    of_case,
)
from briefings.documents.fetching import without_unshown
from briefings.documents.mentions import Mention, mention
from briefings.documents.names import Name, shown
from briefings.documents.rows import Record, RowInShort, WholeRecord, in_short, of_whole_record
from briefings.documents.values import partial_date
from briefings.models import Country, Detainee, Detention
from briefings.models.dates import PartialDateJSON
from briefings.models.detentions import HOLDERS


class CaseInShort(RowInShort, Case):
    """One of a person's detentions."""


class StoredCaseInShort(RowInShort, StoredCase):
    """One of a person's detentions as it is stored."""


class DetaineeInList(Record, CustodyOnDay):
    """A person who is or was detained: held if by any detention, the days of all together."""

    name: Annotated[str | None, "null where it is withheld"]
    short_name: Annotated[str | None, "As in a second mention"]
    sort_name: Annotated[str, "Whose name is withheld: the description"]
    name_withheld: bool
    description: Annotated[str | None, "Stands for a name that is withheld"]
    names: list[Name]
    nationalities: list[Mention]
    occupation: str | None
    employer: str | None
    official: Annotated[Mention | None, "The record of an official who was detained"]
    born: PartialDateJSON | None
    detentions: list[CaseInShort]


class DetaineeDocument(DetaineeInList, WholeRecord):
    """A detainee whole; every event is asked of `custody-events/?detainee=`."""

    biography: str | None
    sources: list[Citation]


class StoredDetainee(WholeRecord):
    """A detainee as it is stored."""

    name: str | None
    short_name: str | None
    sort_name: str
    name_withheld: bool
    description: str | None
    names: list[Name]
    nationalities: list[Mention]
    occupation: str | None
    employer: str | None
    official: Mention | None
    born: PartialDateJSON | None
    detentions: list[StoredCaseInShort]
    biography: str | None
    sources: list[Citation]


class Detainees(Documents[Detainee]):
    """The documents of detainees."""

    name = "detainee"
    model = Detainee
    in_list = DetaineeInList
    whole = DetaineeDocument

    def fetched(self, rows: QuerySet[Detainee], at: datetime) -> QuerySet[Detainee]:
        """Return the detainees with names, nationalities, sources, and detentions with events."""
        cases = Detention.objects.live(at).select_related(*HOLDERS).in_order()
        events = Prefetch("custody_events", live_events(at))
        return rows.select_related("official").prefetch_related(
            names("names"),
            Prefetch("nationalities", without_unshown(Country.objects.live(at))),
            Prefetch("detentions", without_unshown(cases).prefetch_related(events)),
            cited(at),
        )

    def document(self, row: Detainee, at: datetime) -> StoredDetainee:
        """Return the document of a detainee."""
        whole: StoredDetainee = {
            **of_whole_record(row),
            "name": row.full_name,
            "short_name": row.short_name,
            "sort_name": row.public_sort_name,
            "name_withheld": row.name_withheld,
            "description": row.description or None,
            "names": shown(row.names.all()),
            "nationalities": [
                short
                for country in row.nationalities.all()
                if (short := named_beside(country, row, at))
            ],
            "occupation": words(row.occupation, row),
            "employer": row.employer or None,
            "official": mention(row.official, at),
            "born": partial_date(row.born),
            "detentions": [
                of_case_in_short(detention, row, at) for detention in row.detentions.all()
            ],
            "biography": row.biography or None,
            "sources": citations(row.citations.all()),
        }
        return nameless(whole) if row.name_withheld else whole

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return where a person's detentions stand on a day, each and all together."""
        cases = document["detentions"]
        return {
            **custody_on([chain_in(case, "status") for case in cases], asked),
            "detentions": [told_on(case, asked) for case in cases],
        }


def of_case_in_short(detention: Detention, person: Detainee, at: datetime) -> StoredCaseInShort:
    """Return one of a person's detentions; it was read with holder and events."""
    chain = [*detention.custody_events.all()]
    told = [of_event(event, person, at) for event in chain]
    return {**in_short(detention), **of_case(detention, chain, told, at)}


def nameless(person: StoredDetainee) -> StoredDetainee:
    """Return a person's document without what would tell a withheld name."""
    return {
        **person,
        "name": None,
        "short_name": None,
        "names": [],
        "employer": None,
        "official": None,
        "born": None,
        "identifiers": [],
        "biography": None,
    }


def told_on(case: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Return one of a person's detentions as it stood on a day."""
    told = {**case, **case_on(case, asked)}
    return {name: told[name] for name in CaseInShort.__annotations__}
