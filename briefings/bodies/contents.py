"""The table of contents of a body, made from its headings."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefings.bodies.blocks import Block

# ASCII for letters that do not decompose into a letter and an accent.
_WRITTEN_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o"}
    | {"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "þ": "th", "Þ": "th", "ð": "d", "ı": "i"}
    | dict.fromkeys("'’‘ʼ", "")
)
# Ids that the page itself uses, and those of source notes.
_TAKEN_BY_THE_PAGE = re.compile(r"(main|contents|sources|record|key-facts|note(-.*)?)")


@dataclass(frozen=True)
class Heading:
    """One line of a table of contents; `level` is 2 or 3, `anchor` the heading's id."""

    level: int
    text: str
    anchor: str


def slug(words: str) -> str:
    """Return the words in ASCII letters, digits and hyphens; "section" if none is left."""
    plain = unicodedata.normalize("NFKD", words.translate(_WRITTEN_OUT))
    ascii_words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(ascii_words) or "section"


def headings(blocks: Iterable[Block]) -> list[Heading]:
    """Return the headings among the blocks, each with an anchor of its own.

    The anchor is made of the words; a second heading with the same words gets `-2`.
    """
    listed: list[Heading] = []
    taken: dict[str, int] = {}
    for block in blocks:
        if block.is_heading:
            text = " ".join(block.text.split())
            anchor = _free(slug(text), taken)
            listed.append(Heading(int(block.tag[1]), text, anchor))
    return listed


def _free(wanted: str, taken: dict[str, int]) -> str:
    """Return a free anchor and mark it as taken; `taken` holds the last number of each."""
    if _TAKEN_BY_THE_PAGE.fullmatch(wanted):
        wanted = f"section-{wanted}"
    anchor = wanted
    while anchor in taken:
        taken[wanted] += 1
        anchor = f"{wanted}-{taken[wanted]}"
    taken[anchor] = 1
    return anchor


def with_anchors(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with an id on each heading: its anchor."""
    listed = iter(headings(blocks))
    return tuple(
        replace(block, attributes={"id": next(listed).anchor}) if block.is_heading else block
        for block in blocks
    )
