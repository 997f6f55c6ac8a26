"""Participants as pages seat them: side by side, with the offices they held that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefings.addresses import relative
from briefings.documents.builder import Asked
from briefings.documents.local_days import Occasion
from briefings.documents.participants import at_occasion
from briefings.models import Participant
from briefings.pages.names import listed
from briefings.pages.sources import Notes
from briefings.pages.statuses import attends
from briefings.pages.tenures import called, so_far

SEATS = 6  # a side on a page of several meetings; the meeting's own page has them all
Side = Participant.Side
LABELS = {Side.VISITOR: "visiting", Side.HOST: "host"}

Person = Mapping[str, Any]  # a participant's document


@dataclass(frozen=True)
class Table:
    """Who takes part in a meeting or a visit, with the offices held then, as they came by a day.

    `people` are the documents of the participants, `tenures` those of their offices, by id. None
    has `notes` where no sources are told.
    """

    occasion: Mapping[str, Any]
    people: Sequence[Person]
    tenures: Mapping[str, Mapping[str, Any]]
    asked: Asked
    notes: Notes | None = None

    def sides(self, most: int | None = None) -> list[dict[str, Any]]:
        """Return the sides of the table, visitors first and hosts, where there are two, last.

        At most so many people are seated on each, None seats everybody.
        """
        groups = self.seated()
        two = len(groups) == 2
        ranks = {Side.VISITOR: 0, Side.HOST: 2 if two else 1}
        found = []
        for side, people in sorted(groups, key=lambda each: ranks.get(each[0], 1 if two else 2)):  # type: ignore[call-overload]
            countries = {one["country"]["id"]: one["country"] for one in people if one["country"]}
            names = [country["label"] for country in countries.values()]
            [beside] = countries.values() if len(countries) == 1 else [None]
            shown = people if most is None else people[:most]
            found.append(
                {
                    "title": titled_side(side, names, alone=len(groups) == 1),
                    "people": [self.seat(one, beside) for one in shown],
                    "more": len(people) - len(shown),
                }
            )
        return found

    def seated(self) -> list[tuple[str, list[Person]]]:
        """Return the sides, each with its people in their order.

        Visitors are one side and hosts another; who is on neither sits with the own country. A side
        that nobody stated follows from that, and from the country where a meeting is.
        """
        host = id_of(self.occasion.get("country"))
        stated = {
            id_of(one["country"]): one["side"]
            for one in self.people
            if one["side"] and one["country"]
        }
        groups: dict[tuple[str, str | None], list[Person]] = {}
        for one in self.people:
            country = id_of(one["country"])
            side = one["side"] or stated.get(country) or ""
            if not side and country is not None and country == host:
                side = Side.HOST
            groups.setdefault((side, None if side in LABELS else country), []).append(one)
        if len(groups) == 2 and any(side == Side.HOST for side, _ in groups):
            return [
                (Side.VISITOR if country is not None and not side else side, people)
                for (side, country), people in groups.items()
            ]
        return [(side, people) for (side, _), people in groups.items()]

    def seat(self, one: Person, beside: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return one seat: name, address, offices then, how one attends, and from where.

        The country that is named `beside` it need not be said. An organization has no page, and a
        group is described.
        """
        occasion = Occasion.of(self.occasion["days"], self.asked)
        then = at_occasion(one, occasion, self.asked)
        who = one["official"] or one["organization"]
        words = [attends(then["standing"], then["standing_possibly"])]
        if one["role"] == Participant.Role.OBSERVER:
            words.append("observer")
        offices = [
            self.office(each, beside, dated=occasion.period is not None)
            for each in then["offices"]
            if each["tenure"] in self.tenures
        ]
        country = one["country"]
        whose = country["label"] if country and beside is None and not offices else ""
        return {
            "name": who["label"] if who else one["group"],
            "url": relative(who["web_url"]) if who else None,
            "office": "; ".join(offices) or whose,
            "word": ", ".join(word for word in words if word),
            "confidence": one["confidence"] if one["confidence"] != "confirmed" else None,
            "sources": self.notes.of(one) if self.notes else [],
        }

    def office(
        self, held: Mapping[str, Any], beside: Mapping[str, Any] | None, *, dated: bool
    ) -> str:
        """Return the office's title; "possibly" where the days do not make it certain."""
        title = called(self.tenures[held["tenure"]], beside)
        title += ", acting" if held["acting"] else ""
        return so_far(title, held["held"]) if dated else title


def id_of(mention: Mapping[str, Any] | None) -> str | None:
    """Return the id of a record that is mentioned; None where none is."""
    return mention["id"] if mention else None


def titled_side(side: str, countries: Sequence[str], *, alone: bool) -> str:
    """Return "China, host"; what a side is, where it has no one country."""
    whose = listed(countries) if len(countries) < 3 else ""
    label = LABELS.get(Side(side)) if side else None
    if whose:
        return f"{whose}, {label}" if label else whose
    if side:
        return Side(side).label
    return "Taking part" if alone else "Also taking part"
