"""Columns and rules of the Historian's seven files, as the README of the data describes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from briefings.imports.cell_types import (
    CellType,
    ChoiceCell,
    DegreesCell,
    FlagCell,
    ListCell,
    NumberCell,
    ReferenceCell,
    TextCell,
)
from briefings.imports.historian.cell_types import DATE, DAY, STAMP, WEB_ADDRESS, YEAR, PatternCell
from briefings.imports.rules import BrokenRule, Rules, in_order, is_certainly_after
from briefings.tables import FileRow

EVENTS = ("started", "arrived", "appointed")  # a tenure starts with the first that there is
START_AFTER_END = "start-after-end-in-source"

TEXT = TextCell(None)
COUNTRY, OFFICIAL, OFFICE = (ReferenceCell(name) for name in ("countries", "officials", "offices"))
PATH = PatternCell("/[A-Za-z0-9/_.~%-]*", "a path as in `/countries/france`")
CODE = PatternCell("[A-Za-z0-9_-]+", "letters, digits, `-` and `_` (an id)")
SLUG = PatternCell("[a-z0-9-]+", "small letters, digits and `-` (an id)")
COUNT = NumberCell(1, 999_999)


def words(text: str) -> ChoiceCell:
    """Return the type of a cell that holds one of these words."""
    return ChoiceCell(tuple(text.split()))


def _same_as(rows: Sequence[FileRow], unread: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Refuse `same_as` that names no row, the row itself, or a row with `same_as`."""
    names = {row.cells.get("country_id", ""): row.cells.get("same_as", "") for row in rows}
    for row in rows:
        same = row.cells.get("same_as", "")
        if same and same not in names:
            if same not in unread:
                yield row.number, "same_as", "no row of this file has this id"
        elif same and (same == row.cells.get("country_id", "") or names[same]):
            yield row.number, "same_as", "it names itself, or a row that is the same as another"


