"""What a list asks of a day, as its rows say it: certainly or possibly, and how the day ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.documents.builder import Asked
from briefings.documents.days import LABELS, Day, Standing, chain_of, custody_during
from briefings.documents.detentions import chain_in
from briefings.documents.local_days import Occasion
from briefings.documents.statuses import StandingDuring
from briefings.filters.occasions import OccasionFilterSet
from briefings.models import PartialDate
from briefings.models.days import Match, State, at_end_of, rows_during
from briefings.pages import custody as custody_pages
from briefings.pages import statuses as status_pages


@dataclass(frozen=True)
class InStatus:
    """Who is in a status asked for at some time on a day, by which detention since which event.

    `status` is word and mark, `ended` how the day ended where that may be otherwise, and `events`
    are those that the two rest on.
    """

    case: Mapping[str, Any]
    event: Mapping[str, Any]
    status: dict[str, str]
    ended: str
    events: list[Mapping[str, Any]]

    @property
    def since(self) -> str:
        """Since when, as after "since"."""
        return custody_pages.since(custody_pages.began(self.case, self.event))


def in_status(
    cases: Sequence[Mapping[str, Any]], statuses: Collection[str], day: Day, today: date
) -> InStatus | None:
    """Return how a person is in one of the statuses on a day; None for nobody who is.

    `cases` are the detentions as the documents of detainees and of detentions hold them.
    """
    chains = [chain_in(case, "status") for case in cases]
    found = chosen(custody_during(chains, day, today), statuses)
    if found is None:
        return None
    status, match = found
    rows = [
        (place, row, sure)
        for place, chain in enumerate(chains)
        for row, sure in rows_during(chain, day, today)
        if row.value == status
    ]
    place, event, _ = max(rows, key=lambda each: (each[2] == Match.CERTAINLY, each[1].first))
    state = at_end_of(chains[place], day, today)
    other = otherwise(state, status)
    return InStatus(
        cases[place],
        event.row,
        {
            "word": so_sure(custody_pages.worded(event.row), match, day),
            "mark": custody_pages.MARKS[event.row["status"]],
        },
        ended(custody_pages.led(other), state, day) if other else "",
        [event.row, *([other] if other else [])],
    )


def standing_asked(
    occasion: Mapping[str, Any], listing: OccasionFilterSet, asked: Asked
) -> dict[str, Any]:
    """Return how a meeting or visit stands in one of the statuses asked for, as `standing`.

    Where the list asks for no status, and where it is the same, it is how the day ended there.
    """
    stands = status_pages.standing(occasion, asked)
    days = Occasion.of(occasion["days"], asked)
    chain = chain_of(occasion["statuses"], "status")
    found = StandingDuring.of(chain, listing.statuses, listing.day, listing.today)
    there = Standing.of(chain, days.on, days.today)
    sure = Match.POSSIBLY if there.possibly else Match.CERTAINLY
    if found is None or (found.status, found.match) == (there.status, sure):
        return stands
    told = status_pages.told(found.status) or {}
    ended = ""
    if other := found.ended_as:
        possibly = "" if found.ended == Match.CERTAINLY else "possibly "
        ended = f"{possibly}{ended_by(LABELS[other['status']], listing.day)}"
    return {
        "status": {**told, "word": so_sure(LABELS[found.status], found.match, listing.day)},
        "remark": ended,
        "confidence": found.row["confidence"],
    }


def chosen(found: Mapping[str, Match], asked: Collection[str]) -> tuple[str, Match] | None:
    """Return the first of the statuses found that is asked for, a certain one before others."""
    told = [(status, match) for status, match in found.items() if status in asked]
    return min(told, key=lambda each: each[1] != Match.CERTAINLY, default=None)


def otherwise(state: State[Any], status: str) -> Any:
    """Return the row by which the day may have ended in another status; None for none."""
    rows = [state.last, *state.maybe]
    return next((row.row for row in rows if row is not None and row.value != status), None)


def is_one_day(day: Day) -> bool:
    """Return whether it is a day that is asked about, and no month or year."""
    return not isinstance(day, PartialDate) or day.earliest == day.latest


def so_sure(word: str, match: Match, day: Day) -> str:
    """Return "Held", "Possibly held", or of a month "Possibly or partly held"."""
    if match == Match.CERTAINLY:
        return word
    return f"{'Possibly' if is_one_day(day) else 'Possibly or partly'} {word.lower()}"


def ended(word: str, state: State[Any], day: Day) -> str:
    """Return "released by the end of that day", "possibly released by the end of that day"."""
    possibly = "" if Match.CERTAINLY in state.values.values() else "possibly "
    return f"{possibly}{ended_by(word, day)}"


def ended_by(word: str, day: Day) -> str:
    """Return "released by the end of that day"."""
    return f"{word.lower()} by the end of that {'day' if is_one_day(day) else 'time'}"


def unsure_days(visit: Mapping[str, Any], day: PartialDate, asked: Asked) -> str:
    """Return "possibly on that day" of a visit that may have other days; "" of a certain one."""
    days = Occasion.of(visit["days"], asked).period
    if days is None or days.during(day) != Match.POSSIBLY:
        return ""
    return "possibly on that day" if is_one_day(day) else "possibly or partly in that time"
