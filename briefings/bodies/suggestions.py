"""Suggestions: what was recognised in a text, as data, for an editor to accept one by one."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class KnownName:
    """A record that a text may name.

    `type` is the record type ("official", "country", "topic" …). `names` are full names in all
    spellings, `short_names` those of a second mention, `titles` the offices held ("president").
    `misspelt` are those of `names` that are common misspellings. A `withheld` one is recognised but
    never linked.
    """

    uuid: UUID
    type: str
    label: str
    names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    withheld: bool = False
    misspelt: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """One thing recognised; `key` identifies it in a form and is the same at every recognition.

    `paragraph` counts the document's leaves from 1; `text` are the words as they stand there.
    """

    key: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class SuggestedHeading(Suggestion):
    """A heading; `guessed` if the format does not mark it."""

    level: int
    guessed: bool


@dataclass(frozen=True)
class DirectQuote(Suggestion):
    """Words in quotation marks, `text` without the marks.

    `speaker` is the speaker as the text has it ("President Biden"), None if not found; `record` is
    the speaker's record if known; `unnamed` if the speaker has no name. `occasion` is where it was
    said in the text's words, "" if not stated.
    """

    speaker: str | None
    record: UUID | None
    unnamed: bool
    start: int
    end: int
    occasion: str


@dataclass(frozen=True)
class UnnamedAttribution(Suggestion):
    """Words of an unnamed speaker; `text` is the attribution line.

    `side` is whom the speaker speaks for, "" if not stated. `words` are what was said, in the
    article's words.
    """

    side: str
    words: str


@dataclass(frozen=True)
class RecordLink(Suggestion):
    """A link to a record, on the characters of the paragraph from `start` up to `end`."""

    record: UUID
    type: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class AmbiguousName(Suggestion):
    """A name of several records, the candidates; it is not linked."""

    candidates: tuple[UUID, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class SuggestedOfficial(Suggestion):
    """An unknown name with a title.

    `country` is a country's name, `organization` as the text has it; None if not stated.
    """

    name: str
    title: str
    country: str | None
    organization: str | None


@dataclass(frozen=True)
class SuggestedDateline(Suggestion):
    """The place and day with which a text begins; its words end before `end`.

    None for what it does not say; a year is often left out.
    """

    place: str
    month: int | None
    day: int | None
    year: int | None
    end: int


@dataclass(frozen=True)
class SuggestedTopic(Suggestion):
    """A known topic that a text names."""

    record: UUID
    label: str


@dataclass(frozen=True)
class NamedRecord:
    """A record that a text names so many times: what the piece may be about."""

    record: UUID
    type: str
    label: str
    times: int


@dataclass(frozen=True)
class Suggestions:
    """Everything recognised in one document, each list in reading order.

    `named` are its records, those first that it is most likely about; `section` is an article's.
    """

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
    dateline: SuggestedDateline | None
    section: str
    topics: tuple[SuggestedTopic, ...]
    named: tuple[NamedRecord, ...]

    def __iter__(self) -> Iterator[Suggestion]:
        """Yield everything that was recognised, whatever its kind."""
        above = (self.headline, self.standfirst, self.dateline)
        yield from (one for one in above if one is not None)
        yield from self.dropped
        yield from self.headings
        yield from self.quotes
        yield from self.attributions
        yield from self.links
        yield from self.ambiguous
        yield from self.withheld
        yield from self.officials
        yield from self.topics

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