def _old_ids(rows: Sequence[FileRow], unread: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Refuse an old id that is a present one, or an old one of another row."""
    present = {row.cells.get("official_id", ""): row.number for row in rows}
    former: dict[str, int] = {}
    for row in rows:
        for each in filter(None, row.cells.get("old_ids", "").split("|")):
            if each in present:
                rule = (
                    f"{each} is the official_id of row {present[each]}: no old id is a present one"
                )
                yield row.number, "old_ids", rule
            elif former.setdefault(each, row.number) != row.number:
                rule = (
                    f"row {former[each]} has the old id {each} already: it belongs to one official"
                )
                yield row.number, "old_ids", rule


def _years(first: str, last: str) -> object:
    """Return a rule: one year, or list of years, is not before the other. Years BC are negative."""

    def check(cells: Mapping[str, str]) -> Iterator[BrokenRule]:
        begun, ended = cells[first].split("|")[0], cells[last].split("|")[-1]
        if begun and ended and int(begun) > int(ended):
            yield last, f"it is before {first}"

    return check


def _has_country(cells: Mapping[str, str]) -> Iterator[BrokenRule]:
    if cells["office_type"] == "chief-of-mission" and not cells["country_id"]:
        yield "country_id", "a chief of mission is sent to a country: to which?"


def _derived(cells: Mapping[str, str]) -> Iterator[BrokenRule]:
    """Check that start and end of a tenure follow from its events."""
    start, basis, served = cells["start"], cells["start_basis"], cells["status"] == "served"
    flagged = START_AFTER_END in cells["flags"].split("|")
    given = [each for each in EVENTS if cells[each]]
    late = [
        each for each in given if cells["ended"] and is_certainly_after(cells[each], cells["ended"])
    ]
    events = [each for each in given if not (flagged and each in late)]
    if "started" in late and not flagged:
        yield "started", f"it is after `ended`, and the row has no flag `{START_AFTER_END}`"
    if cells["end"] != (cells["ended"] if served else ""):
        yield "end", "it is `ended` of who served, else empty"
    if not served and (start or basis):
        yield "start" if start else "start_basis", "it is empty unless somebody served"
    elif served and basis != (events[0] if events else ""):
        wanted = f"`{events[0]}` is the first" if events else "there is none"
        yield "start_basis", f"the first of started, arrived and appointed is wanted: {wanted}"
    elif start != (cells[basis] if basis else ""):
        yield "start", "it is the date that start_basis names"


def _rules(key: str, required: str, columns: dict[str, CellType], **more: object) -> Rules:
    return Rules(key, columns, (key, *required.split()), **more)  # type: ignore[arg-type]


SIGNED_YEAR = PatternCell("(?!0000)-?[0-9]{4}", "a year as in `1861`, `-0800` before Christ")
COUNTRIES = _rules(
    "country_id",
    "name",
    {
        "country_id": PatternCell("[A-Za-z0-9-]+", "letters, digits and `-` (an id)"),
        "name": TEXT,
        "long_name": TEXT,
        "territory_type": words("independent-state dependency-or-area-of-special-sovereignty"),
        "valid_from": SIGNED_YEAR,
        "valid_to": SIGNED_YEAR,
        "current": FlagCell(),
        "iso2": PatternCell("[A-Z]{2}", "two capital letters (ISO 3166-1)"),
        "region": PatternCell("[a-z]+", "a code of small letters"),
        "predecessor_ids": ListCell(COUNTRY),
        "successor_ids": ListCell(COUNTRY),
        "same_as": PatternCell("[A-Za-z0-9-]+", "letters, digits and `-` (an id)"),
        "notes": TEXT,
        "source": words("gsh-territories gsh-countries-old label"),
        "url_path": PATH,
    },
    checks=(_years("valid_from", "valid_to"),),
    check_all=_same_as,
    slips={("northern-rhodesia-1964", "valid_to"): "1964"},
)
OFFICES = _rules(
    "office_id",
    "office_type title",
    {
        "office_id": PatternCell("[a-z0-9-]+(/[a-z0-9-]+)?", "an id as in `france/ambassador-e-p`"),
        "office_type": words("principal chief-of-mission international-organization president"),
        "title": TEXT,
        "title_plural": TEXT,
        "alternate_title": TEXT,
        "organisation": TEXT,
        "country_id": COUNTRY,
        "category": SLUG,
        "start_year": ListCell(YEAR),
        "end_year": ListCell(YEAR),
        "ongoing": FlagCell(),
        "description": TEXT,
        "source_id": SLUG,
        "url_path": PATH,
    },
    checks=(_has_country, _years("start_year", "end_year")),
)
OFFICIALS = _rules(
    "official_id",
    "family_name given_name display_name sort_name",
    {
        "official_id": SLUG,
        "family_name": TEXT,
        "given_name": TEXT,
        "name_suffix": TEXT,
        "display_name": TEXT,
        "sort_name": TEXT,
        "other_names": ListCell(TEXT),
        "birth_year": YEAR,
        "death_year": YEAR,
        "career_type": words("career non-career both pre-1915"),
        "residence_states": ListCell(PatternCell("[A-Z]{2}", "two capital letters (a USPS code)")),
        "old_ids": ListCell(SLUG),
        "source": words("pocom presidents"),
        "source_id": SLUG,
        "source_modified": DAY,
        "url_path": PATH,
    },
    checks=(in_order("birth_year", "death_year", "nobody dies before being born"),),
    check_all=_old_ids,
)
TENURES = _rules(
    "tenure_id",
    "official_id office_id status",
    {
        "tenure_id": PatternCell("[a-z0-9-]+:[a-z0-9_-]+(~[0-9])?", "an id as in `france:12~2`"),
        "official_id": OFFICIAL,
        "office_id": OFFICE,
        "status": words("served other-nominee other-appointee"),
        "contemporary_country_id": COUNTRY,
        "appointed": DATE,
        "appointed_note": TEXT,
        "arrived": DATE,
        "started": DATE,
        "started_note": TEXT,
        "ended": DATE,
        "ended_note": TEXT,
        "start": DATE,
        "start_basis": ChoiceCell(EVENTS),
        "end": DATE,
        "note": TEXT,
        "concurrent_group": ListCell(CODE),
        "sequence": COUNT,
        "flags": ListCell(
            words(
                f"no-dates no-start no-end {START_AFTER_END} appointed-after-start"
                " duplicate-source-id repeated-tenure resolved-old-id approx-start approx-end"
                " certainty-high"
            )
        ),
        "source_id": CODE,
        "source_modified": DAY,
        "url_path": PATH,
    },
    checks=(in_order("start", "end", "it is before start"), _derived),
    slips={
        ("bolivia:bo-1913-orea-01", "source_modified"): "2016-014",
        ("guatemala:gt-1948-patt-01", "source_modified"): "2015-11-180",
    },
)
DAYS = in_order("start_date", "end_date", "the end is before the start")
TRIPS = _rules(
    "trip_id",
    "traveller_role official_id start_date end_date country_id",
    {
        "trip_id": PatternCell("[1-9][0-9]*", "a whole number (an id)"),
        "traveller_role": words("president secretary"),
        "official_id": OFFICIAL,
        "traveller_name": TEXT,
        "start_date": DAY,
        "end_date": DAY,
        "country_id": COUNTRY,
        "country_name": TEXT,
        "locations": TEXT,
        "remarks": TEXT,
        "flags": ListCell(words("same-who-dates-country no-location")),
        "source_created": STAMP,
        "source_modified": STAMP,
        "url_path": PATH,
    },
    checks=(DAYS,),
)
STATE_VISITS = _rules(
    "visit_id",
    "visitor start_date end_date country_id",
    {
        "visit_id": PatternCell("[1-9][0-9]*", "a whole number (an id)"),
        "visitor": TEXT,
        "start_date": DAY,
        "end_date": DAY,
        "country_id": COUNTRY,
        "country_name": TEXT,
        "description": TEXT,
        "flags": ListCell(words("same-who-start-country no-description")),
        "source_created": STAMP,
        "source_modified": STAMP,
        "url_path": PATH,
    },
    checks=(DAYS,),
)
DETENTIONS = _rules(
    "incident_id",
    "name date status country_id",
    {
        "incident_id": PatternCell("bbg-[0-9a-f]{8}", "an id as in `bbg-a19c0c14`"),
        "name": TEXT,
        "date": DAY,
        "status": words("arrested detained attacked threatened killed"),
        "country_source": PatternCell("[a-z_]+", "a country as in `united_states`"),
        "country_id": COUNTRY,
        "headline": TEXT,
        "description": TEXT,
        "networks": ListCell(words("voa rfa rferl ocb")),
        "latitude": DegreesCell(90),
        "longitude": DegreesCell(180),
        "link": WEB_ADDRESS,
        "flags": ListCell(words("mojibake country-conflicts-with-text same-event")),
        "source_index": COUNT,
    },
)
