"""What a list asks of a day, as its rows say it: certainly or possibly, and how the day ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from briefings.documents.days import Day, chain_of, custody_during
from briefings.filters.occasions import OccasionFilterSet
from briefings.models import CustodyEvent, Exchange, Meeting, PartialDate, StatusChange, Visit
from briefings.models.chains import dated
from briefings.models.days import Match, State, at_end_of, during, rows_during
from briefings.pages import custody as custody_pages
from briefings.pages import statuses as status_pages
from briefings.pages.dates import partial
from briefings.timelines import Custody


@dataclass(frozen=True)
class InCustody:
    """Who is in a status asked for at some time on a day, by which detention since which event.

    `case` is the document of the detention, `event` one of its events; `other` is that by which the
    day may have ended otherwise, None for none. `status` is word and mark, `ended` how the day
    ended, "" where it ended so.
    """

    case: Mapping[str, Any]
    event: Mapping[str, Any]
    other: Mapping[str, Any] | None
    status: dict[str, str]
    ended: str

    @property
    def since(self) -> str:
        """Since when, as after "since"."""
        chain = chain_of(self.case["events"], "status")
        by_then = chain[: [row.row for row in chain].index(self.event) + 1]
        same = takewhile(lambda row: row.value == self.event["status"], reversed(by_then))
        began = partial([*same][-1].row["on"])
        return custody_pages.since(began) if began else ""

    @property
    def events(self) -> list[Mapping[str, Any]]:
        """The events that status and end of the day rest on."""
        return [event for event in (self.event, self.other) if event]


def in_custody(
    cases: Sequence[Mapping[str, Any]], statuses: Collection[str], day: Day, today: date
) -> InCustody | None:
    """Return how a person is in one of the statuses on a day; None for nobody who is.

    `cases` are the documents of the person's detentions.
    """
    chains = [chain_of(case["events"], "status") for case in cases]
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
    word = custody_pages.WORDS.get(event.row["kind"], event.row["status_label"])
    return InCustody(
        cases[place],
        event.row,
        other,
        {"word": so_sure(word, match, day), "mark": custody_pages.MARKS[status]},
        ended(called(other), state, day) if other else "",
    )


def called(event: Mapping[str, Any]) -> str:
    """Return what an event of a detention is called, where its kind does not say by its status."""
    if event["kind"] == CustodyEvent.Kind.OTHER:
        return event["status_label"] or "Noted"
    return str(event["kind_label"])


@dataclass(frozen=True)
class InStatus:
    """Who is in a status asked for at some time on a day, by which detention since which event.

    `status` is word and mark, `ended` how the day ended where that may be otherwise, and `facts`
    are what the two rest on.
    """

    custody: Custody
    event: CustodyEvent
    status: dict[str, str]
    ended: str
    facts: list[CustodyEvent | Exchange]

    @property
    def since(self) -> str:
        """Since when, as after "since"."""
        return custody_pages.since(custody_pages.began(self.custody, self.event).on)


def in_status(
    told: Sequence[Custody], statuses: Collection[str], day: Day, today: date
) -> InStatus | None:
    """Return how a person is in one of the statuses on a day; None for nobody who is."""
    chains = [dated(custody.events, "status") for custody in told]
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
    word = custody_pages.WORDS.get(CustodyEvent.Kind(event.row.kind))
    events = [event.row, *([other] if other else [])]
    return InStatus(
        told[place],
        event.row,
        {
            "word": so_sure(word or event.row.get_status_display(), match, day),
            "mark": custody_pages.MARKS[status],
        },
        ended(custody_pages.called(other), state, day) if other else "",
        [fact for one in events for fact in (one, one.exchange) if fact],
    )


def as_asked(
    occasion: Meeting | Visit,
    rows: Sequence[StatusChange],
    listing: OccasionFilterSet,
    day: date,
    at: datetime,
) -> dict[str, Any]:
    """Return how a meeting or visit stands in one of the statuses asked for, as `as_it_stands`.

    Where the list asks for no status, and where it is the same, it is how `day` ended there.
    """
    stands = status_pages.as_it_stands(occasion, rows, day, at)
    chain, today = dated(rows, "status"), listing.today
    found = chosen(during(chain, listing.day, today), listing.statuses)
    there = at_end_of(chain, day, occasion.today(at)).values
    if found is None or found == next(iter(there.items()), None):
        return stands
    status, match = found
    state = at_end_of(chain, listing.day, today)
    other = otherwise(state, status)
    given = [row for row, _ in rows_during(chain, listing.day, today) if row.value == status]
    row = given[-1].row
    told = status_pages.status(row)
    return {
        "status": told | {"word": so_sure(told["word"], match, listing.day)},
        "remark": ended(other.get_status_display(), state, listing.day) if other else "",
        "confidence": row.confidence,
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
    return f"{possibly}{word.lower()} by the end of that {'day' if is_one_day(day) else 'time'}"


def unsure_days(visit: Visit, day: PartialDate) -> str:
    """Return "possibly on that day" of a visit that may have other days; "" of a certain one."""
    days = visit.partial_period
    if days is None or days.during(day) != Match.POSSIBLY:
        return ""
    return "possibly on that day" if is_one_day(day) else "possibly or partly in that time"
