"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.articles import (
    editions_told,
    related,
    with_credits,
    wording,
)
from briefings.timelines.custody import (
    Custody,
    Exchanged,
    citizenships_of,
    custody_by,
    custody_of,
    custody_of_citizens,
    exchanged_in,
    names_told,
    raised_in,
    sources_of_case,
)
from briefings.timelines.participants import (
    Engagement,
    meetings_in,
    meetings_of,
    visits_by,
    visits_to,
)
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
from briefings.timelines.statements import statements_about, statements_of
from briefings.timelines.tenures import (
    holders,
    holders_of,
    in_office,
    names_shown,
    predecessors_and_successors,
    tenures_of,
)

__all__ = [
    "Custody",
    "Engagement",
    "Exchanged",
    "Withdrawn",
    "citizenships_of",
    "corrections_of",
    "custody_by",
    "custody_of",
    "custody_of_citizens",
    "editions_told",
    "exchanged_in",
    "holders",
    "holders_of",
    "in_office",
    "last_known",
    "latest_changes",
    "latest_corrections",
    "meetings_in",
    "meetings_of",
    "named_in",
    "names_shown",
    "names_told",
    "predecessors_and_successors",
    "raised_in",
    "related",
    "sources_of",
    "sources_of_case",
    "sources_shown",
    "statements_about",
    "statements_of",
    "tenures_of",
    "visits_by",
    "visits_to",
    "with_credits",
    "wording",
]
