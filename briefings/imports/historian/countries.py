"""Maps the Historian's countries; some have two rows, with an old and a new id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefings.imports.known import Known
from briefings.imports.profiles import Cells, MappedRow, Remarks, SourceRow
from briefings.tables import FileRow

# Codes that ISO 3166-1 leaves to users; the source has them for former states.
NO_CODE = re.compile("X[A-J]")
COUNTRY_COLUMNS = {
    "id": "country_id",
    "former_ids": "same_as",
    "name": "name",
    "long_name": "long_name",
    "other_names": "name",
    "code": "iso2",
    "first_year": "valid_from",
    "last_year": "valid_to",
    "predecessors": "predecessor_ids",
    "successors": "successor_ids",
}
OWN = ("long_name", "code", "first_year", "last_year")


def countries(rows: Iterable[FileRow], known: Known) -> Iterator[MappedRow]:
    """Yield each country once: rows that are `same_as` another are mapped with it."""
    read = [FileRow(row.number, defaultdict(str, row.cells)) for row in rows]
    folded: dict[str, list[FileRow]] = defaultdict(list)
    for row in read:
        if row.cells["same_as"]:
            folded[row.cells["same_as"]].append(row)
    for row in read:
        if not row.cells["same_as"]:
            yield _country(row, folded[row.cells["country_id"]])


def _country(row: FileRow, others: list[FileRow]) -> MappedRow:
    remarks: Remarks = []
    own = {ours: row.cells[theirs] for ours, theirs in COUNTRY_COLUMNS.items()}
    for name in OWN:
        own[name] = own[name] or next((each.cells[COUNTRY_COLUMNS[name]] for each in others), "")
    own["former_ids"] = "|".join(each.cells["country_id"] for each in others)
    own["other_names"] = "|".join(
        each.cells["name"] for each in others if each.cells["name"] != own["name"]
    )
    if NO_CODE.fullmatch(own["code"]):
        remarks.append(("iso2", f"{own['code']} is no code of ISO 3166-1: left out"))
        own["code"] = ""
    _check_followers(own, [row, *others], remarks)
    check_years(own, "valid_to", remarks)
    also = [SourceRow(each.number, each.cells["country_id"], each.cells) for each in others]
    return MappedRow("countries", row.number, own, row.cells, remarks, also=also)


def _check_followers(own: Cells, rows: list[FileRow], remarks: Remarks) -> None:
    """Join predecessors and successors of a country's rows; leave out itself, with a remark."""
    ids = {row.cells["country_id"] for row in rows}
    for name in ("predecessors", "successors"):
        ids_named = [each for row in rows for each in row.cells[COUNTRY_COLUMNS[name]].split("|")]
        if not ids.isdisjoint(ids_named):
            remarks.append((COUNTRY_COLUMNS[name], "it follows itself: left out"))
        own[name] = "|".join(dict.fromkeys(each for each in ids_named if each not in ids))


def check_years(own: Cells, column: str, remarks: Remarks) -> None:
    """Clear both years, with a remark, where the last is before the first."""
    first, last = own["first_year"], own["last_year"]
    if first and last and int(first) > int(last):
        remarks.append((column, f"{last} is before {first}: both years are left out"))
        own["first_year"] = own["last_year"] = ""
