"""Participants as pages seat them: side by side, with the offices they held that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from briefings.models import Country, Participant, Tenure
from briefings.models.base import if_live
from briefings.models.days import PartialPeriod
from briefings.pages.names import listed
from briefings.pages.sources import Notes
from briefings.pages.statuses import attendance
from briefings.pages.tenures import called, so_far
from briefings.timelines import Engagements, rows_of

SEATS = 6  # a side on a page of several meetings; the meeting's own page has them all
Side = Participant.Side
LABELS = {Side.VISITOR: "visiting", Side.HOST: "host"}


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
