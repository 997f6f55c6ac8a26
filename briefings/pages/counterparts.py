"""Whom an official met, on one axis of time: a mark for each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from briefings.addresses import relative
from briefings.composed import composed
from briefings.freshness import remembered
from briefings.models import Official, PartialDate, Participant, StatusChange
from briefings.models.expressions import among
from briefings.models.statuses import Attendance, Status
from briefings.pages.base import Page
from briefings.pages.dates import Span
from briefings.pages.tenures import chart, segment

MARK = 0.9  # percent of the width: what a day takes
SHOWN = 12  # on the page of an official; the list of meetings holds the rest


@dataclass(frozen=True)
class Counterpart:
    """An official whom another met, by its document's item: how often, and on which days.

    Days are told as far as they are known. A gathering and what was part of it are one time, on the
    day that is known best.
    """

    official: Mapping[str, Any]
    times: int
    days: list[PartialDate]


def company_of(page: Page, official: Mapping[str, Any], day: date) -> dict[str, str]:
    """Return the ids of whom an official met most often by the end of a day, with their meetings.

    At most twelve, the most often met first; as JSON, for `counterparts`. Of live meetings that
    possibly were held by then, without those whom they were without, and without the official's
    own country. A query that reads every meeting of the official: made once while the page's part
    of the ledger stands.
    """
    country = official["country"]
    own_country = UUID(country["id"]) if country else UUID(int=0)  # the latter: of no country
    met = _company(page.at, UUID(official["id"]), day, own_country)
    rows = remembered(page.ledger_state, f"company {official['id']} {day}", met.rows)
    return {str(other): meetings for other, meetings in rows}


def counterparts(
    company: Mapping[str, str], officials: Iterable[Mapping[str, Any]]
) -> list[Counterpart]:
    """Return whom an official met, of `company_of` and the documents' items of these people."""
    met = []
    for official in officials:
        times: dict[int, list[PartialDate]] = {}
        for meeting in orjson.loads(company[official["id"]]):
            days = times.setdefault(meeting["time"], [])
            days += [PartialDate.parse(meeting["on"])] if meeting["on"] else []
        met.append(Counterpart(official, len(times), _best(times.values())))
    return met


def _best(times: Iterable[list[PartialDate]]) -> list[PartialDate]:
    """Return of each time the day that is known best, the earliest of those; in their order."""
    best = [
        min(days, key=lambda on: (on.earliest != on.latest, on.ordering_key))
        for days in times
        if days
    ]
    return sorted(best, key=lambda on: on.ordering_key)


@composed
def _company(at: datetime, official: UUID, day: date, country: UUID) -> QuerySet[Any, Any]:
    """Find whom an official met, of another country: id and meetings, as JSON, each with its `on`.

    Of a gathering and what was part of it `time` is the same.
    """

    def stood(status: str, of: str) -> Exists:
        changes = StatusChange.objects.at_end_of(day, "status", [status], of=of, at=at)
        return Exists(changes.filter(**{of: OuterRef(of if of == "meeting" else "pk")}))

    there = Participant.objects.live(at).exclude(stood(Attendance.ABSENT, "participant"))
    itself = Subquery(Official.objects.filter(public_id=official).values("pk"))
    own = there.filter(stood(Status.HELD, "meeting"), official=itself, meeting__isnull=False)
    others = there.filter(among(own.values("meeting"), of="meeting"), official__isnull=False)
    time = Coalesce("meeting__gathering", "meeting")
    most = (
        others.exclude(official=itself)
        .exclude(official__country__public_id=country)
        .values("official__public_id")
        .annotate(
            times=Count(time, distinct=True),
            meetings=JSONBAgg(JSONObject(time=time, on="meeting__on")),
        )
        .order_by("-times", "official__full_name")
    )
    return most.values_list("official__public_id", "meetings")[:SHOWN]


def met_chart(counterparts: Sequence[Counterpart], day: date, today: date) -> dict[str, Any]:
    """Return the meetings with each counterpart as `offices_chart` takes them."""
    days = [on for one in counterparts for on in one.days]
    bounds = [bound for on in days for bound in (on.earliest, on.latest)]
    span = Span.over([*bounds, today], default=day)
    return chart([row(one, span, day) for one in counterparts], span, day)


def row(counterpart: Counterpart, span: Span, day: date) -> dict[str, Any]:
    """Return one counterpart's row: a mark a meeting, hatched where the day is not known."""
    return {
        "title": counterpart.official["full_name"],
        "url": relative(counterpart.official["web_url"]),
        "dates": words(counterpart, day),
        "held": True,
        "segments": [part for on in counterpart.days for part in mark(on, span, day)],
    }


def mark(on: PartialDate, span: Span, day: date) -> list[dict[str, Any]]:
    """Return the mark of one meeting, outlined where it was after the day."""
    if on.earliest is None or on.latest is None:
        return []
    if on.earliest != on.latest:
        return segment("possible", on.earliest, on.latest + timedelta(days=1), span)
    kind = "held" if on.earliest <= day else "later"
    return [{"kind": kind, "x": min(span.x(on.earliest), 100 - MARK), "width": MARK}]


def words(counterpart: Counterpart, day: date) -> str:
    """Return "Met 2 times, last 19 June 2023" or "Met 6 of 12 times by this day, last …"."""
    by_then = [on for on in counterpart.days if (on.earliest or day) <= day]
    number = counterpart.times - len(counterpart.days) + len(by_then)
    if number == counterpart.times:
        said = "Met once" if number == 1 else f"Met {number:,} times"
    elif number:
        said = f"Met {number:,} of {counterpart.times:,} times by this day"
    else:
        return "Not met by this day"
    if by_then:
        said += f", {'' if counterpart.times == 1 else 'last '}{by_then[-1]}"
    return said
