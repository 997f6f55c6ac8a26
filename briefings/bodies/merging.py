"""Merge two changed versions of one body, block by block."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice, takewhile
from typing import Any

from briefings.bodies.blocks import to_html
from briefings.bodies.schema import from_html

# The largest number of pairs of blocks that are compared with each other at once.
COMPARED = 40_000


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Return the body with the changes of both `mine` and `theirs` since `base`.

    None on a conflict: both changed the same block, or added different blocks in the same place.
    """
    merged: list[str] = []
    passages = _side_by_side(*(_blocks(html) for html in (base, mine, theirs)))
    for was, one, other in chain.from_iterable(_block_by_block(*each) for each in passages):
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
    """Yield the blocks of a passage one by one if all sides have equally many, else as a whole."""
    if len(was) == len(one) == len(other):
        yield from (([a], [b], [c]) for a, b, c in zip(was, one, other, strict=True))
    else:
        yield was, one, other


def _side_by_side(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the three bodies side by side, split at every block that both sides kept."""
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
    """Return the places in `other` of the blocks of the base that were kept, in order.

    Large bodies are first split at the blocks that occur once in both; passages that are still
    large count as not kept.
    """
    places: dict[int, int] = {}
    for bases, others in _parts(base, other):
        if len(bases) * len(others) > COMPARED:
            continue
        matcher = SequenceMatcher(
            None, base[bases.start : bases.stop], other[others.start : others.stop], autojunk=False
        )
        places |= {
            bases[match.a + step]: others[match.b + step]
            for match in matcher.get_matching_blocks()
            for step in range(match.size)
        }
    return places


def _parts(base: Sequence[str], other: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield the passages of both to compare with each other; of small bodies there is one."""
    if len(base) * len(other) <= COMPARED:
        yield range(len(base)), range(len(other))
        return
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(base, other)))  # noqa: B905
    most = min(len(base), len(other)) - start
    pairs = zip(islice(reversed(base), most), islice(reversed(other), most))  # noqa: B905
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ends = len(base) - end, len(other) - end
    yield from ((range(at, at + 1), range(at, at + 1)) for at in range(start))
    a, b = start, start
    for in_base, in_other in [*_unique(base, other, (start, start), ends), ends]:
        yield range(a, in_base), range(b, in_other)
        if (in_base, in_other) != ends:
            yield range(in_base, in_base + 1), range(in_other, in_other + 1)
        a, b = in_base + 1, in_other + 1
    for step in range(end):
        yield range(ends[0] + step, ends[0] + step + 1), range(ends[1] + step, ends[1] + step + 1)


def _unique(
    base: Sequence[str], other: Sequence[str], starts: tuple[int, int], ends: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the places of blocks that occur once in both: the longest series in equal order."""
    in_base, in_other = (
        {words: at for at, words in enumerate(blocks[low:high], low) if counts[words] == 1}
        for blocks, low, high in zip((base, other), starts, ends, strict=True)
        for counts in (Counter(blocks[low:high]),)
    )
    # The longest increasing subsequence, by patience sorting: the last pair of each length, linked
    # to the pair before it.
    tails: list[int] = []
    chains: list[tuple[tuple[int, int], Any]] = []
    for words, at in in_base.items():
        if words in in_other:
            length = bisect_left(tails, in_other[words])
            chain = ((at, in_other[words]), chains[length - 1] if length else None)
            tails[length : length + 1] = [in_other[words]]
            chains[length : length + 1] = [chain]
    found: list[tuple[int, int]] = []
    link: Any = chains[-1] if chains else None
    while link is not None:
        found.append(link[0])
        link = link[1]
    return found[::-1]
