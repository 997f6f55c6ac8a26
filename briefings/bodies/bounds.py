"""Limits of an article's text, and the test for HTML from the desk's own editor."""

from __future__ import annotations

import re

from briefings.bodies.blocks import Block, leaves
from briefings.limits import (
    ATTRIBUTES,
    CHARACTERS,
    CHARACTERS_OF_PARAGRAPH,
    CLEANED_HERE,
    ELEMENTS,
    NESTED,
    PARAGRAPHS,
)

_TAG_WITH_MANY = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){1000,}+")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[\s/]+[^\s/]")
# A tag or words as a browser serialises them: they can be parsed in one way only.
_WRITTEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"]*\"){0,12}+)>|[^<>]++")
_ALONE = frozenset({"br", "img", "hr", "col"})


class TooMuch(Exception):  # noqa: N818  (it is an answer, not an error)
    """A text beyond a limit; the words name it."""


def require_few_tags(markup: str) -> None:
    """Raise `TooMuch` for too many elements, or too many attributes of one."""
    if markup.count("<") > 2 * ELEMENTS:
        raise TooMuch(f"it has more than {ELEMENTS:,} elements")
    for tag in _TAG_WITH_MANY.finditer(markup):
        bare = _VALUE.sub('""', tag[0])
        if len(_ATTRIBUTE.findall(bare)) > ATTRIBUTES or bare.count('""') > ATTRIBUTES:
            raise TooMuch(f"an element has more than {ATTRIBUTES} attributes")


def require_characters(text: str) -> None:
    """Raise `TooMuch` for too many characters."""
    if len(text) > CHARACTERS:
        raise TooMuch(f"it has more than {CHARACTERS:,} characters")


def require_bounds(blocks: tuple[Block, ...]) -> None:
    """Raise `TooMuch` for too many paragraphs or characters."""
    characters = 0
    for number, leaf in enumerate(leaves(blocks), start=1):
        if number > PARAGRAPHS:
            raise TooMuch(
                f"it has more than {PARAGRAPHS:,} paragraphs, items of lists and cells of tables"
            )
        length = sum(len(run.text) for run in leaf.runs)
        characters += length
        if length > CHARACTERS_OF_PARAGRAPH:
            raise TooMuch(f"a paragraph has more than {CHARACTERS_OF_PARAGRAPH:,} characters")
        if characters > CHARACTERS:
            raise TooMuch(f"it has more than {CHARACTERS:,} characters")


def is_editor_html(html: str) -> bool:
    """Return whether HTML looks as the desk's editor writes it, and is small enough to clean here.

    Every element must be closed in its place: only then is a parser's work what is counted here.
    """
    if len(html) > CLEANED_HERE:
        return False
    opened: list[str] = []
    at = work = 0
    for found in _WRITTEN.finditer(html):
        if found.start() != at:
            return False
        at = found.end()
        closing, name = found[1], found[2]
        if closing:
            if not opened or opened.pop() != name:
                return False
        elif name and name not in _ALONE:
            opened.append(name)
        work += len(opened)
        if len(opened) > NESTED or work > CLEANED_HERE:
            return False
    return at == len(html) and not opened
