"""Render a body for readers once, at approval, and resolve its links when it is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from types import MappingProxyType
from uuid import UUID

from briefings.bodies.blocks import Block, Run, leaves, to_html
from briefings.bodies.contents import Heading, headings, with_anchors
from briefings.bodies.embedding import (
    Attribution,
    Embedded,
    EmbeddedPicture,
    embedded,
    speakers,
    uncaptioned,
    with_attributions,
    with_pictures,
    with_speakers,
)
from briefings.bodies.schema import from_html

# The pace of an adult reading prose in silence, in words a minute (Brysbaert 2019).
READING_PACE = 238
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_TAG = re.compile(r"<[^>]*>")
_RECORD_LINK = re.compile(r'<a data-record="([0-9a-f-]{36})">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Target:
    """The target of a record link today: the record's label and address."""

    label: str
    url: str


@dataclass(frozen=True)
class Rendering:
    """What is stored of a body when its edition is approved.

    - `html` has record links by public id, for `resolve_links`, and the ids of quoted statements,
      for `with_valid_speakers`.
    - `text` does not name the speakers of statements, because they may change.
    - `mentions` are the linked records and the speakers of quoted statements, `sources` the cited
      sources; each once, in order of first occurrence. The note with number n is `sources[n - 1]`.
    - `minutes` is the reading time, at least 1 if there are words.
    """

    html: str
    contents: tuple[Heading, ...]
    text: str
    words: int
    minutes: int
    mentions: tuple[UUID, ...]
    sources: tuple[UUID, ...]
    embedded: Embedded


class _Notes:
    """Numbers source notes: a source keeps the number of its first note."""

    def __init__(self) -> None:
        self._places: dict[UUID, int] = {}
        self._numbers: dict[UUID, int] = {}

    def write(self, source: UUID) -> str:
        """Return the note's number as HTML, linked to the full note, with an id to return to."""
        place = self._places[source] = self._places.get(source, 0) + 1
        number = self._numbers.setdefault(source, len(self._places))
        reference = f"note-ref-{number}" + (f"-{place}" if place > 1 else "")
        return f'<sup class="note" id="{reference}"><a href="#note-{number}">{number}</a></sup>'


def embedded_in(html: str) -> Embedded:
    """Return the statements and pictures of the record that a body embeds."""
    return embedded(from_html(html))


def render(
    html: str,
    statements: Mapping[UUID, Attribution] = MappingProxyType({}),
    pictures: Mapping[UUID, EmbeddedPicture] = MappingProxyType({}),
) -> Rendering:
    """Return what pages and the API show of a body. Any HTML may be given: it is cleaned first.

    `statements` and `pictures` are the ones that the body embeds and the record has. Other pictures
    are left out; other quotations get no attribution.
    """
    written = from_html(html)
    named = embedded(written)
    blocks = with_pictures(with_attributions(written, statements), pictures)
    runs = [run for leaf in leaves(blocks) for run in leaf.runs]
    words = word_count(text := plain_text(tuple(map(uncaptioned, blocks))))
    return Rendering(
        html=with_speakers(to_html(with_anchors(blocks), _Notes().write), statements),
        contents=tuple(headings(blocks)),
        text=text,
        words=words,
        minutes=-(-words // READING_PACE),
        mentions=tuple(
            dict.fromkeys((*_distinct(runs, "record"), *speakers(named.said, statements)))
        ),
        sources=_distinct(runs, "source"),
        embedded=named,
    )


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return the words of the blocks; leaves are paragraphs separated by an empty line."""
    return "\n\n".join(leaf.text for leaf in leaves(blocks))


def word_count(text: str) -> int:
    """Count words: "cross-Strait", "Blinken’s" and "2,000" are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def _distinct(runs: list[Run], attribute: str) -> tuple[UUID, ...]:
    """Return the ids in an attribute of the runs, each once, in order."""
    return tuple(dict.fromkeys(found for run in runs if (found := getattr(run, attribute))))


def resolve_links(html: str, targets: Mapping[UUID, Target | None]) -> str:
    """Turn the record links of stored HTML into links to the records' addresses of today.

    A record that is missing in `targets`, or None there, is not live: its words become plain text.
    A link whose words differ from the record's label gets the label as title. No query.
    """

    def resolved(found: re.Match[str]) -> str:
        target = targets.get(UUID(found[1]))
        if target is None:
            return found[2]
        words = unescape(_TAG.sub("", found[2]))
        title = "" if words == target.label else f' title="{escape(target.label)}"'
        return f'<a class="record" href="{escape(target.url)}"{title}>{found[2]}</a>'

    return _RECORD_LINK.sub(resolved, html)
