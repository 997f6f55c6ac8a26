"""Read a text as the checks need it: its paragraphs, the records that it names, its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from briefings.bodies.blocks import Block, Run, leaves
from briefings.bodies.claims import Sentence, read_sentences
from briefings.bodies.embedding import embedded
from briefings.bodies.named import Named, links_in, named_in
from briefings.bodies.names import Names
from briefings.bodies.schema import from_html
from briefings.models import Identity
from briefings.search.known_names import NamesIn, names_in

# The paragraphs of what stands before the body, whose own are numbered from 1.
HEADLINE, STANDFIRST = -1, 0


class Linked(NamedTuple):
    """The record that a public id leads to: its type and, if it was merged, its survivor's id."""

    record: UUID
    type: str
    label: str


@dataclass(frozen=True)
class Text:
    """The words of an edition as they stand, or as somebody types them.

    `about` is the public id of the record that it is about, None without one. `names_in` looks the
    names up; for many texts `names_of_now` makes one that asks less.
    """

    body: str
    headline: str = ""
    standfirst: str = ""
    about: UUID | None = None
    names_in: NamesIn = names_in

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body's blocks."""
        return from_html(self.body)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, Block], ...]:
        """Headline and standfirst, where there are any, and the leaves of the body, numbered."""
        before = ((HEADLINE, self.headline), (STANDFIRST, self.standfirst))
        typed = [(number, Block("p", (Run(text),))) for number, text in before if text]
        return (*typed, *enumerate(leaves(self.blocks), start=1))

    @cached_property
    def numbered(self) -> list[tuple[int, str]]:
        """The words of each paragraph, with its number."""
        return [(number, block.text) for number, block in self.paragraphs]

    @cached_property
    def words(self) -> dict[int, str]:
        """The words of each paragraph, by its number."""
        return dict(self.numbered)

    @cached_property
    def targets(self) -> Mapping[UUID, Linked]:
        """What the links of the body lead to, and what it is about; dead ones are missing."""
        ids = {record for *_, record in links_in(self.paragraphs)}
        return _targets(ids | ({self.about} if self.about else set()))

    @cached_property
    def links(self) -> tuple[Named, ...]:
        """The record links of the body that lead somewhere."""
        return tuple(
            Named(
                target.record, target.type, number, start, end, self.words[number][start:end], True
            )
            for number, start, end, record in links_in(self.paragraphs)
            if (target := self.targets.get(record))
        )

    @cached_property
    def noted(self) -> dict[UUID, int]:
        """The sources of the body's notes, each with the last paragraph that has one."""
        return {
            run.source: number
            for number, block in self.paragraphs
            for run in block.runs
            if run.source is not None
        }

    @cached_property
    def pictures(self) -> tuple[UUID, ...]:
        """The pictures of the record that the body shows."""
        return embedded(self.blocks).pictures

    @cached_property
    def quoted_paragraphs(self) -> frozenset[int]:
        """The paragraphs that are a quotation set apart; its speaker is told beside it."""
        number, found = 0, set()
        for block in self.blocks:
            inner = sum(1 for _ in leaves((block,)))
            if block.tag == "blockquote" or any(one.tag == "blockquote" for one in block.blocks):
                found |= {*range(number + 1, number + inner + 1)}
            number += inner
        return frozenset(found)

    @cached_property
    def names(self) -> Names:
        """The names of the record that may occur in it."""
        everything = "\n".join(self.words.values())
        return Names(self.names_in(everything), everything)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The records that it names, in reading order."""
        return named_in(self.numbered, self.links, self.names)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences: whom each names, and what it claims of them."""
        about = self.targets.get(self.about) if self.about else None
        subject = Named(about.record, about.type, STANDFIRST, 0, 0, "") if about else None
        return read_sentences(self.numbered, self.named, subject)


def _targets(ids: Iterable[UUID]) -> dict[UUID, Linked]:
    """Return the records with these public ids (one query, or none)."""
    wanted = [*ids]
    columns = ("public_id", "type", "label", "merged_into__public_id", "merged_into__label")
    rows = Identity.objects.filter(public_id__in=wanted).values_list(*columns) if wanted else ()
    return {
        public_id: Linked(survivor or public_id, type_, survivor_label or label)
        for public_id, type_, label, survivor, survivor_label in rows
    }
