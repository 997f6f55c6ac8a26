"""The Historian's profile: how the seven files are mapped to our tables.

Columns that our record lacks are kept in `ImportedRow.cells`, and exported again.
"""

from __future__ import annotations

import re

from briefings.imports.historian.columns import (
    COUNTRIES,
    EVENTS,
    OFFICES,
    OFFICIALS,
    START_AFTER_END,
    TENURES,
)
from briefings.imports.historian.countries import COUNTRY_COLUMNS, check_years, countries
from briefings.imports.historian.detentions import DETENTIONS
from briefings.imports.historian.meetings import propose_meetings
from briefings.imports.historian.visits import STATE_VISITS, TRIPS
from briefings.imports.known import Known
from briefings.imports.profiles import Cells, Profile, Remarks, RowMapper, file_spec, renamed
from briefings.imports.rules import Rules, is_certainly_after

UNITED_STATES = "united-states"
ABOUT = "~"  # after a date: about

# Their columns by ours.
THEIR_COLUMNS = {
    "countries": COUNTRY_COLUMNS,
    "offices": {
        "id": "office_id",
        "title": "title",
        "kind": "office_type",
        "first_year": "start_year",
        "last_year": "end_year",
    },
    "officials": {
        "id": "official_id",
        "former_ids": "old_ids",
        "full_name": "display_name",
        "short_name": "family_name",
        "sort_name": "sort_name",
        "other_names": "other_names",
        "born": "birth_year",
        "died": "death_year",
    },
    "tenures": {
        "id": "tenure_id",
        "official": "official_id",
        "office": "office_id",
        "status": "status",
        "appointed": "appointed",
        "appointed_note": "appointed_note",
        "arrived": "arrived",
        "started": "started",
        "started_note": "started_note",
        "ended": "ended",
        "ended_note": "ended_note",
        "note": "note",
    },
}
KINDS = {
    "president": "head_of_state",
    "chief-of-mission": "ambassador",
    "international-organization": "international",
    "principal": "other",
}
DEPUTY = re.compile(r"(Deputy|Under|Assistant) (Under )?Secretary")
STATUSES = {"served": "served", "other-nominee": "nominee", "other-appointee": "appointee"}


def office(own: Cells, cells: Cells, known: Known, remarks: Remarks) -> None:
    """Complete an office of the United States; add the country to the title of a post abroad."""
    title, kind = cells["title"], cells["office_type"]
    where = cells["organisation"] if kind == "international-organization" else ""
    if kind == "chief-of-mission":
        where = known.name("countries", cells["country_id"])
    if where and where not in title:
        own["title"] = f"{title}, {where}"
    others = [text for text in (title, cells["alternate_title"]) if text != own["title"]]
    own["other_titles"] = "|".join(filter(None, others))
    own["country"] = UNITED_STATES
    own["kind"] = KINDS[kind]
    if cells["office_id"] == "secretary":
        own["kind"] = "foreign_minister"
    elif DEPUTY.match(title):
        own["kind"] = "deputy_minister"
    own["first_year"] = own["first_year"].split("|")[0]
    own["last_year"] = "" if cells["ongoing"] == "true" else own["last_year"].split("|")[-1]
    check_years(own, "end_year", remarks)


def official(own: Cells, cells: Cells, known: Known, remarks: Remarks) -> None:
    """Complete an official of the United States."""
    own["short_name"] = re.sub(r" \(.*\)", "", own["short_name"])
    own["country"] = UNITED_STATES


def tenure(own: Cells, cells: Cells, known: Known, remarks: Remarks) -> None:
    """Complete a tenure by the source's flags.

    An event flagged as after the end is left out: the tenure starts with the next. Days flagged as
    approximate become "about" that day. A tenure without an end is not marked as current, since the
    source does not say so.
    """
    flags = cells["flags"].split("|")
    own["status"] = STATUSES[own["status"]]
    if START_AFTER_END in flags and cells["ended"]:
        for event in EVENTS:
            if cells[event] and is_certainly_after(cells[event], cells["ended"]):
                remarks.append((event, f"it is after {cells['ended']}, the end: left out"))
                own[event] = ""
    for flag, event in (("approx-start", cells["start_basis"]), ("approx-end", "ended")):
        if flag in flags and own.get(event):
            own[event] += ABOUT


MAPPERS: dict[str, tuple[Rules, RowMapper]] = {
    "countries": (COUNTRIES, countries),
    "offices": (OFFICES, renamed("offices", THEIR_COLUMNS["offices"], office)),
    "officials": (OFFICIALS, renamed("officials", THEIR_COLUMNS["officials"], official)),
    "tenures": (TENURES, renamed("tenures", THEIR_COLUMNS["tenures"], tenure)),
}
HISTORIAN = Profile(
    "historian",
    {
        **{
            name: file_spec(name, rules, name, map_rows, THEIR_COLUMNS[name])
            for name, (rules, map_rows) in MAPPERS.items()
        },
        **{each.name: each for each in (TRIPS, STATE_VISITS, DETENTIONS)},
    },
    follow=propose_meetings,
)
PROFILES = {HISTORIAN.name: HISTORIAN}
