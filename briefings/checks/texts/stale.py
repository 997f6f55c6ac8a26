"""Sentences of a text that a change of the record has touched, in the edition that it mends too."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.texts.base import Found, Piece, Place, TextCheck
from briefings.models import StaleSentence


def find(piece: Piece) -> Iterator[Found]:
    """Yield the sentences that are listed as stale and that it still has (one query)."""
    if piece.stale_as is None:
        return
    listed = StaleSentence.objects.open(piece.at).filter(edition=piece.stale_as)
    for row in listed.with_details().soonest_first():
        if place := _place(row, piece):
            yield Found(row.what_changed, place, f"{row.public_id} {row.told}")


def _place(row: StaleSentence, piece: Piece) -> Place | None:
    """Return where the words stand: in their own paragraph, else in the first that has them."""
    numbers = (row.paragraph, *piece.text.words)
    number = next((n for n in numbers if row.sentence in piece.text.words.get(n, "")), None)
    if number is None:
        return None
    before, words, _ = row.parts
    start = piece.text.words[number].index(row.sentence) + len(before)
    words = words or row.sentence
    return Place(number, start, start + len(words), words)


STALE = TextCheck(
    "stale-prose",
    "The record has changed since it was written",
    "It agreed with the record then, and does not now.",
    find,
)
