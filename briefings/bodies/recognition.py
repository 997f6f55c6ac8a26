"""Recognise headlines, quotes and names in a text, and make a draft of what an editor accepts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from uuid import UUID

from briefings.bodies import filing
from briefings.bodies.blocks import Block, mark, rewrite, to_html
from briefings.bodies.documents import Document, UnreadableFile
from briefings.bodies.names import Names
from briefings.bodies.officials import officials
from briefings.bodies.quotations import Occasions, Quotation, attributions, quotations
from briefings.bodies.reading import read
from briefings.bodies.structure import structure
from briefings.bodies.suggestions import (
    DirectQuote,
    KnownName,
    RecordLink,
    Suggestions,
    UnnamedAttribution,
)
from briefings.limits import SUGGESTIONS

QuoteOrAttribution = DirectQuote | UnnamedAttribution


@dataclass(frozen=True)
class ArticleDraft:
    """The parts of an imported article; "" if the text has no such part."""

    headline: str
    standfirst: str
    body: str


def recognise_file(
    filename: str, data: bytes, known: Iterable[KnownName]
) -> tuple[Document, Suggestions]:
    """Read a file and recognise what it contains.

    Raises `UnreadableFile`, also for more suggestions than an editor can look at.
    """
    document = read(filename, data)
    suggestions = recognise(document, known)
    if sum(1 for _ in suggestions) > SUGGESTIONS:
        rule = f"it has more than {SUGGESTIONS:,} names, quotes and headings: part it"
        raise UnreadableFile(filename, "body", rule)
    return document, suggestions


def recognise(document: Document, known: Iterable[KnownName]) -> Suggestions:
    """Return suggestions for a document: its parts, quotes, attributions and names.

    Names in headings are not linked, and names in the standfirst and in quotes only if they occur
    nowhere else. Nothing is written or queried; `known` is every record that may be linked.
    """
    known = tuple(known)
    parts = structure(document)
    numbered = enumerate(document.paragraphs, start=1)
    running = [(number, block.text) for number, block in numbered if number not in parts.taken]
    quotes = quotations(running)
    summary = parts.standfirst
    linkable = list(running)
    last = [(quote.paragraph, quote.start, quote.end) for quote in quotes]
    if summary is not None:
        linkable.insert(0, (summary.paragraph, summary.text))
        last.append((summary.paragraph, 0, len(summary.text)))
    names = Names(known, "\n".join(text for _, text in linkable))
    found, ambiguous = names.find(linkable, last, _linked(document))
    nameless = {one.uuid for one in known if one.withheld}
    links = tuple(link for link in found if link.record not in nameless)
    words = [(number, block.text) for number, block in enumerate(document.paragraphs, start=1)]
    title = document.title or (parts.headline.text if parts.headline else "")
    return Suggestions(
        title=title,
        headline=parts.headline,
        standfirst=parts.standfirst,
        dropped=parts.dropped,
        headings=parts.headings,
        quotes=tuple(_direct_quotes(quotes, names, links, running)),
        attributions=tuple(attributions(running, quotes)),
        links=links,
        ambiguous=ambiguous,
        withheld=tuple(link for link in found if link.record in nameless),
        officials=officials(linkable, known),
        dateline=filing.dateline(running, known),
        section=filing.section(title, running),
        topics=tuple(filing.topics(words, known)),
        named=filing.named_records(linkable, names, known),
    )


def _linked(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield the spans of text that are links already."""
    for number, block in enumerate(document.paragraphs, start=1):
        at = 0
        for run in block.runs:
            if run.href is not None or run.record is not None:
                yield number, at, at + len(run.text)
            at += len(run.text)


