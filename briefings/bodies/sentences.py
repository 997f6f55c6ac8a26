"""Part a paragraph into sentences, and find what stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[”\"»’')]*(?:\s+|$)")
# A point after these ends no sentence: "Mr. Li", "the U.S. Secretary of State", "10 a.m. sharp".
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Hon|Jr|Sr|No|Nos|vs|cf|ca|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^«»]*(?:»|$)|‘[^‘]*?[,.?!]’(?!\w)")
LONGEST_ABBREVIATION = 12  # characters


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence; together they have every word of the text."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        before = text[max(0, found.start() + 1 - LONGEST_ABBREVIATION) : found.start() + 1]
        goes_on = text[end : end + 1].islower() or _ABBREVIATED.search(before)
        if found[0].startswith(".") and goes_on and end < len(text):
            continue
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the spans in quotation marks, the marks included; an open one goes on to the end."""
    return [found.span() for found in _QUOTED.finditer(text)]
