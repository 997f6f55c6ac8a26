"""What a document says of a day: the only Python that answers one. No queries.

A document moves neither with the clock nor with the day asked: it holds partial dates, and chains
with all their rows. These functions fold them for a day, by the rule of `models.days`: `during` a
day and `at_end_of` it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple, TypedDict

from django.conf import settings

from briefings.models.custody import CustodyStatus
from briefings.models.dates import PartialDate, PartialDateJSON
from briefings.models.days import (
    Dated,
    Match,
    PartialPeriod,
    State,
    at_end_of,
    bounds,
    during,
    throughout,
)
from briefings.models.days_held import DaysHeld, days_held, total_days_held
from briefings.models.statuses import STATUSES
from briefings.models.tenures import Tenure

Day = date | PartialDate
Chain = Sequence[Dated[Any]]

LABELS: dict[str, str] = dict(STATUSES)
CUSTODY_LABELS: dict[str, str] = dict(CustodyStatus.choices)
STRICTEST_FIRST = tuple(CUSTODY_LABELS)


class SpanJSON(TypedDict):
    """The first and the last of some days, both included; null is not known or open."""

    first: str | None
    last: str | None


class PeriodJSON(TypedDict):
    """The days of a tenure, each end of which may be known in part.

    - `possible`: from the earliest start to the latest end.
    - `certain`: from the latest start to the earliest end; it has no days where they cross, and its
      two ends count all the same.
    - `current`: it ends no earlier than today, whenever that is; `certain.last` is null.
    """

    possible: SpanJSON
    certain: SpanJSON
    current: bool


class DuringJSON(TypedDict):
    """A status at some time on the day asked of, certainly or possibly."""

    status: str
    match: Match


class PartialDays(NamedTuple):
    """The days of a partial date in a document; None is an open side."""

    earliest: date | None
    latest: date | None


def day_of(text: str | None) -> date | None:
    """Return the day of a document's text; None for null."""
    return date.fromisoformat(text) if text else None


def partial_days(value: PartialDateJSON | None) -> PartialDays | None:
    """Return the days that a document's partial date may be; None for null."""
    return PartialDays(day_of(value["earliest"]), day_of(value["latest"])) if value else None


def chain_of(rows: Iterable[Mapping[str, Any]], column: str) -> list[Dated[Mapping[str, Any]]]:
    """Return the chain of a document's rows, given in order, that say something in the column."""
    return [dated(row, value) for row in rows if (value := row[column])]


def dated(row: Mapping[str, Any], value: Any) -> Dated[Mapping[str, Any]]:
    """Return a document's row as one of a chain, which gives the value from the day `on`."""
    on = row["on"]
    return Dated(row, value, day_of(on["earliest"]) or date.min, day_of(on["latest"]) or date.max)