def _direct_quotes(
    quotes: Iterable[Quotation],
    names: Names,
    links: tuple[RecordLink, ...],
    paragraphs: list[tuple[int, str]],
) -> Iterator[DirectQuote]:
    occasions = Occasions(paragraphs)
    linked = frozenset(link.record for link in links)
    for place, quote in enumerate(quotes, start=1):
        named = quote.speaker is not None and not quote.unnamed
        bearer = names.bearer(quote.speaker or "", linked) if named else None
        spoken_of = quote.speaker.split()[-1] if quote.speaker and not quote.unnamed else ""
        yield DirectQuote(
            key=f"quote-{quote.paragraph}-{place}",
            paragraph=quote.paragraph,
            text=quote.words,
            speaker=quote.speaker,
            record=bearer.uuid if bearer and bearer.type == "official" else None,
            unnamed=quote.unnamed,
            start=quote.start,
            end=quote.end,
            occasion=occasions.of(quote.paragraph, spoken_of),
        )


def apply(
    document: Document,
    suggestions: Suggestions,
    accepted: set[str] | None = None,
    statements: Mapping[str, UUID] = MappingProxyType({}),
) -> ArticleDraft:
    """Return the draft of a document with the accepted suggestions.

    `accepted` holds keys; None accepts all. `statements` are the statements entered for quotes and
    attributions, by their keys; the words are tied to them. A heading or standfirst that is not
    accepted stays in the body as a paragraph, a headline as a heading; an accepted dateline is no
    part of the body.
    """

    def taken(key: str) -> bool:
        return accepted is None or key in accepted

    out = {one.paragraph for one in suggestions.dropped if taken(one.key)}
    headline, standfirst = suggestions.headline, suggestions.standfirst
    levels = {one.paragraph: one.level for one in suggestions.headings if taken(one.key)}
    if headline is not None and not taken(headline.key):
        levels[headline.paragraph] = 2
        headline = None
    if standfirst is not None and not taken(standfirst.key):
        standfirst = None
    out |= {one.paragraph for one in (headline, standfirst) if one is not None}
    dateline = suggestions.dateline
    dated = dateline.paragraph if dateline is not None and taken(dateline.key) else 0
    links: dict[int, list[RecordLink]] = defaultdict(list)
    for link in suggestions.links:
        if taken(link.key):
            links[link.paragraph].append(link)
    said: dict[int, list[tuple[QuoteOrAttribution, UUID]]] = defaultdict(list)
    quoted: tuple[QuoteOrAttribution, ...] = (*suggestions.quotes, *suggestions.attributions)
    for one in quoted:
        if one.key in statements:
            said[one.paragraph].append((one, statements[one.key]))
    numbers = iter(range(1, len(document.paragraphs) + 1))

    def edited(block: Block) -> Block | None:
        number = next(numbers)
        if number in out:
            return None
        if number in levels:
            return replace(block, tag=f"h{levels[number]}")
        if block.is_heading:
            block = replace(block, tag="p")
        block = _with_links(_with_statements(block, said[number]), links[number])
        return _without_start(block, dateline.end) if dateline and number == dated else block

    return ArticleDraft(
        headline=headline.text if headline is not None else document.title,
        standfirst=" ".join(standfirst.text.split()) if standfirst is not None else "",
        body=to_html(rewrite(document.blocks, edited)),
    )


def _without_start(block: Block, length: int) -> Block:
    """Return a block without its first `length` characters; notes stay."""
    runs = []
    for run in block.runs:
        rest = replace(run, text=run.text[length:])
        length -= min(length, len(run.text))
        if rest.text or rest.source:
            runs.append(rest)
    return replace(block, runs=tuple(runs))


def _with_statements(block: Block, said: Iterable[tuple[QuoteOrAttribution, UUID]]) -> Block:
    runs = block.runs
    for one, statement in said:
        words = one.text if isinstance(one, DirectQuote) else one.words
        start = block.text.find(words, one.start if isinstance(one, DirectQuote) else 0)
        if start >= 0:
            marked = partial(replace, statement=statement)
            runs = mark(runs, start, start + len(words), marked)
    return replace(block, runs=runs)


def _with_links(block: Block, links: Iterable[RecordLink]) -> Block:
    runs = block.runs
    for link in links:
        runs = mark(runs, link.start, link.end, partial(replace, record=link.record))
    return replace(block, runs=runs)
