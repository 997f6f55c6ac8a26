"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.citing import sources_beside
from briefings.timelines.meetings import (
    Engagements,
    engagements,
    meetings_at,
    meetings_of_visit,
    rows_of,
    statuses_of,
    with_outcomes,
)
from briefings.timelines.names import names_along, with_names
from briefings.timelines.participants import (
    visits_by,
    visits_to,
)
from briefings.timelines.records import (
    CorrectionTold,
    Withdrawn,
    corrections_told,
    last_known,
    sources_shown,
    taken_back,
    with_corrections,
    with_merged,
)
from briefings.timelines.retractions import last_told_wrong, with_retractions
from briefings.timelines.statements import (
    nameless_in,
    said_in,
    statements_of,
)
from briefings.timelines.statuses import statuses_along, with_statuses
from briefings.timelines.tenures import (
    holders,
    holders_of,
    tenures_of,
    with_successions,
)
from briefings.timelines.visits import (
    objectives_along,
    stops_along,
    visits_around,
    with_objectives,
    with_stops,
)

Fact = tuple[str, int]

__all__ = [
    "CorrectionTold",
    "Engagements",
    "Fact",
    "Withdrawn",
    "corrections_told",
    "engagements",
    "holders",
    "holders_of",
    "last_known",
    "last_told_wrong",
    "meetings_at",
    "meetings_of_visit",
    "nameless_in",
    "names_along",
    "objectives_along",
    "rows_of",
    "said_in",
    "sources_beside",
    "sources_shown",
    "statements_of",
    "statuses_along",
    "statuses_of",
    "stops_along",
    "taken_back",
    "tenures_of",
    "visits_around",
    "visits_by",
    "visits_to",
    "with_corrections",
    "with_merged",
    "with_names",
    "with_objectives",
    "with_outcomes",
    "with_retractions",
    "with_statuses",
    "with_stops",
    "with_successions",
]
