"""The files of the Office of the Historian, US Department of State, as rows of our tables.

What our record has no column for stays in the imported rows' cells, and comes out again.
"""

from __future__ import annotations

import re

from briefings.imports import historian_countries
from briefings.imports.historian_countries import check_years, countries
from briefings.imports.historian_detentions import DETENTIONS
from briefings.imports.historian_meetings import propose_meetings
from briefings.imports.historian_visits import STATE_VISITS, TRIPS
from briefings.imports.known import Known
from briefings.imports.profiles import Cells, Profile, Remarks, Sheet, renamed

UNITED_STATES = "united-states"

COLUMNS = {
    "countries": (
        "country_id name long_name territory_type valid_from valid_to current iso2 region"
        " predecessor_ids successor_ids same_as notes source url_path"
    ),
    "offices": (
        "office_id office_type title title_plural alternate_title organisation country_id category"
        " start_year end_year ongoing description source_id url_path"
    ),
    "officials": (
        "official_id family_name given_name name_suffix display_name sort_name other_names"
        " birth_year death_year career_type residence_states old_ids source source_id"
        " source_modified url_path"
    ),
    "tenures": (
        "tenure_id official_id office_id status contemporary_country_id appointed appointed_note"
        " arrived started started_note ended ended_note start start_basis end note"
        " concurrent_group sequence flags source_id source_modified url_path"
    ),
}
REQUIRED = {
    "countries": "country_id name",
    "offices": "office_id office_type title",
    "officials": "official_id family_name given_name display_name sort_name",
    "tenures": "tenure_id official_id office_id status",
}
# Our columns by theirs.
RENAMED = {
    "countries": historian_countries.RENAMED,
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
    """Complete an office, all of the United States; a post abroad says where."""
    title, kind = cells["title"], cells["office_type"]
    where = cells["organisation"] if kind == "international-organization" else ""
    if kind == "chief-of-mission":
        where = known.name("countries", cells["country_id"])
    if where and where not in title:
        own["title"] = f"{title}, {where}"
    others = [text for text in (title, cells["alternate_title"]) if text != own["title"]]
    own["other_titles"] = "|".join(filter(None, others))
    own["country"] = UNITED_STATES
    own["kind"] = KINDS.get(kind, kind)
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
    """Complete a tenure; one without an end is not said to be current, as the source does not."""
    own["status"] = STATUSES.get(own["status"], own["status"])


MAKING = {
    "countries": countries,
    "offices": renamed("offices", RENAMED["offices"], office),
    "officials": renamed("officials", RENAMED["officials"], official),
    "tenures": renamed("tenures", RENAMED["tenures"], tenure),
}
HISTORIAN = Profile(
    "historian",
    {
        **{
            name: Sheet(
                name,
                columns=tuple(COLUMNS[name].split()),
                required=tuple(REQUIRED[name].split()),
                table=name,
                make=make,
                renamed=RENAMED[name],
            )
            for name, make in MAKING.items()
        },
        **{sheet.name: sheet for sheet in (TRIPS, STATE_VISITS, DETENTIONS)},
    },
    follow=propose_meetings,
)
PROFILES = {HISTORIAN.name: HISTORIAN}
