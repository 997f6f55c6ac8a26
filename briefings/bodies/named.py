"""Which records a text names, and where: by its links, and by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from briefings.bodies.blocks import Block
from briefings.bodies.names import Names, meant
from briefings.bodies.spans import Spans
from briefings.bodies.suggestions import KnownName


@dataclass(frozen=True)
class Named:
    """A record named on the characters of a paragraph from `start` up to `end`."""

    record: UUID
    type: str
    paragraph: int
    start: int
    end: int
    words: str
    linked: bool = False


def links_in(paragraphs: Iterable[tuple[int, Block]]) -> Iterator[tuple[int, int, int, UUID]]:
    """Yield the record links of numbered blocks: paragraph, start, end and public id.

    Neighbouring runs of one link are one.
    """
    for number, block in paragraphs:
        at, begun, open_record = 0, 0, None
        for run in block.runs:
            if run.record != open_record:
                if open_record is not None:
                    yield number, begun, at, open_record
                begun, open_record = at, run.record
            at += len(run.text)
        if open_record is not None:
            yield number, begun, at, open_record


def named_in(
    paragraphs: Sequence[tuple[int, str]], links: Sequence[Named], names: Names
) -> tuple[Named, ...]:
    """Return the records named in a text, in reading order: those linked, and by their names.

    A link means its record, whatever its words. A name of several records that nothing tells
    apart is left out.
    """
    shut = Spans((link.paragraph, link.start, link.end) for link in links)
    found = [*names.mentions(paragraphs)]
    bearers = {one.uuid: one for mention in found for one in mention.bearers}
    first = [
        (link.paragraph, link.start, bearers[link.record])
        for link in links
        if link.record in bearers
    ]
    first += [
        (*mention.place, mention.bearers[0])
        for mention in found
        if not mention.short and len(mention.bearers) == 1 and not shut.contain(*mention.place)
    ]
    full: dict[KnownName, tuple[int, int]] = {}
    for paragraph, start, one in sorted(first, key=lambda each: each[:2]):
        full.setdefault(one, (paragraph, start))
    named = [*links]
    for mention in found:
        ones = meant(mention, full)
        if len(ones) == 1 and not shut.contain(*mention.place):
            one = ones[0]
            named.append(Named(one.uuid, one.type, *mention.place, mention.end, mention.text))
    return tuple(sorted(named, key=lambda one: (one.paragraph, one.start)))
