"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.articles import related
from briefings.timelines.records import (
    CorrectionTold,
    Withdrawn,
    corrections_told,
    last_known,
    taken_back,
    with_corrections,
    with_merged,
)
from briefings.timelines.retractions import last_told_wrong, with_retractions
from briefings.timelines.statements import said_in
from briefings.timelines.tenures import tenures_of

Fact = tuple[str, int]

__all__ = [
    "CorrectionTold",
    "Fact",
    "Withdrawn",
    "corrections_told",
    "last_known",
    "last_told_wrong",
    "related",
    "said_in",
    "taken_back",
    "tenures_of",
    "with_corrections",
    "with_merged",
    "with_retractions",
]
