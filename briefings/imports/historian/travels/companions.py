"""Finds rows of trips that belong to one journey with rows left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from briefings.imports.historian.travels.journeys import OF_JOURNEY, OF_STOP, journeys
from briefings.tables import FileRow

DAYS = OF_STOP[:2]


def companions(rows: Sequence[FileRow], out: Collection[int]) -> dict[int, str]:
    """Return further rows to leave out with those numbered `out`, and why.

    Half a journey would be another journey.

    Rows at fault are placed by whichever of their days is valid, and by the traveller's name where
    other rows have it.
    """
    travellers = {
        row.cells["traveller_name"]: {name: row.cells[name] for name in OF_JOURNEY}
        for row in rows
        if row.number not in out
    }
    readable = []
    for row in rows:
        cells = {**dict.fromkeys((*OF_JOURNEY, *OF_STOP), ""), **row.cells}
        if row.number in out:
            cells |= travellers.get(cells.get("traveller_name", ""), {})
            cells |= _days_of(cells)
        if cells["start_date"]:
            readable.append({**cells, "trip_id": str(row.number)})
    found = {}
    for journey in journeys(readable):
        numbers = [int(each["trip_id"]) for each in journey.rows()]
        if at_fault := [number for number in numbers if number in out]:
            why = f"it is of one journey with row {at_fault[0]}, which is left out"
            found.update({number: why for number in numbers if number not in out})
    return found


def _days_of(cells: dict[str, str]) -> dict[str, str]:
    """Return the row's days in order; both "" where neither is valid."""
    days = []
    for name in DAYS:
        try:
            days.append(date.fromisoformat(cells[name]).isoformat())
        except ValueError:
            continue
    return dict(zip(DAYS, (min(days), max(days)) if days else ("", ""), strict=True))
