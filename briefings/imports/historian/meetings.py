"""Proposes the meetings that remarks in the Historian's files mention, for editors to accept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefings.imports.historian.travels.proposing import StopRemark, propose
from briefings.models import ImportRun, Stop

# For each file: the table that its rows are kept with, and the column of remarks.
REMARKS = {"trips": ("stops", "remarks"), "state_visits": ("visits", "description")}


def propose_meetings(run: ImportRun) -> None:
    """Propose the meetings that the run's rows mention, once each. A fixed number of queries."""
    remarks = [each for sheet in REMARKS for each in _remarks(run, sheet)]
    if remarks:
        propose(by=run.by, remarks=remarks)


def _remarks(run: ImportRun, sheet: str) -> Iterator[StopRemark]:
    table, column = REMARKS[sheet]
    noted = run.rows.filter(sheet=sheet, table=table).order_by("number")
    rows = [(row, cells) for row, cells in noted.values_list("row", "cells") if column in cells]
    by = "visit__public_id" if table == "visits" else "public_id"
    keys = {row for row, _ in rows}
    stops = Stop.objects.filter(**{f"{by}__in": keys}).select_related("visit", "country")
    stops = stops.only("public_id", "visit__public_id", "country__id")
    found = {stop.visit.public_id if table == "visits" else stop.public_id: stop for stop in stops}
    for row, cells in rows:
        stop = found[row]
        first, last = (date.fromisoformat(cells[name]) for name in ("start_date", "end_date"))
        yield StopRemark(stop.visit, stop.country, first, last, cells[column])
