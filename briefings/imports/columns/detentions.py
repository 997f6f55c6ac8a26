"""The table of detentions. What happened in each is in the table of custody events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.imports.formats import FACT_ID, BrokenRule, Format, of
from briefings.models import Detention


def _by_one(row: Any) -> Iterator[BrokenRule]:
    if (row.country_id is None) == (row.organization_id is None):
        yield "country", "a detention is by a country or by a group"


DETENTIONS = Format(
    "detentions",
    Detention,
    (
        FACT_ID,
        of(Detention, "detainee", "Who is held.", required=True),
        of(Detention, "country", "The country that holds the person. This or the next."),
        of(Detention, "organization", "The armed group."),
        of(Detention, "order", "Its order among those of the person."),
        of(Detention, "verified_on", "When somebody last checked that it still holds."),
        of(Detention, "note", "Anything else."),
    ),
    rules=_by_one,
)
