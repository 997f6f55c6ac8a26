"""The table of participants in meetings and visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.imports.formats import FACT_ID, BrokenRule, Format, Values, all_of, of
from briefings.models import Participant

WHO = ("official_id", "organization_id", "group")


def _is_one(values: Values, *, new: bool) -> None:
    """Clear the other columns of who takes part: a group may turn out to be an official."""
    named = [name for name in WHO if name in values]
    if len(named) == 1:
        values |= {name: "" if name == "group" else None for name in WHO if name not in named}


def _at_one(row: Any) -> Iterator[BrokenRule]:
    if (row.meeting_id is None) == (row.visit_id is None):
        yield "meeting", "a participant is at exactly one meeting or visit"


def _who_is_told(row: Any) -> Iterator[BrokenRule]:
    if sum(getattr(row, name) not in (None, "") for name in WHO) != 1:
        yield "official", "a participant is one official, one organization or one group"
    if row.tenure_id is not None and row.official_id is None:
        yield "tenure", "only an official takes part in an office"


PARTICIPANTS = Format(
    "participants",
    Participant,
    (
        FACT_ID,
        of(Participant, "meeting", "The meeting. A participant has this or the next."),
        of(Participant, "visit", "The visit."),
        of(Participant, "official", "Who takes part: this or one of the next two."),
        of(Participant, "organization", "An organization that takes part."),
        of(Participant, "group", "A group or a private person, in words."),
        of(Participant, "tenure", "The office, only where the official held several on the day."),
        of(Participant, "country", "Where from; if left empty, as official or organization."),
        of(Participant, "side", "Which side; if left empty, as the countries say."),
        of(Participant, "role", "In what part; `delegation` if left empty."),
        of(Participant, "order", "The order of seats."),
        of(Participant, "confidence", "How sure it is; `confirmed` if left empty."),
    ),
    complete=_is_one,
    rules=all_of(_at_one, _who_is_told),
)
