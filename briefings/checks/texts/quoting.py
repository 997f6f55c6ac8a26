"""Quotations without a speaker or a source."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.bodies.quotations import quotations
from briefings.checks.texts.base import Found, Piece, Place, TextCheck


def find(piece: Piece) -> Iterator[Found]:
    """Yield quotations that name no speaker, and have no note nor statement of the record."""
    text = piece.text
    sourced = {
        number
        for number, block in text.paragraphs
        if any(run.source or run.statement for run in block.runs)
    }
    running = [(number, words) for number, words in text.numbered if number > 0]
    within = text.quoted_paragraphs
    for quote in quotations(running):
        if quote.speaker is None and quote.paragraph not in sourced | within:
            words = text.words[quote.paragraph][quote.start : quote.end]
            place = Place(quote.paragraph, quote.start, quote.end, words)
            yield Found("Say who said it, or note the source.", place)


UNATTRIBUTED = TextCheck(
    "quote-unattributed",
    "Quotation without speaker or source",
    "A reader cannot tell whose words these are.",
    find,
)
