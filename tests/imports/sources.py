"""Seven small files as the Office of the Historian writes them, for tests to spoil."""

import csv
import io
from collections.abc import Mapping

from briefings.imports.historian.profile import HISTORIAN

Rows = dict[str, list[dict[str, str]]]

_PATH = "/departmenthistory/people/seward-william-henry"
_STAMP = "2010-02-27T14:35:48.889-04:00"
# Of each file the last row has all cells filled, as far as a row can.
_ROWS: Mapping[str, list[dict[str, str]]] = {
    "countries": [
        {"country_id": "united-states", "name": "United States", "iso2": "US"},
        {"country_id": "danmark", "name": "Danmark", "same_as": "denmark"},
        {"country_id": "denmark-norway", "name": "Denmark–Norway", "valid_from": "-0800"},
        {
            "country_id": "denmark",
            "name": "Denmark",
            "long_name": "Kingdom of Denmark",
            "territory_type": "independent-state",
            "valid_from": "1801",
            "valid_to": "1999",
            "current": "true",
            "iso2": "DK",
            "region": "eur",
            "notes": "With Greenland.",
            "predecessor_ids": "denmark-norway",
            "successor_ids": "united-states",
            "source": "gsh-territories",
            "url_path": "/countries/denmark",
        },
    ],
    "offices": [
        {
            "office_id": "denmark/minister",
            "office_type": "chief-of-mission",
            "title": "Minister",
            "title_plural": "Ministers",
            "alternate_title": "Envoy",
            "organisation": "Department of State",
            "country_id": "denmark",
            "category": "country",
            "start_year": "1801|1827",
            "end_year": "1811|1999",
            "ongoing": "false",
            "description": "One.\n\nTwo.",
            "source_id": "denmark",
            "url_path": _PATH,
        }
    ],
    "officials": [
        {
            "official_id": "hay-john-milton",
            "family_name": "Hay",
            "given_name": "John Milton",
            "display_name": "John Milton Hay",
            "sort_name": "Hay, John Milton",
        },
        {
            "official_id": "seward-william-henry",
            "family_name": "Seward",
            "given_name": "William Henry",
            "name_suffix": "Sr.",
            "birth_year": "1801",
            "display_name": "William Henry Seward",
            "sort_name": "Seward, William Henry",
            "other_names": "W. H. Seward|Bill Seward",
            "death_year": "1872",
            "career_type": "non-career",
            "residence_states": "NY|VA",
            "old_ids": "seward-w-h",
            "source": "pocom",
            "source_id": "seward-william-henry",
            "source_modified": "2010-05-20",
            "url_path": _PATH,
        },
    ],
    "tenures": [
        {
            "tenure_id": "denmark:1",
            "official_id": "seward-william-henry",
            "office_id": "denmark/minister",
            "status": "served",
            "url_path": _PATH,
            "contemporary_country_id": "denmark-norway",
            "appointed": "1861",
            "appointed_note": "Designated on",
            "arrived": "1861-03",
            "started": "1861-03-05",
            "started_note": "About",
            "ended": "1869-03-04",
            "ended_note": "Left post on",
            "start": "1861-03-05",
            "start_basis": "started",
            "end": "1869-03-04",
            "note": "Recommissioned.",
            "concurrent_group": "1861-sewa-01",
            "sequence": "1",
            "flags": "approx-start",
            "source_id": "1",
            "source_modified": "2011-08-18",
        }
    ],
    "trips": [
        {
            "trip_id": "1914",
            "traveller_role": "secretary",
            "country_id": "denmark",
            "official_id": "seward-william-henry",
            "traveller_name": "William Henry Seward",
            "start_date": "1866-01-09",
            "end_date": "1866-01-12",
            "country_name": "Denmark",
            "locations": "St. Thomas",
            "remarks": "Met with Danish colonial officials.",
            "flags": "same-who-dates-country",
            "source_created": _STAMP,
            "source_modified": _STAMP,
            "url_path": _PATH,
        }
    ],
    "state_visits": [
        {
            "visit_id": "2138",
            "visitor": "King Christian",
            "start_date": "1874-12-12",
            "end_date": "1874-12-23",
            "country_id": "denmark",
            "country_name": "Denmark",
            "description": "State visit.",
            "flags": "same-who-start-country",
            "source_created": _STAMP,
            "source_modified": _STAMP,
            "url_path": _PATH,
        }
    ],
    "detentions": [
        {
            "incident_id": "bbg-a19c0c14",
            "name": "Two journalists",
            "date": "2016-11-28",
            "status": "arrested",
            "country_source": "denmark",
            "country_id": "denmark",
            "headline": "Arrested",
            "description": "They were arrested.",
            "networks": "voa",
            "latitude": "37.927404",
            "longitude": "41.94197800000006",
            "link": "https://example.org/1",
            "flags": "mojibake",
            "source_index": "1",
        }
    ],
}


def seven_files() -> Rows:
    """Return the rows of each file, with every column."""
    return {
        name: [dict.fromkeys(HISTORIAN.specs[name].columns, "") | row for row in rows]
        for name, rows in _ROWS.items()
    }


def as_files(files: Rows) -> dict[str, bytes]:
    """Return the rows as their CSV files."""
    return {
        name: as_csv([*rows[0]], [[*row.values()] for row in rows]) for name, rows in files.items()
    }


def as_csv(columns: list[str], rows: list[list[str]]) -> bytes:
    """Return a CSV file; what cannot be UTF-8 is written as it was read."""
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue().encode("utf-8", "surrogateescape")
