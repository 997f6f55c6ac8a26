"""What the public may see of what is on an agenda, and of what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypedDict

from briefings.documents.citations import Citation
from briefings.documents.mentions import Mention, mention
from briefings.models import AgendaItem as Item
from briefings.models import Outcome as Result
from briefings.models import Participant


class AgendaItem(TypedDict):
    """A topic or a detainee's case, planned or raised; one of the two."""

    topic: Mention | None
    detainee: Mention | None
    stage: Annotated[str, Item.Stage]
    stage_label: str
    side: Annotated[str | None, Participant.Side, "By which side; null: it is not said"]
    side_label: str | None
    note: str | None
    sources: list[Citation]


class Outcome(TypedDict):
    """What came of it."""

    words: str
    sources: list[Citation]


def agenda_item(row: Item, sources: list[Citation], at: datetime) -> AgendaItem | None:
    """Return what is on an agenda; None where it is not public.

    Its note is null where it tells the name of the detainee that is withheld.
    """
    topic, detainee = mention(row.topic, at), mention(row.detainee, at)
    if topic is None and detainee is None:
        return None
    note = row.detainee.discreet(row.note) if row.detainee else row.note
    return {
        "topic": topic,
        "detainee": detainee,
        "stage": row.stage,
        "stage_label": row.get_stage_display(),
        "side": row.side or None,
        "side_label": row.get_side_display() or None,
        "note": note or None,
        "sources": sources,
    }


def outcome(row: Result, sources: list[Citation]) -> Outcome:
    """Return what came of a meeting or a visit."""
    return {"words": row.words, "sources": sources}
