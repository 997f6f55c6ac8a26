"""Meetings and visits with what a page reads of others for them: who was there, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from briefings.composed import composed
from briefings.documents.builder import Asked
from briefings.models import Official, Statement, Tenure
from briefings.models.expressions import among, one_of
from briefings.pages.base import Page
from briefings.pages.participants import Table
from briefings.pages.sources import Notes

Told = Mapping[str, Any]  # the document of a meeting or a visit, or its item


@dataclass(frozen=True)
class Engaged:
    """Meetings and visits as a page shows them, with what it reads of others for them.

    `people` are the documents of their participants and `tenures` those of the offices shown, by
    id; `statements` those of the words spoken there.
    """

    occasions: Sequence[Told]
    people: Mapping[str, Mapping[str, Any]]
    tenures: Mapping[str, Mapping[str, Any]]
    statements: Sequence[Mapping[str, Any]]
    asked: Asked

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


def engaged(page: Page, occasions: Sequence[Told], asked: Asked) -> Engaged:
    """Return the meetings and visits with what a page shows for them; three queries."""
    present = [each for occasion in occasions for each in occasion["participants"]]
    people = page.documents("participant", [each["id"] for each in present])
    meetings = [UUID(each["id"]) for each in occasions if each["type"] == "meeting"]
    statements = page.documents("statement", _spoken(page.at, meetings))
    held = [UUID(each["tenure"]) for person in people for each in person["offices"]]
    speakers = [UUID(each["speaker"]["id"]) for each in statements if each["speaker"]]
    tenures = page.documents("tenure", _offices(page.at, held, speakers))
    return Engaged(occasions, _by_id(people), _by_id(tenures), statements, asked)


@composed
def _spoken(at: datetime, meetings: list[UUID]) -> QuerySet[Any, Any]:
    spoken = Statement.objects.live(at).filter(one_of("meeting__public_id", meetings))
    return spoken.order_by("pk").values_list("public_id")


@composed
def _offices(at: datetime, held: list[UUID], speakers: list[UUID]) -> QuerySet[Any, Any]:
    officials = Official.objects.filter(one_of("public_id", speakers))
    theirs = among(officials.values("pk"), of="official")
    tenures = Tenure.objects.live(at).filter(Q(one_of("public_id", held)) | Q(theirs))
    return tenures.in_order().values_list("public_id")


def _by_id(documents: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {each["id"]: each for each in documents}
