"""Find headline, standfirst, headings and a typed table of contents in a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.bodies.blocks import Block
from briefings.bodies.documents import Document
from briefings.bodies.suggestions import SuggestedHeading, Suggestion
from briefings.bodies.text import NUMBER

MOST_WORDS_OF_HEADING = 12
MOST_WORDS_OF_STANDFIRST = 45
_CONTENTS = re.compile(r"(?:table of )?contents|in this (?:article|briefing|report)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”\"»’')]*(?:\s|$)")
_FINAL = re.compile(r"[.,;:!…—–-][”\"»’')]*$")
_QUOTED = re.compile(r"^[“\"«„‘]")
_BYLINE = re.compile(r"^(?:By|From)\s+\S")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]\.)+(?=\s)|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|St|No|vs|e\.g|i\.e)\.(?=\s)"
)
_ENTRY_ORNAMENT = re.compile(r"^[\s\d.()•*–-]+")


@dataclass(frozen=True)
class Structure:
    """The parts of a document; a paragraph belongs to at most one of them."""

    headline: Suggestion | None
    standfirst: Suggestion | None
    dropped: tuple[Suggestion, ...]
    headings: tuple[SuggestedHeading, ...]

    @cached_property
    def taken(self) -> frozenset[int]:
        """The numbers of the paragraphs that are not running text."""
        parts = (self.headline, self.standfirst, *self.dropped, *self.headings)
        return frozenset(part.paragraph for part in parts if part is not None)


def structure(document: Document) -> Structure:
    """Return headline, standfirst, headings and a typed table of contents, which is dropped."""
    dropped = tuple(_typed_contents(document))
    gone = {one.paragraph for one in dropped}
    top_level = [(n, block) for n, block in document.top_level() if n not in gone]
    headings = list(_headings(document, top_level))
    headline = _headline(document, top_level, headings)
    if headline is not None:
        headings.pop(0)
        top_level.pop(0)
    standfirst = _standfirst(top_level, headings, dropped)
    return Structure(headline, standfirst, dropped, tuple(headings))


def _headline(
    document: Document, top_level: list[tuple[int, Block]], headings: list[SuggestedHeading]
) -> Suggestion | None:
    """Return the first line if it looks like a heading and the file has no title; else None."""
    first = headings[0] if headings else None
    if document.title or first is None or not first.guessed or NUMBER.match(first.text):
        return None
    return (
        Suggestion("headline", first.paragraph, first.text)
        if first.paragraph == top_level[0][0]
        else None
    )


def _typed_contents(document: Document) -> Iterator[Suggestion]:
    """Yield a typed "Table of Contents" and its entries, which are lines that occur again later."""
    paragraphs = document.paragraphs
    bare = [_bare(block.text) for block in paragraphs]
    last = {words: at for at, words in enumerate(bare)}
    within = False
    for at, block in enumerate(paragraphs):
        if within and last[bare[at]] == at:
            return
        within = within or bool(_CONTENTS.fullmatch(block.text.strip(" :")))
        if within:
            yield Suggestion(f"dropped-{at + 1}", at + 1, block.text)


def _bare(text: str) -> str:
    """Return the words of a line without bullet, number, dots and page number."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in ".…" or text[end - 1].isdecimal()):
        end -= 1
    return _ENTRY_ORNAMENT.sub("", text[:end]).casefold()


def _headings(document: Document, top_level: list[tuple[int, Block]]) -> Iterator[SuggestedHeading]:
    for at, (number, block) in enumerate(top_level):
        key = f"heading-{number}"
        if block.is_heading:
            yield SuggestedHeading(key, number, block.text, int(block.tag[1]), guessed=False)
        elif not document.marks_headings and _looks_like_heading(top_level, at, document):
            yield SuggestedHeading(key, number, block.text, 2, guessed=True)


def _looks_like_heading(top_level: list[tuple[int, Block]], at: int, document: Document) -> bool:
    """Return whether a short line is placed between paragraphs as a heading is."""
    number, block = top_level[at]
    if not _short_line(block.text) or number == len(document.paragraphs):
        return False
    if at and _short_line(top_level[at - 1][1].text) and not (at == 1 or NUMBER.match(block.text)):
        return False
    following = top_level[at + 1] if at + 1 < len(top_level) else None
    if following is None or following[0] != number + 1 or not _short_line(following[1].text):
        return True
    after_next = document.paragraphs[number + 1 : number + 2]
    opens_section = at == 0 or NUMBER.match(following[1].text)
    return bool(opens_section and after_next and not _short_line(after_next[0].text))


def _short_line(text: str) -> bool:
    """Return whether a line could be a heading, by its words alone."""
    words = text.split()
    return (
        0 < len(words) <= MOST_WORDS_OF_HEADING
        and "\n" not in text
        and any(letter.isalpha() for letter in text)
        and not _FINAL.search(text)
        and not _QUOTED.match(text)
        and not _BYLINE.match(text)
    )


def _standfirst(
    top_level: list[tuple[int, Block]],
    headings: list[SuggestedHeading],
    dropped: tuple[Suggestion, ...],
) -> Suggestion | None:
    """Return the first paragraph if it stands apart and reads as a summary; else None."""
    if not top_level:
        return None
    number, block = top_level[0]
    first_heading = next((heading.paragraph for heading in headings), 0)
    before_contents = bool(dropped) and dropped[0].paragraph == number + 1
    if block.is_heading or number == first_heading or not (before_contents or first_heading):
        return None
    if _QUOTED.match(block.text) or not (before_contents or reads_as_summary(block.text)):
        return None
    return Suggestion("standfirst", number, block.text)


def reads_as_summary(text: str) -> bool:
    """Return whether a text is one sentence of at most 45 words."""
    sentences = _SENTENCE_END.findall(_ABBREVIATION.sub("", text))
    return len(sentences) <= 1 and len(text.split()) <= MOST_WORDS_OF_STANDFIRST
