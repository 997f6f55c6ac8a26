"""The table of the statuses of meetings and visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.imports.formats import FACT_ID, BrokenRule, Format, all_of, in_order, of
from briefings.models import StatusChange
from briefings.models.statuses import Status


def _is_of_one(row: Any) -> Iterator[BrokenRule]:
    if (row.meeting_id is None) == (row.visit_id is None):
        yield "meeting", "a status is that of exactly one meeting or visit"
    if row.status and row.status not in Status.values:
        yield "status", f"of a meeting or a visit it is one of {', '.join(Status.values)}"


STATUSES = Format(
    "statuses",
    StatusChange,
    (
        FACT_ID,
        of(StatusChange, "meeting", "The meeting. A status has this or the next."),
        of(StatusChange, "visit", "The visit."),
        of(StatusChange, "status", "How it stood from then on.", required=True),
        of(StatusChange, "on", "When it came to stand so.", required=True),
        of(StatusChange, "order", "Its order among those of one day."),
        of(StatusChange, "planned_start", "The first day for which it was planned then."),
        of(StatusChange, "planned_end", "The last day."),
        of(StatusChange, "reason", "Why."),
        of(StatusChange, "confidence", "How sure it is; `confirmed` if left empty."),
    ),
    rules=all_of(
        _is_of_one,
        in_order("planned_start", "planned_end", "what is planned does not end before it starts"),
    ),
)
