"""Meetings and visits with what a page reads of others for them: who was there, what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from briefings.composed import composed
from briefings.documents.builder import Asked
from briefings.models import Statement, Tenure
from briefings.models.expressions import among, one_of
from briefings.pages.base import RowSet
from briefings.pages.participants import Table
from briefings.pages.sources import Notes

Told = Mapping[str, Any]  # the document of a meeting or a visit, or its item


@dataclass(frozen=True)
class Engaged:
    """Meetings and visits as a page shows them, with what it reads of others for them (`sets_of`).

    `present` are the documents of their participants, `statements` those of the words spoken
    there, `offices` those of the tenures shown.
    """

    occasions: Sequence[Told]
    asked: Asked
    present: Sequence[Mapping[str, Any]]
    statements: Sequence[Mapping[str, Any]]
    offices: Sequence[Mapping[str, Any]]

    @cached_property
    def people(self) -> Mapping[str, Mapping[str, Any]]:
        """The documents of the participants by id."""
        return {each["id"]: each for each in self.present}

    @cached_property
    def tenures(self) -> Mapping[str, Mapping[str, Any]]:
        """The documents of the tenures by id."""
        return {each["id"]: each for each in self.offices}

    def participants(self, occasion: Told) -> list[Mapping[str, Any]]:
        """Return the documents of the participants of a meeting or a visit, in their order."""
        known = (self.people.get(each["id"]) for each in occasion["participants"])
        return [each for each in known if each]

    def table(self, occasion: Told) -> Table:
        """Return who takes part in one of them."""
        people = self.participants(occasion)
        return Table(occasion, people, self.tenures, self.asked, self.notes)

    @cached_property
    def notes(self) -> Notes:
        """The sources of all that is shown of them."""
        return Notes([*self._facts(), *self.statements])

    def _facts(self) -> Iterator[Mapping[str, Any]]:
        for occasion in self.occasions:
            yield from (occasion, *occasion["status_history"])
            for person in self.participants(occasion):
                yield from (person, *person["standing_history"])
                held = (self.tenures.get(each["tenure"]) for each in person["offices"])
                yield from (each for each in held if each)
            for part in ("objectives", "agenda", "outcomes", "readouts"):
                yield from occasion.get(part, ())


def sets_of(at: datetime, occasions: Sequence[Told]) -> tuple[RowSet, RowSet, RowSet]:
    """Return what `Page.together` reads for meetings and visits: whole, in the order of `Engaged`.

    Their participants; the statements made there; the tenures held then, and all of who speaks.
    """
    present = [each for occasion in occasions for each in occasion["participants"]]
    meetings = [UUID(each["id"]) for each in occasions if each["type"] == "meeting"]
    held = [UUID(office["tenure"]) for person in present for office in person["offices"]]
    return (
        ("participant", [each["id"] for each in present], "body"),
        ("statement", _spoken(at, meetings), "body"),
        ("tenure", _offices(at, held, meetings), "body"),
    )


@composed
def _spoken(at: datetime, meetings: list[UUID]) -> QuerySet[Any, Any]:
    spoken = Statement.objects.live(at).filter(one_of("meeting__public_id", meetings))
    return spoken.order_by("pk").values_list("public_id")


@composed
def _offices(at: datetime, held: list[UUID], meetings: list[UUID]) -> QuerySet[Any, Any]:
    spoken = Statement.objects.live(at).filter(one_of("meeting__public_id", meetings))
    theirs = among(spoken.filter(official__isnull=False).values("official"), of="official")
    tenures = Tenure.objects.live(at).filter(Q(one_of("public_id", held)) | Q(theirs))
    return tenures.in_order().values_list("public_id")
