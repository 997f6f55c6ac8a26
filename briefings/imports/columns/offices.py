"""The table of offices."""

from __future__ import annotations

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
)
from briefings.models import Office


def _is_of_somebody(row: Any) -> Iterator[BrokenRule]:
    if row.country_id is None and row.organization_id is None:
        yield "country", "an office is a country's or an organization's"


OFFICES = Format(
    "offices",
    Office,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Office, "title", "What who holds it is called.", required=True),
        of(Office, "other_titles", "Other titles, for finding it in a text."),
        of(Office, "kind", "What sort of post it is; `other` if left empty."),
        of(Office, "country", "The country whose post it is. An office has this or the next."),
        of(Office, "organization", "The organization whose post it is."),
        of(Office, "seats", "How many hold it at once; 1 if left empty."),
        of(Office, "first_year", "The first year, included."),
        of(Office, "last_year", "The last year, included."),
    ),
    label=by("title"),
    rules=all_of(
        _is_of_somebody,
        in_order("first_year", "last_year", "an office does not end before it begins"),
    ),
)
