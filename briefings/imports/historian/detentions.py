"""Maps the Historian's list of threats to the press: each row to a detainee with one event.

A row is an incident, of one person or several, and not checked by anybody yet: nothing of it is
public until an editor publishes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefings.imports.historian import columns
from briefings.imports.known import Known
from briefings.imports.profiles import Cells, MappedRow, file_spec
from briefings.tables import FileRow

KINDS = {
    "arrested": "detained",
    "detained": "detained",
    "attacked": "other",
    "threatened": "other",
    "killed": "other",
}
FLAGS = {
    "country-conflicts-with-text": ("country_id", "the text speaks of another country: check it"),
    "mojibake": ("description", "letters were lost in it: check it"),
    "same-event": ("name", "another row tells of the same event: check it"),
}


def detentions(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
    """Yield a detainee, a detention and a custody event for each row."""
    for row in rows:
        yield from _incident(row)


def _incident(row: FileRow) -> Iterator[MappedRow]:
    cells = defaultdict(str, row.cells)
    incident = cells["incident_id"]
    detainee = {"id": incident, "full_name": cells["name"], "biography": cells["description"]}
    yield MappedRow("detainees", row.number, detainee, row.cells, remarks=[*_remarks(cells)])
    detention = {"id": incident, "detainee": incident, "country": cells["country_id"]}
    yield MappedRow("detentions", row.number, detention, None)
    event = {
        "id": incident,
        "detention": incident,
        "kind": KINDS[cells["status"]],
        "on": cells["date"],
        "note": f"{cells['status'].capitalize()}: {cells['headline']}",
    }
    yield MappedRow("custody", row.number, event, None)


def _remarks(cells: Cells) -> Iterator[tuple[str, str]]:
    return (FLAGS[flag] for flag in cells["flags"].split("|") if flag in FLAGS)


DETENTIONS = file_spec(
    "detentions",
    columns.DETENTIONS,
    "detainees",
    detentions,
    {
        "id": "incident_id",
        "full_name": "name",
        "biography": "description",
        "country": "country_id",
        "on": "date",
        "note": "headline",
    },
    waits=True,
)
