"""Participants as pages seat them: side by side, with the offices they held that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from briefings.addresses import relative
from briefings.documents.builder import Asked
from briefings.documents.local_days import Occasion
from briefings.documents.participants import at_occasion
from briefings.models import Country, Participant, Tenure
from briefings.models.base import if_live
from briefings.models.days import PartialPeriod
from briefings.pages.citations import Notes as NotesOf
from briefings.pages.names import listed
from briefings.pages.sources import Notes
from briefings.pages.statuses import attendance, attends
from briefings.pages.tenures import called, so_far
from briefings.pages.terms import called as called_in
from briefings.timelines import Engagements, rows_of

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
    notes: NotesOf | None = None

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
        title = called_in(self.tenures[held["tenure"]], beside)
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


def country_of(participant: Participant, at: datetime) -> Country | None:
    """Return the country that somebody takes part for; None where none is said or live."""
    return if_live(participant.comes_from(), at)


def offices_of(
    participant: Participant, tenures: Sequence[Tenure], days: PartialPeriod | None, today: date
) -> list[Tenure]:
    """Return the offices held on a day of it, or the one in which an official took part."""
    own = [tenure for tenure in tenures if tenure.official_id == participant.official_id]
    chosen = [tenure for tenure in own if tenure.pk == participant.tenure_id]
    return chosen or [tenure for tenure in own if tenure.held(days, today)]


def sides(
    participants: Sequence[Participant],
    known: Engagements,
    *,
    host: int | None,
    days: PartialPeriod | None,
    day: date,
    today: date,
    at: datetime,
    notes: Notes,
    seats: int | None,
) -> list[dict[str, Any]]:
    """Return the sides of a table, the visitors first and the hosts, where there are two, last.

    `host` is the key of the country where it is: a side that nobody stated follows from the
    countries. Offices are those of its `days`, attendance that of `day`, possible alone after
    `today`, the day that it is there. None seats everybody. `notes` are the numbers of the sources
    by fact.
    """
    groups = seated(participants, host, at)
    two = len(groups) == 2
    ranks = {Side.VISITOR: 0, Side.HOST: 2 if two else 1}
    found = []
    for side, people in sorted(groups, key=lambda group: ranks.get(group[0], 1 if two else 2)):  # type: ignore[call-overload]
        countries = list(dict.fromkeys(filter(None, (country_of(one, at) for one in people))))
        beside = countries[0] if len(countries) == 1 else None
        shown = people if seats is None else people[:seats]
        found.append(
            {
                "title": side_title(side, countries, alone=len(groups) == 1),
                "people": [
                    person(
                        one,
                        known,
                        beside,
                        days,
                        attendance(rows_of(known.statuses, one), day, today),
                        at,
                        notes,
                    )
                    for one in shown
                ],
                "more": len(people) - len(shown),
            }
        )
    return found


def seated(
    participants: Sequence[Participant], host: int | None, at: datetime
) -> list[tuple[str, list[Participant]]]:
    """Return the sides, each with its people in their order.

    Visitors are one side and hosts another; who is on neither sits with the own country.
    """
    countries = {one.pk: country_of(one, at) for one in participants}
    stated = {
        country.pk: one.side for one in participants if one.side and (country := countries[one.pk])
    }
    groups: dict[tuple[str, int | None], list[Participant]] = {}
    for one in participants:
        key = country.pk if (country := countries[one.pk]) else None
        side = one.side or (stated.get(key) if key else "") or ""
        if not side and key is not None and key == host:
            side = Side.HOST
        groups.setdefault((side, None if side in LABELS else key), []).append(one)
    if len(groups) == 2 and any(side == Side.HOST for side, _ in groups):
        return [
            (Side.VISITOR if key is not None and not side else side, people)
            for (side, key), people in groups.items()
        ]
    return [(side, people) for (side, _), people in groups.items()]


def side_title(side: str, countries: Sequence[Country], *, alone: bool) -> str:
    """Return "China, host"; what a side is, where it has no one country."""
    whose = listed([country.name for country in countries]) if len(countries) < 3 else ""
    label = LABELS.get(Side(side)) if side else None
    if whose:
        return f"{whose}, {label}" if label else whose
    if side:
        return Side(side).label
    return "Taking part" if alone else "Also taking part"


def person(
    participant: Participant,
    known: Engagements,
    beside: Country | None,
    days: PartialPeriod | None,
    attends: str,
    at: datetime,
    notes: Notes,
) -> dict[str, Any]:
    """Return one seat: name, address, offices on the days, how one `attends`, and from where.

    An organization has no page, and a group is described.
    """
    official, body = participant.official, participant.organization
    today = localdate(at)
    held = offices_of(participant, known.tenures, days, today) if official else []
    words = [attends]
    if participant.role == Participant.Role.OBSERVER:
        words.append("observer")
    country = country_of(participant, at)
    whose = country.name if country and beside is None and not held else ""
    return {
        "name": official.full_name if official else body.name if body else participant.group,
        "url": official.get_absolute_url() if official else None,
        "office": "; ".join(office(tenure, beside, days, today) for tenure in held) or whose,
        "word": ", ".join(word for word in words if word),
        "confidence": participant.confidence if participant.confidence != "confirmed" else None,
        "sources": notes.get(("participant", participant.pk), []),
    }


def office(tenure: Tenure, beside: Country | None, days: PartialPeriod | None, today: date) -> str:
    """Return the office's title; "possibly" where the dates do not make it certain."""
    title = called(tenure.office, beside)
    title += ", acting" if tenure.acting else ""
    return title if days is None else so_far(title, tenure.held(days, today))
