"""The table of places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from briefings.imports.formats import FORMER_IDS, ID, SLUG, BrokenRule, Format, all_of, by, of
from briefings.models import Place


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones; cached, as they are read from the disk."""
    return frozenset(available_timezones())


def zone_is_known(row: Any) -> Iterator[BrokenRule]:
    """Refuse an unknown time zone."""
    if row.time_zone and row.time_zone not in zones():
        yield "time_zone", "there is no such time zone: write it as in Asia/Shanghai"


def _coordinates_are_two(row: Any) -> Iterator[BrokenRule]:
    if (row.latitude is None) != (row.longitude is None):
        yield "latitude", "coordinates are two: latitude and longitude"


PLACES = Format(
    "places",
    Place,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Place, "name", "What it is called.", required=True),
        of(Place, "other_names", "Names for finding it in a text."),
        of(Place, "kind", "What sort of place it is; `other` if left empty."),
        of(Place, "country", "Where it lies.", required=True),
        of(Place, "latitude", "North is positive."),
        of(Place, "longitude", "East is positive."),
        of(Place, "time_zone", "As in `Asia/Shanghai`.", required=True),
    ),
    label=by("name"),
    rules=all_of(zone_is_known, _coordinates_are_two),
)
