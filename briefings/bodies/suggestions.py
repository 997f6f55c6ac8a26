"""Suggestions: what was recognised in a text, as data, for an editor to accept one by one."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class KnownName:
    """A record that a text may name.

    `type` is the record type ("official", "country", "topic" …). `names` are full names in any
    spelling; `short_names` those of a second mention; `titles` the offices held ("president"). One
    that is `withheld` is recognised and never linked.
    """

    uuid: UUID
    type: str
    label: str
    names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    withheld: bool = False


@dataclass(frozen=True)
class Suggestion:
    """One thing recognised: `key` names it in a form, the same on every reading.

    `paragraph` counts the leaves of the document from 1; `text` is the words as they stand there.
    """

    key: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class SuggestedHeading(Suggestion):
    """A heading; `guessed` where the format does not say so itself."""

    level: int
    guessed: bool


@dataclass(frozen=True)
class DirectQuote(Suggestion):
    """Words in quotation marks, `text` without the marks.

    `speaker` is the speaker's description as it stands ("President Biden"), NULL where none is
    found; `record` is the speaker's record where known; `unnamed` where the speaker has no name.
    `occasion` is where it was said, in the text's words, "" where it does not say.
    """

    speaker: str | None
    record: UUID | None
    unnamed: bool
    start: int
    end: int
    occasion: str


@dataclass(frozen=True)
class UnnamedAttribution(Suggestion):
    """Words of somebody unnamed: `text` is the attribution line.

    `side` is whom the speaker speaks for, "" where the line does not say. `words` are what was
    said, in the article's words.
    """

    side: str
    words: str


@dataclass(frozen=True)
class RecordLink(Suggestion):
    """A record link on the characters from `start` up to `end` of the paragraph."""

    record: UUID
    type: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class AmbiguousName(Suggestion):
    """A name that several records bear: it is not linked."""

    candidates: tuple[UUID, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class SuggestedOfficial(Suggestion):
    """An unknown name that carries a title.

    `country` is a country's name, `organization` as it stands; NULL where the text does not say.
    """

    name: str
    title: str
    country: str | None
    organization: str | None


@dataclass(frozen=True)
class Suggestions:
    """Everything recognised in one document, each list in reading order."""

    title: str
    headline: Suggestion | None
    standfirst: Suggestion | None
    dropped: tuple[Suggestion, ...]
    headings: tuple[SuggestedHeading, ...]
    quotes: tuple[DirectQuote, ...]
    attributions: tuple[UnnamedAttribution, ...]
    links: tuple[RecordLink, ...]
    ambiguous: tuple[AmbiguousName, ...]
    withheld: tuple[RecordLink, ...]
    officials: tuple[SuggestedOfficial, ...]

    def __iter__(self) -> Iterator[Suggestion]:
        """Yield everything that was recognised, whatever its kind."""
        yield from (one for one in (self.headline, self.standfirst) if one is not None)
        yield from self.dropped
        yield from self.headings
        yield from self.quotes
        yield from self.attributions
        yield from self.links
        yield from self.ambiguous
        yield from self.withheld
        yield from self.officials

    def as_json(self) -> dict[str, Any]:
        """Return the suggestions in the types of JSON; ids are strings."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, UUID) else value
