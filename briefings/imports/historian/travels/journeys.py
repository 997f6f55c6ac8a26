"""Joins rows of the Historian's trips to journeys: a row is a stop, a journey a sequence of stops.

Pure functions. Each row of `trips.csv` is in exactly one journey, which gives it back unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

Row = Mapping[str, str]
Traveller = tuple[str, str]

# Columns that the rows of one stop share; the others are kept row by row.
OF_JOURNEY = ("traveller_role", "official_id")
OF_STOP = ("start_date", "end_date", "country_id")


@dataclass(frozen=True)
class Telling:
    """One row about a stop: the columns that other rows of the stop may have differently."""

    columns: Row

    @property
    def trip_id(self) -> str:
        """The row's id."""
        return self.columns["trip_id"]


@dataclass(frozen=True)
class JourneyStop:
    """A stop in one country, from its first day to its last, included. Two rows may be about it."""

    starts: date
    ends: date
    country_id: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Journey:
    """A journey of one traveller, with one or more stops in order."""

    traveller_role: str
    official_id: str
    stops: tuple[JourneyStop, ...]

    @property
    def starts(self) -> date:
        """The first day."""
        return self.stops[0].starts

    @property
    def ends(self) -> date:
        """The last day of all stops, included."""
        return max(stop.ends for stop in self.stops)

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows that it was joined from, unchanged."""
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
    """Return the rows joined to journeys, by traveller and first day.

    A stop continues the journey if it starts at the latest the day after all earlier ones ended.
    Rows with the same days and country are one stop. Raises ValueError for an invalid date.
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
    """Return the stops of sorted rows; stops of the same days in the order of their ids."""
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
