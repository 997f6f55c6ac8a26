"""Records under embargo that a piece would tell of before their time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.checks.texts.base import Found, Piece, Place, TextCheck
from briefings.checks.texts.claimed import claimed
from briefings.checks.texts.saying import EMBARGO as BEFORE_EMBARGO
from briefings.models.date_words import moment
from briefings.models.record_types import RECORD_TYPES


def find(piece: Piece) -> Iterator[Found]:
    """Yield what it names, and what it tells of that, under embargo after it goes live."""
    yield from _records(piece)
    yield from claimed(BEFORE_EMBARGO)(piece)


def _records(piece: Piece) -> Iterator[Found]:
    """Yield the first place of each record named whose embargo ends after the piece goes live.

    One query for each type of record that is named.
    """
    text = piece.text
    named = {one.record: Place.of(one) for one in reversed(text.named)}
    about = text.targets.get(text.about) if text.about else None
    types = {one.record: one.type for one in text.named}
    if about is not None:
        types.setdefault(about.record, about.type)
    for type_ in sorted({*types.values()} - {"article"}):
        model: Any = RECORD_TYPES[type_].model
        wanted = [record for record, of in types.items() if of == type_]
        waiting = model.objects.filter(
            public_id__in=wanted,
            live_period__startswith__gt=max(piece.goes_live, piece.at),
            retraction_reason="",
        )
        for row in waiting.order_by("pk"):
            place = named.get(row.public_id)
            what = "It" if place or about is None else f"“{about.label}”"
            until = row.live_period.lower
            says = f"{what} is under embargo until {moment(until)}, after the piece."
            yield Found(says, place, f"{row.public_id} {until}", certain=True)


EMBARGO = TextCheck(
    BEFORE_EMBARGO,
    "Live before the embargo of what it names or tells",
    "An embargo is a promise to those who told us.",
    find,
    blocks=True,
)
