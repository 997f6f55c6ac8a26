"""Statements and pictures of the record that are embedded in a body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import groupby
from uuid import UUID

from briefings.bodies.blocks import Block, Run, leaves, rewrite
from briefings.bodies.quoting import STATEMENT_ATTRIBUTE, quotes_words, words_of

_SAID = re.compile(r'<q data-statement="([0-9a-f-]{36})">')


@dataclass(frozen=True)
class Attribution:
    """The attribution of a quotation, from a statement of the record. "" is not known.

    `words` are the statement's. `record` and `meeting` are the public ids of speaker and occasion,
    None if the record has none. `form` is "direct" or "paraphrase".
    """

    words: str
    speaker: str
    record: UUID | None
    office: str
    occasion: str
    meeting: UUID | None
    day: str
    form: str

    @property
    def line(self) -> str:
        """The attribution in one line, without links."""
        parts = (self.speaker, self.office, self.occasion, self.day)
        return f"{', '.join(part for part in parts if part)} ({self.form})"

    @property
    def runs(self) -> tuple[Run, ...]:
        """The attribution as the caption of a quotation."""
        parts = [Run(self.speaker, record=self.record)]
        for words, record in (
            (self.office, None),
            (self.occasion, self.meeting),
            (self.day, None),
        ):
            if words:
                parts += [Run(", "), Run(words, record=record)]
        return (*parts, Run(f" ({self.form})"))


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture of the record with its address, alternative text and credit; sizes are pixels."""

    address: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Embedded:
    """The public ids that a body embeds, each once, in order of first occurrence.

    `quoted` are statements in block quotations, `said` statements in the running text, `pictures`
    images.
    """

    quoted: tuple[UUID, ...]
    said: tuple[UUID, ...]
    pictures: tuple[UUID, ...]


def embedded(blocks: tuple[Block, ...]) -> Embedded:
    """Return the statements and pictures that the blocks embed."""
    said = (run.statement for leaf in leaves(blocks) for run in leaf.runs if run.statement)
    return Embedded(
        _named(blocks, STATEMENT_ATTRIBUTE),
        tuple(dict.fromkeys(said)),
        _named(blocks, "data-image"),
    )


def _named(blocks: tuple[Block, ...], attribute: str) -> tuple[UUID, ...]:
    found: dict[UUID, None] = {}
    for block in blocks:
        if attribute in block.attributes:
            found[UUID(block.attributes[attribute])] = None
        found |= dict.fromkeys(_named(block.blocks, attribute))
    return tuple(found)


def with_attributions(
    blocks: tuple[Block, ...], statements: Mapping[UUID, Attribution]
) -> tuple[Block, ...]:
    """Return the blocks with an attribution under each quotation of a statement.

    It replaces a pull quote's own caption. A quotation whose statement is not among `statements`,
    or whose words differ from it, gets none.
    """
    known = rewrite(blocks, partial(_only_known, statements))
    return tuple(_captioned(block, statements) for block in known)


def _only_known(statements: Mapping[UUID, Attribution], leaf: Block) -> Block:
    runs: list[Run] = []
    for id_, group in groupby(leaf.runs, lambda run: run.statement):
        tied = [*group]
        known = statements.get(id_) if id_ else None
        words = "".join(run.text for run in tied)
        stays = known is not None and quotes_words(words, known.words, passage=True)
        runs += tied if stays else [replace(run, statement=None) for run in tied]
    return replace(leaf, runs=tuple(runs))


def _captioned(block: Block, statements: Mapping[UUID, Attribution]) -> Block:
    quote = next((b for b in (block, *block.blocks) if STATEMENT_ATTRIBUTE in b.attributes), None)
    if quote is None or block.tag not in {"blockquote", "figure"}:
        return block
    id_ = quote.attributes[STATEMENT_ATTRIBUTE]
    attribution = statements.get(UUID(id_))
    bare = replace(quote, attributes={})
    if attribution is None or not quotes_words(words_of(quote), attribution.words):
        return (
            bare if block.tag == "blockquote" else replace(block, blocks=(bare, *block.blocks[1:]))
        )
    caption = Block("figcaption", runs=attribution.runs)
    classed = block.attributes if block.tag == "figure" else {"class": "quotation"}
    return Block("figure", blocks=(bare, caption), attributes={**classed, STATEMENT_ATTRIBUTE: id_})


def uncaptioned(block: Block) -> Block:
    """Return the block without the caption that `with_attributions` added."""
    return (
        replace(block, blocks=block.blocks[:1])
        if STATEMENT_ATTRIBUTE in block.attributes
        else block
    )


def with_pictures(
    blocks: tuple[Block, ...], pictures: Mapping[UUID, EmbeddedPicture]
) -> tuple[Block, ...]:
    """Return the blocks with pictures filled in, with caption and credit; unknown ones dropped."""
    shown: list[Block] = []
    for block in blocks:
        if "data-image" not in block.attributes:
            shown.append(block)
        elif picture := pictures.get(UUID(block.attributes["data-image"])):
            shown.append(_figure(picture))
    return tuple(shown)


def _figure(picture: EmbeddedPicture) -> Block:
    image = {
        "src": picture.address,
        "alt": picture.alt,
        "width": str(picture.width),
        "height": str(picture.height),
    }
    caption = [Run(f"{picture.caption} ")] if picture.caption else []
    return Block(
        "figure",
        blocks=(
            Block("img", attributes=image),
            Block("figcaption", runs=(*caption, Run(picture.credit, credit=True))),
        ),
        attributes={"class": "picture"},
    )


def with_speakers(html: str, statements: Mapping[UUID, Attribution]) -> str:
    """Return the HTML with the attribution as title of each statement in the running text.

    All these statements must be among `statements`.
    """

    def said(found: re.Match[str]) -> str:
        line = escape(statements[UUID(found[1])].line)
        return f'<q class="said" data-statement="{found[1]}" title="{line}">'

    return _SAID.sub(said, html)


def speakers(said: tuple[UUID, ...], statements: Mapping[UUID, Attribution]) -> tuple[UUID, ...]:
    """Return the public ids of the speakers of statements in the running text."""
    spoke = (statements[id_].record for id_ in said if id_ in statements)
    return tuple(record for record in spoke if record is not None)
