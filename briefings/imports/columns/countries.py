"""The table of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefings.imports.formats import (
    FORMER_IDS,
    ID,
    SLUG,
    BrokenRule,
    Format,
    all_of,
    by,
    in_order,
    of,
    part,
)
from briefings.models import Country, Succession


def _code_is_iso(row: Any) -> Iterator[BrokenRule]:
    if row.code is not None and not re.fullmatch("[A-Z]{2}", row.code):
        yield "code", "a country's code is two capital letters (ISO 3166-1)"


COUNTRIES = Format(
    "countries",
    Country,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Country, "name", "The short name.", required=True),
        of(Country, "long_name", "The official name."),
        of(Country, "other_names", "Names for finding it in a text."),
        of(Country, "adjective", "As in “Chinese”."),
        of(Country, "code", "ISO 3166-1 alpha-2. A row with a country's code is that country."),
        of(Country, "first_year", "The first year under this name; below 0: before Christ."),
        of(Country, "last_year", "The last year, included."),
        part("predecessors", "States that it came after.", Succession, "successor", "predecessor"),
        part("successors", "States that came after it.", Succession, "predecessor", "successor"),
    ),
    label=by("name"),
    known_by=("code",),
    rules=all_of(
        _code_is_iso,
        in_order("first_year", "last_year", "a country does not end before it begins"),
    ),
)
