"""Reads across records: what a page or an answer tells that no one record holds."""

from briefings.timelines.articles import related
from briefings.timelines.custody import (
    Custody,
    custody_by,
    custody_of_citizens,
    custody_on,
)
from briefings.timelines.latest import Latest, latest_by
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
from briefings.timelines.statements import (
    said_in,
)
from briefings.timelines.tenures import (
    holders,
    holders_of,
    tenures_of,
)

Fact = tuple[str, int]

__all__ = [
    "CorrectionTold",
    "Custody",
    "Fact",
    "Latest",
    "Withdrawn",
    "corrections_told",
    "custody_by",
    "custody_of_citizens",
    "custody_on",
    "holders",
    "holders_of",
    "last_known",
    "last_told_wrong",
    "latest_by",
    "related",
    "said_in",
    "taken_back",
    "tenures_of",
    "with_corrections",
    "with_merged",
    "with_retractions",
]
