"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.articles import (
    editions_told,
    related,
    with_credits,
    wording,
)
from briefings.timelines.meetings import (
    Engagements,
    engagements,
    meetings_around,
    meetings_at,
    meetings_of_visit,
    objectives_of,
    rows_of,
    statuses_of,
    stops_of,
    visits_around,
)
from briefings.timelines.places import detentions_at, held_at
from briefings.timelines.records import (
    Withdrawn,
    corrections_of,
    last_known,
    latest_changes,
    latest_corrections,
    named_in,
    sources_of,
    sources_shown,
)
from briefings.timelines.tenures import (
    holders,
    holders_of,
    in_office,
    names_shown,
    predecessors_and_successors,
    tenures_of,
)

__all__ = [
    "Engagements",
    "Withdrawn",
    "corrections_of",
    "detentions_at",
    "editions_told",
    "engagements",
    "held_at",
    "holders",
    "holders_of",
    "in_office",
    "last_known",
    "latest_changes",
    "latest_corrections",
    "meetings_around",
    "meetings_at",
    "meetings_of_visit",
    "named_in",
    "names_shown",
    "objectives_of",
    "predecessors_and_successors",
    "related",
    "rows_of",
    "sources_of",
    "sources_shown",
    "statuses_of",
    "stops_of",
    "tenures_of",
    "visits_around",
    "with_credits",
    "wording",
]
