"""Two changes of one body brought together, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from briefings.bodies.blocks import to_html
from briefings.bodies.schema import from_html


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Return the body that has the changes of both `mine` and `theirs` since `base`.

    None where both changed the same block, or put different blocks in the same place.
    """
    merged: list[str] = []
    stretches = _stretches(*(_blocks(html) for html in (base, mine, theirs)))
    for was, one, other in chain.from_iterable(_block_by_block(*each) for each in stretches):
        if one in (was, other):
            merged += other
        elif other == was:
            merged += one
        else:
            return None
    return "".join(merged)


def _blocks(html: str) -> list[str]:
    return [to_html((block,)) for block in from_html(html)]


def _block_by_block(
    was: list[str], one: list[str], other: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the blocks of a stretch one by one, if all sides have as many: none was moved in it."""
    if len(was) == len(one) == len(other):
        yield from (([a], [b], [c]) for a, b, c in zip(was, one, other, strict=True))
    else:
        yield was, one, other


def _stretches(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the three bodies side by side, parted at every block that both sides kept."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    kept = [place for place in range(len(base)) if place in in_mine and place in in_theirs]
    starts = (0, 0, 0)
    for place in kept:
        ends = (place, in_mine[place], in_theirs[place])
        yield (
            list(base[starts[0] : ends[0]]),
            list(mine[starts[1] : ends[1]]),
            list(theirs[starts[2] : ends[2]]),
        )
        yield [base[place]], [base[place]], [base[place]]
        starts = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
    yield list(base[starts[0] :]), list(mine[starts[1] :]), list(theirs[starts[2] :])


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return where each block of the base that was kept stands in the other, in order."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        match.a + step: match.b + step
        for match in matcher.get_matching_blocks()
        for step in range(match.size)
    }
