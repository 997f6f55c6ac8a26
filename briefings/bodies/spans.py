"""Spans of a text: stretches of its paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Spans:
    """Spans of a text (paragraph, start, end), with a quick test whether they contain a place."""

    def __init__(self, stretches: Iterable[tuple[int, int, int]]) -> None:
        self._starts: dict[int, list[int]] = {}
        # The furthest end among each span and those that begin before it.
        self._ends: dict[int, list[int]] = {}
        for paragraph, start, end in sorted(stretches):
            self._starts.setdefault(paragraph, []).append(start)
            ends = self._ends.setdefault(paragraph, [])
            ends.append(max(end, ends[-1]) if ends else end)

    def contain(self, paragraph: int, place: int) -> bool:
        """Return whether a span contains the place."""
        at = bisect_right(self._starts.get(paragraph, ()), place)
        return at > 0 and place < self._ends[paragraph][at - 1]
