"""The tables of visits and of their stops."""

from __future__ import annotations

from briefings.imports.formats import (
    FACT_ID,
    FORMER_IDS,
    ID,
    SLUG,
    Format,
    Values,
    in_order,
    of,
    part,
)
from briefings.models import Participant, Stop, Visit


def _label(values: Values) -> str:
    return str(
        values.get("title") or f"visit {values['starts'].text if 'starts' in values else ''}"
    )


VISITS = Format(
    "visits",
    Visit,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Visit, "title", "If left empty, it is made from travellers and stops."),
        of(Visit, "kind", "How it is received; `official` if left empty."),
        of(Visit, "starts", "The first day."),
        of(Visit, "ends", "The last day, included."),
        part("travellers", "The officials who travel.", Participant, "visit", "official"),
        of(Visit, "summary", "A few sentences."),
        of(Visit, "verified_on", "When somebody last checked that it still holds."),
    ),
    label=_label,
    rules=in_order("starts", "ends", "a visit does not end before it starts"),
)
STOPS = Format(
    "stops",
    Stop,
    (
        FACT_ID,
        of(Stop, "visit", "The visit.", required=True),
        of(Stop, "country", "Where it stops.", required=True),
        of(Stop, "place", "Where in the country."),
        of(Stop, "arrives", "The first day there."),
        of(Stop, "departs", "The last day there, included."),
        of(Stop, "order", "Its order among the stops."),
        of(Stop, "note", "Anything else."),
    ),
    rules=in_order("arrives", "departs", "a stop does not end before it begins"),
)
