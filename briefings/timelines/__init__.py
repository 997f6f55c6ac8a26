"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.articles import (
    editions_told,
    related,
    with_credits,
    wording,
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
    taken_back,
)
from briefings.timelines.sources import Fact, citations_under
from briefings.timelines.tenures import (
    holders,
    holders_of,
    in_office,
    names_shown,
    predecessors_and_successors,
    tenures_of,
)

__all__ = [
    "Fact",
    "Withdrawn",
    "citations_under",
    "corrections_of",
    "editions_told",
    "holders",
    "holders_of",
    "in_office",
    "last_known",
    "latest_changes",
    "latest_corrections",
    "named_in",
    "names_shown",
    "predecessors_and_successors",
    "related",
    "sources_of",
    "sources_shown",
    "taken_back",
    "tenures_of",
    "with_credits",
    "wording",
]
