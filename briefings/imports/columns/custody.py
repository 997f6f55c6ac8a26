"""The table of custody events, which are not public until a second person approves them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.imports.formats import FACT_ID, BrokenRule, Format, Values, of
from briefings.models import CustodyEvent
from briefings.models.custody import STATUS_OF_KIND


def _complete_status(values: Values, *, new: bool) -> None:
    """Add the status where the kind of event allows only one."""
    if values.get("kind") in STATUS_OF_KIND:
        values.setdefault("status", STATUS_OF_KIND[values["kind"]])


def _status_fits(row: Any) -> Iterator[BrokenRule]:
    if row.status != STATUS_OF_KIND.get(row.kind, row.status):
        yield "status", f"`{row.kind}` means `{STATUS_OF_KIND[row.kind]}`"


CUSTODY = Format(
    "custody",
    CustodyEvent,
    (
        FACT_ID,
        of(CustodyEvent, "detention", "The detention; its id.", required=True),
        of(CustodyEvent, "kind", "What happened.", required=True),
        of(CustodyEvent, "status", "What it changes the status to; if left empty, as it must."),
        of(CustodyEvent, "on", "When.", required=True),
        of(CustodyEvent, "order", "Its order among those of one day."),
        of(CustodyEvent, "place", "Where the person is held from then on."),
        of(CustodyEvent, "charge", "The charge."),
        of(CustodyEvent, "sentence", "The sentence."),
        of(CustodyEvent, "by_whom", "Who designated it, or found it arbitrary."),
        of(CustodyEvent, "confidence", "How sure it is; `confirmed` if left empty."),
        of(CustodyEvent, "note", "Anything else."),
    ),
    complete=_complete_status,
    rules=_status_fits,
    waits=True,
)
