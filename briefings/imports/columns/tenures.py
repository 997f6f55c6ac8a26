"""The table of tenures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefings.imports.formats import FACT_ID, BrokenRule, Format, Values, of
from briefings.models import Tenure

BEGINNINGS = ("started", "arrived", "appointed")


def _complete_end(values: Values, *, new: bool) -> None:
    if "ended" in values:
        values.setdefault("end_status", Tenure.EndStatus.ENDED)


def _ends(row: Any) -> Iterator[BrokenRule]:
    """Check the dates as the database does."""
    if (row.end_status == Tenure.EndStatus.ENDED) != (row.ended is not None):
        yield "end_status", "`ended` has a date, and a date means `ended`"
    if row.ended is None:
        return
    last = row.ended.latest or date.max
    begun = {
        name: (getattr(row, name).earliest or date.min)
        for name in BEGINNINGS
        if getattr(row, name) is not None
    }
    if begun.get("started", date.min) > last or (
        row.status == Tenure.Status.SERVED and begun and min(begun.values()) > last
    ):
        yield "ended", "a tenure does not end before it starts"


TENURES = Format(
    "tenures",
    Tenure,
    (
        FACT_ID,
        of(Tenure, "official", "Who held the office.", required=True),
        of(Tenure, "office", "Which office.", required=True),
        of(Tenure, "status", "Whether it was taken up; `served` if left empty."),
        of(Tenure, "acting", "Whether only for the time being; `false` if left empty."),
        of(Tenure, "appointed", "When appointed."),
        of(Tenure, "appointed_note", "How, as in “recess appointment”."),
        of(Tenure, "arrived", "When arrived at the post."),
        of(Tenure, "arrived_note", "How."),
        of(Tenure, "started", "When the duties began."),
        of(Tenure, "started_note", "How, as in “soon after”."),
        of(Tenure, "ended", "When it ended."),
        of(Tenure, "ended_note", "How, as in “left post on or soon after”."),
        of(
            Tenure,
            "end_status",
            "What is known of the end; if left empty, `ended` with a date and `unknown` without.",
        ),
        of(Tenure, "confidence", "How sure it is; `confirmed` if left empty."),
        of(Tenure, "verified_on", "When somebody last checked that it still holds."),
        of(Tenure, "note", "Anything else."),
    ),
    complete=_complete_end,
    rules=_ends,
)
