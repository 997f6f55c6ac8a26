"""Maps the Historian's trips to visits abroad with stops, and its state visits to visits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefings.imports.historian import columns
from briefings.imports.historian.travels.companions import companions
from briefings.imports.historian.travels.journeys import Journey, JourneyStop, journeys
from briefings.imports.historian.travels.linking import NamedPerson, match_officials
from briefings.imports.historian.travels.visitors import visitors
from briefings.imports.known import Known
from briefings.imports.profiles import MappedRow, SourceRow, file_spec
from briefings.models import Official, PartialDate
from briefings.tables import FileRow

UNITED_STATES = "united-states"
KIND = re.compile(r"(?:official )?(state|official|working|private) visit\b", re.IGNORECASE)
LEADS = {"side": "visitor", "role": "lead"}
# Their columns by ours.
RENAMED = {
    "starts": "start_date",
    "ends": "end_date",
    "arrives": "start_date",
    "departs": "end_date",
    "country": "country_id",
    "official": "official_id",
    "note": "locations",
}


def trips(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
    """Yield visit, stops and participant of each journey, by traveller and first day."""
    by_id = {row.cells["trip_id"]: row for row in rows}
    known.look_up("countries", {row.cells["country_id"] for row in by_id.values()})
    for journey in journeys(row.cells for row in by_id.values()):
        yield from _journey(journey, by_id, known)


def _journey(journey: Journey, rows: dict[str, FileRow], known: Known) -> Iterator[MappedRow]:
    first = journey.stops[0].tellings[0]
    row, visit = rows[first.trip_id], f"trip-{first.trip_id}"
    countries = dict.fromkeys(known.name("countries", stop.country_id) for stop in journey.stops)
    remarks = [_remarks(stop, known, alone=len(journey.stops) == 1) for stop in journey.stops]
    yield MappedRow(
        "visits",
        row.number,
        {
            "id": visit,
            "kind": kind_of(remarks[0]) if len(remarks) == 1 else "",
            "starts": str(journey.starts),
            "ends": str(journey.ends),
            "summary": "\n\n".join(filter(None, remarks)),
        },
        None,
        label=f"{row.cells['traveller_name']} in {next(iter(countries))}, {journey.starts}",
    )
    for order, stop in enumerate(journey.stops):
        yield _stop(visit, order, stop, rows, known)
    cells = {"id": visit, "visit": visit, "official": journey.official_id, **LEADS}
    yield MappedRow("participants", row.number, cells, None)
    yield _held(row, visit, str(journey.ends))


def _held(row: FileRow, visit: str, on: str) -> MappedRow:
    """Return the status "held": the source lists no other visits."""
    cells = {"id": visit, "visit": visit, "status": "held", "on": on}
    return MappedRow("statuses", row.number, cells, None)


def _stop(
    visit: str, order: int, stop: JourneyStop, rows: dict[str, FileRow], known: Known
) -> MappedRow:
    """Return a stop, mapped from all rows about it."""
    row, *others = (rows[telling.trip_id] for telling in stop.tellings)
    notes = dict.fromkeys(_note(telling, known) for telling in (row, *others))
    cells = {
        "id": row.cells["trip_id"],
        "visit": visit,
        "country": stop.country_id,
        "arrives": str(stop.starts),
        "departs": str(stop.ends),
        "order": str(order),
        "note": "; ".join(filter(None, notes)),
    }
    also = [SourceRow(other.number, other.cells["trip_id"], other.cells) for other in others]
    return MappedRow("stops", row.number, cells, row.cells, also=also)


def _note(row: FileRow, known: Known) -> str:
    """Return the places in the country, with its name at the time where ours differs."""
    cells = defaultdict(str, row.cells)
    then = _called_then(cells, known)
    return f"{cells['locations']} ({then})".strip() if then else cells["locations"]


def _called_then(cells: defaultdict[str, str], known: Known) -> str:
    name = cells["country_name"]
    return "" if name == known.name("countries", cells["country_id"]) else name


def _remarks(stop: JourneyStop, known: Known, *, alone: bool) -> str:
    """Return the remarks on a stop, after the country's name unless it is the only stop."""
    remarks = " ".join(
        filter(None, dict.fromkeys(each.columns.get("remarks", "") for each in stop.tellings))
    )
    return (
        remarks
        if alone or not remarks
        else f"{known.name('countries', stop.country_id)}: {remarks}"
    )


def state_visits(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
    """Yield a visit, its stop in the United States and the visitors, for each row. Eight queries.

    A visitor is an official where title and name match exactly one, else a group in words.
    """
    all_rows = [*rows]
    known.look_up("countries", {row.cells["country_id"] for row in all_rows})
    for row, who in zip(all_rows, _visitors_of(all_rows, known), strict=True):
        yield from _state_visit(row, who, known)


def _state_visit(row: FileRow, who: Iterable[dict[str, str]], known: Known) -> Iterator[MappedRow]:
    cells = defaultdict(str, row.cells)
    visit = f"state-visit-{cells['visit_id']}"
    days = cells["start_date"], cells["end_date"]
    country = known.name("countries", cells["country_id"])
    yield MappedRow(
        "visits",
        row.number,
        {
            "id": visit,
            "kind": kind_of(cells["description"]),
            "starts": days[0],
            "ends": days[1],
            "summary": cells["description"],
        },
        row.cells,
        label=f"{cells['visitor']}, {country}, in the United States, {days[0]}",
    )
    stop = {"id": visit, "visit": visit, "country": UNITED_STATES}
    yield MappedRow("stops", row.number, stop | {"arrives": days[0], "departs": days[1]}, None)
    for order, one in enumerate(who):
        participant = {
            "id": f"{visit}-{order + 1}",
            "visit": visit,
            "order": str(order),
            **LEADS,
            **one,
        }
        yield MappedRow("participants", row.number, participant, None)
    yield _held(row, visit, days[1])


def _visitors_of(rows: list[FileRow], known: Known) -> Iterator[list[dict[str, str]]]:
    """Yield the visitors of each row: cells of who they are and where they come from."""
    persons = [visitors(row.cells["visitor"]) for row in rows]
    links = iter(
        match_officials(
            [
                NamedPerson(
                    person,
                    known.key("countries", row.cells["country_id"]),
                    PartialDate.parse(row.cells["start_date"]),
                )
                for row, named in zip(rows, persons, strict=True)
                for person in named
            ]
        )
    )
    found = [[next(links).official for _ in named] for named in persons]
    certain = Official.objects.in_bulk([key for keys in found for key in keys if key])
    for row, named, keys in zip(rows, persons, found, strict=True):
        cells = defaultdict(str, row.cells)
        then = _called_then(cells, known)
        names = [f"{person.title} {person.name}" for person in named] or [cells["visitor"]]
        words = [f"{each} ({then})" if then else each for each in names]
        yield [
            {"official": str(certain[key].public_id)}
            if key
            else {"group": text, "country": cells["country_id"]}
            for text, key in zip(words, keys or [None], strict=True)
        ]


def kind_of(text: str) -> str:
    """Return the kind of visit that a text begins with, "" for none."""
    found = KIND.match(text)
    return found[1].lower() if found else ""


TRIPS = file_spec(
    "trips",
    columns.TRIPS,
    "stops",
    trips,
    RENAMED | {"id": "trip_id", "summary": "remarks"},
    companions=companions,
)
STATE_VISITS = file_spec(
    "state_visits",
    columns.STATE_VISITS,
    "visits",
    state_visits,
    RENAMED | {"id": "visit_id", "group": "visitor", "summary": "description"},
)
