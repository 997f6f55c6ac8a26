"""The order of headings, and pictures without a description or a credit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.bodies.blocks import Block, leaves
from briefings.checks.texts.base import Found, Piece, Place, TextCheck


def find_headings(piece: Piece) -> Iterator[Found]:
    """Yield a subheading before any heading, and a heading without words."""
    above = False
    for number, block in piece.text.paragraphs:
        if not block.is_heading:
            continue
        if block.tag == "h3" and not above:
            place = Place.of_paragraph(number, block.text)
            yield Found("A heading of the second level stands under none of the first.", place)
        above |= block.tag == "h2"


def find_pictures(piece: Piece) -> Iterator[Found]:
    """Yield pictures of the body without an alternative text or a credit."""
    for number, figure in enumerate(_figures(piece.text.blocks), start=1):
        pictures = [block for block in figure.blocks if block.tag == "img"]
        for picture in pictures:
            address = picture.attributes.get("src", "")
            if not picture.attributes.get("alt", "").strip():
                yield Found(f"Picture {number} has no alternative text.", None, address)
            if not any(run.credit for leaf in leaves((figure,)) for run in leaf.runs):
                yield Found(f"Picture {number} has no credit.", None, address)


def _figures(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if any(inner.tag == "img" for inner in block.blocks):
            yield block
        else:
            yield from _figures(block.blocks)


HEADINGS = TextCheck(
    "heading-order",
    "Order of headings",
    "Who listens to the page finds the way by its headings.",
    find_headings,
)
PICTURES = TextCheck(
    "picture-texts",
    "Picture without alternative text or credit",
    "Who does not see it is told nothing; who took it is not named.",
    find_pictures,
)
