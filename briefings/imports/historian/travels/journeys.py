"""Rows of the Historian's trips as journeys: one row is one stop, one journey a run of them.

Pure functions. Each row of `trips.csv` is in exactly one journey, and comes out of it again as it
went in, column for column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

Row = Mapping[str, str]
Traveller = tuple[str, str]

# What the rows of one stop share; the other columns are kept row by row.
OF_JOURNEY = ("traveller_role", "official_id")
OF_STOP = ("start_date", "end_date", "country_id")


@dataclass(frozen=True)
class Telling:
    """What one row tells of a stop, letter for letter: every column that is the row's alone."""

    columns: Row

    @property
    def trip_id(self) -> str:
        """The row's key."""
        return self.columns["trip_id"]


@dataclass(frozen=True)
class JourneyStop:
    """A stop in one country; both days are included. Two rows may tell of it."""

    starts: date
    ends: date
    country_id: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Journey:
    """A journey of one traveller, its stops in order; never without one."""

    traveller_role: str
    official_id: str
    stops: tuple[JourneyStop, ...]

    @property
    def starts(self) -> date:
        """The first day."""
        return self.stops[0].starts

    @property
    def ends(self) -> date:
        """The last day, included: that of the stop that lasts longest."""
        return max(stop.ends for stop in self.stops)

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows that it was made from, each as it was."""
        for stop in self.stops:
            for telling in stop.tellings:
                yield {
                    **telling.columns,
                    "traveller_role": self.traveller_role,
                    "official_id": self.official_id,
                    "start_date": stop.starts.isoformat(),
                    "end_date": stop.ends.isoformat(),
                    "country_id": stop.country_id,
                }


def journeys(rows: Iterable[Row]) -> list[Journey]:
    """Return the rows as journeys, by traveller and then by first day.

    Rows of one traveller belong to one journey where the next starts no later than the day after
    all before it have ended; in whatever order they are given. Two rows of the same days and
    country are one stop. Raises ValueError for a date that is none.
    """
    by_traveller = groupby(sorted(rows, key=_in_order), key=_traveller)
    return [
        Journey(*traveller, tuple(run))
        for traveller, theirs in by_traveller
        for run in _runs(_stops(theirs))
    ]


def _traveller(row: Row) -> Traveller:
    return row["traveller_role"], row["official_id"]


def _in_order(row: Row) -> tuple[Traveller, date, date, str, int]:
    first, last, country = (row[name] for name in OF_STOP)
    days = date.fromisoformat(first), date.fromisoformat(last)
    return _traveller(row), *days, country, int(row["trip_id"])


def _stops(rows: Iterable[Row]) -> list[JourneyStop]:
    """Return the stops of rows that stand in order, those of the same days as they were entered."""
    stops = []
    for (first, last, country), same in groupby(
        rows, key=lambda row: tuple(row[name] for name in OF_STOP)
    ):
        tellings = tuple(
            Telling({name: row[name] for name in row if name not in (*OF_JOURNEY, *OF_STOP)})
            for row in same
        )
        days = date.fromisoformat(first), date.fromisoformat(last)
        stops.append(JourneyStop(*days, country, tellings))
    return sorted(stops, key=lambda stop: (stop.starts, stop.ends, int(stop.tellings[0].trip_id)))


def _runs(stops: Iterable[JourneyStop]) -> Iterator[list[JourneyStop]]:
    run: list[JourneyStop] = []
    over = date.min
    for stop in stops:
        if run and stop.starts > over + timedelta(days=1):
            yield run
            run = []
        run.append(stop)
        over = stop.ends if len(run) == 1 else max(over, stop.ends)
    if run:
        yield run