def tenure_days(tenure: Tenure) -> PeriodJSON | None:
    """Return the days of a tenure for its document; None for one that never was held."""
    period = tenure.partial_period(date.max)
    if period is None:
        return None
    current = tenure.end_status == Tenure.EndStatus.CURRENT
    ends = None if current else period.earliest_end
    return {
        "possible": {"first": _text(period.first), "last": _text(period.last)},
        "certain": {"first": _text(period.latest_start), "last": _text(ends)},
        "current": current,
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def period_of(days: PeriodJSON | None, today: date) -> PartialPeriod | None:
    """Return the days of a tenure as they are known today; None for one that never was held."""
    if days is None:
        return None
    possible, certain = days["possible"], days["certain"]
    return PartialPeriod(
        day_of(possible["first"]),
        day_of(possible["last"]),
        latest_start=day_of(certain["first"]),
        earliest_end=today if days["current"] else day_of(certain["last"]),
    )


def held_during(
    days: PeriodJSON | None, on: Day | PartialPeriod | None, today: date
) -> Match | None:
    """Return how sure it is that an office was held during a day, or during a visit.

    None: it was not, or no day is known. Of a month, certainly is on every day of it.
    """
    own = period_of(days, today)
    return own.during(on) if own and on else None


@dataclass(frozen=True)
class Standing:
    """Where a meeting, a visit or a participant stands at the end of a day.

    `status` is None before the first change. `possibly` are the statuses that partial dates allow
    instead; the status itself is among them where nothing is certain. `row` gives the status.
    """

    status: str | None
    possibly: list[str]
    row: Mapping[str, Any] | None = None

    @property
    def label(self) -> str | None:
        """The status in words."""
        return LABELS[self.status] if self.status else None

    @classmethod
    def of(cls, chain: Chain, on: Day, today: date) -> Standing:
        """Return where a chain of statuses stands; nothing is certain after `today`."""
        state = at_end_of(chain, on, today)
        return cls(_shown(state), _instead(state), state.shown)


def statuses_during(chain: Chain, on: Day, today: date) -> list[DuringJSON]:
    """Return the statuses of a chain at some time on a day, each with how sure that is.

    A list asks of the newsroom's day, wherever a meeting is: so do its rows.
    """
    return _in_json(during(chain, on, today))


def _in_json(matches: Mapping[str, Match]) -> list[DuringJSON]:
    return [{"status": status, "match": match} for status, match in matches.items()]


def _shown(state: State[Any]) -> Any:
    return next(iter(state.values), None)


def _instead(state: State[Any]) -> list[Any]:
    """Return the values that may be in force instead of the one shown, itself if none is sure."""
    unsure = [value for value, match in state.values.items() if match == Match.POSSIBLY]
    return unsure if state.last is None else unsure[1:]


@dataclass(frozen=True)
class Custody:
    """Where one or more detentions of a person stand at the end of a day.

    `status` is the strictest of what is shown of each, None before the first event. `possibly` are
    the statuses that partial dates allow instead; the status itself is among them where it is not
    certain. `during` are those at some time on the day asked of, each with how sure that is.
    """

    status: str | None
    possibly: list[str]
    during: list[DuringJSON]
    days_held: DaysHeld

    @property
    def label(self) -> str | None:
        """The status in words."""
        return CUSTODY_LABELS[self.status] if self.status else None

    @classmethod
    def of(cls, chains: Collection[Chain], on: Day, today: date) -> Custody:
        """Return that of the chains of status on a day.

        Days are counted up to `today` at the latest, and nothing is certain after it.
        """
        states = [at_end_of(chain, on, today) for chain in chains]
        status = _strictest({_shown(state) for state in states})
        certain = {state.last.value for state in states if state.last}
        each = [
            {row.value if row else None for row in (state.last, *state.maybe)} for state in states
        ]
        maybe = {_strictest(together) for together in product(*each)} - {status}
        if status not in certain:
            maybe.add(status)
        counted = min(bounds(on)[1], today)
        return cls(
            status=status,
            possibly=[one for one in STRICTEST_FIRST if one in maybe],
            during=_in_json(custody_during(chains, on, today)),
            days_held=total_days_held(days_held(chain, counted) for chain in chains),
        )


def custody_during(chains: Collection[Chain], on: Day, today: date) -> dict[str, Match]:
    """Return the statuses of a person during a day, the strictest first, and how sure each is.

    Whoever is free by one detention and held by another is held: a status is one of the day where
    no other detention means a stricter one all day long, and certain where none may at any time.
    """
    each = [(chain, during(chain, on, today)) for chain in chains]
    found: dict[str, Match] = {}
    for place, status in enumerate(STRICTEST_FIRST):
        stricter = STRICTEST_FIRST[:place]
        for own, said in each:
            others = [(chain, by) for chain, by in each if chain is not own]
            if status not in said:
                continue
            if said[status] == Match.CERTAINLY and not any(
                name in by for _, by in others for name in stricter
            ):
                found[status] = Match.CERTAINLY
            elif not any(throughout(chain, stricter, on, today) for chain, _ in others):
                found.setdefault(status, Match.POSSIBLY)
    return found


def _strictest(statuses: Collection[str | None]) -> str | None:
    return next((status for status in STRICTEST_FIRST if status in statuses), None)


def goes_on(chain: Chain, today: date) -> bool:
    """Return whether somebody may be held or restricted at the end of today."""
    return bool({*at_end_of(chain, today, today).values} - {CustodyStatus.FREE})


def may_be_out_of_date(verified_on: date | None, today: date) -> bool:
    """Return whether the last check is older than `STALE_AFTER_DAYS`; False without a check.

    Ask it only of what still goes on.
    """
    if verified_on is None:
        return False
    return today - verified_on > timedelta(days=settings.STALE_AFTER_DAYS)
