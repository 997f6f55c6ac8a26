"""Read live and scheduled editions: their sentences, and what each cites and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.blocks import Block
from briefings.bodies.claims import Claim, Sentence
from briefings.bodies.named import links_in
from briefings.bodies.quoting import STATEMENT_ATTRIBUTE
from briefings.checks.texts.reading import Text
from briefings.models import Edition
from briefings.search.known_names import NamesIn, names_of_now

MOST_HELD = 500


@dataclass(frozen=True)
class Place:
    """Where a text has a link, a source note or words of a statement, and whose public id it is."""

    paragraph: int
    start: int
    public_id: UUID


class Piece:
    """An edition as it is read. Its sentences take the queries of `Text`."""

    def __init__(self, edition: Edition, names_in: NamesIn) -> None:
        self.edition = edition
        self.text = Text(
            edition.body,
            edition.headline,
            edition.standfirst,
            edition.about.public_id if edition.about else None,
            names_in,
        )

    @cached_property
    def links(self) -> dict[tuple[int, int], UUID]:
        """The record that each link was made to, by its place: of a merged one its own id."""
        return {
            (paragraph, start): record
            for paragraph, start, _, record in links_in(self.text.paragraphs)
        }

    @cached_property
    def records(self) -> set[UUID]:
        """The records that it links, or is about."""
        about = {self.text.about} if self.text.about else set()
        return {link.record for link in self.text.links} | about

    @property
    def day(self) -> date:
        """The day of which it tells: its dateline's, else the day on which it went live."""
        return self.edition.dateline_on or localdate(self.edition.live_period.lower)

    def goes_live_on(self, at: datetime) -> date | None:
        """Return the day on which readers will first see it; None if they do."""
        start = self.edition.live_period.lower
        return localdate(start) if start > at else None

    def link_within(self, claim: Claim) -> UUID | None:
        """Return the record to which a link within a claim was made; None without one."""
        return next(
            (
                record
                for (paragraph, start), record in self.links.items()
                if paragraph == claim.paragraph and claim.start <= start < claim.end
            ),
            None,
        )

    def cites(self, sentence: Sentence, source: UUID) -> bool:
        """Return whether a note of the sentence names the source."""
        return any(
            note.public_id == source
            and note.paragraph == sentence.paragraph
            and sentence.start < note.start <= sentence.end
            for note in self._notes
        )

    def quotes(self, sentence: Sentence, statement: UUID) -> bool:
        """Return whether words of the statement begin in the sentence."""
        return any(
            quote.public_id == statement
            and quote.paragraph == sentence.paragraph
            and sentence.start <= quote.start < sentence.end
            for quote in self._quotes
        )

    @cached_property
    def _notes(self) -> list[Place]:
        return [*self._runs("source")]

    @cached_property
    def _quotes(self) -> list[Place]:
        return [*self._runs("statement"), *self._quotations()]

    def _runs(self, attribute: str) -> Iterator[Place]:
        for number, leaf in self.text.paragraphs:
            at = 0
            for run in leaf.runs:
                if (public_id := getattr(run, attribute)) is not None:
                    yield Place(number, at, public_id)
                at += len(run.text)

    def _quotations(self) -> Iterator[Place]:
        """Yield each paragraph of the block quotations of statements."""
        of_leaf = (owner for block in self.text.blocks for owner in _statements_of(block, None))
        for number, owner in enumerate(of_leaf, start=1):
            if owner is not None:
                yield Place(number, 0, owner)


class Pieces:
    """Reads editions: each once, though several changes touch it, and the record's names once."""

    def __init__(self) -> None:
        self._read: dict[int, Piece] = {}

    @cached_property
    def _names_in(self) -> NamesIn:
        return names_of_now()

    def of(self, editions: Iterable[Edition]) -> Iterator[Piece]:
        """Yield the pieces of editions; not more than `MOST_HELD` are kept in memory."""
        for edition in editions:
            if edition.pk not in self._read:
                if len(self._read) >= MOST_HELD:
                    self._read.clear()
                self._read[edition.pk] = Piece(edition, self._names_in)
            yield self._read[edition.pk]


def _statements_of(block: Block, within: UUID | None) -> Iterator[UUID | None]:
    """Yield for each leaf of a block the statement that it quotes as a whole; None if none."""
    if named := block.attributes.get(STATEMENT_ATTRIBUTE):
        within = UUID(named)
    if block.blocks:
        for inner in block.blocks:
            yield from _statements_of(inner, within)
    elif block.runs:
        yield within
