"""What a check of a text is, what it looks at, and what it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.claims import Claim
from briefings.bodies.named import Named
from briefings.checks.texts.contradictions import contradictions
from briefings.checks.texts.reading import Text
from briefings.checks.texts.saying import Contradiction
from briefings.models.articles import ArticleQuerySet


class Place(NamedTuple):
    """Words of a text: a paragraph (see `reading`), and its characters from `start` to `end`."""

    paragraph: int
    start: int
    end: int
    words: str

    @classmethod
    def of(cls, words: Named | Claim) -> Place:
        """Return the place of a name or a claim."""
        return cls(words.paragraph, words.start, words.end, words.words)

    @classmethod
    def of_paragraph(cls, number: int, words: str) -> Place:
        """Return the place of a whole paragraph."""
        return cls(number, 0, len(words), words)


class Mend(NamedTuple):
    """What one click does at the place: put `words` there, or link it to `record`."""

    label: str
    words: str | None = None
    record: UUID | None = None


@dataclass(frozen=True)
class Piece:
    """A text with what stands around it, as it is checked.

    `day` is the day of the piece, `goes_live` the moment from which readers see it, `at` now.
    `citations` is how many rows under it cite a source, `sources` the keys of those that are known.
    `stale_as` is the key of the edition whose stale sentences are its own, None of a first draft.
    `others` are the articles that whoever asks may know of. `about`, `slug` … are the edition's.
    """

    text: Text
    day: date
    at: datetime
    goes_live: datetime
    others: ArticleQuerySet
    slug: str = ""
    dateline_on: date | None = None
    bylines: int = 0
    topics: int = 0
    citations: int = 0
    sources: frozenset[int] = frozenset()
    stale_as: int | None = None

    @property
    def undated(self) -> str:
        """What is to be said beside a finding that rests on the day; "" with a dateline."""
        if self.dateline_on is not None:
            return ""
        day = "today" if self.day == localdate(self.at) else "that of its publication"
        return (
            f"The piece has no dateline, so its day is {day}: set “Dateline on” if it tells of"
            " another day."
        )

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """The claims of the text that the record contradicts; read once for all checks."""
        # What has become public since an old piece went live is under no embargo.
        readers_see_it = max(self.at, self.goes_live)
        return contradictions(self.text.sentences, self.day, self.at, readers_see_it)


@dataclass(frozen=True)
class Found:
    """What a check finds: `says` what, `place` where (None: the piece as a whole).

    `facts` are what it rests on beside the words. `certain` is False where it may be right.
    `undated` is `Piece.undated` where it rests on the day of the piece, else "". `heading` is what
    it is called where that says more than the check's title, else "".
    """

    says: str
    place: Place | None = None
    facts: str = ""
    certain: bool = False
    mend: Mend | None = None
    undated: str = ""
    heading: str = ""


@dataclass(frozen=True)
class TextCheck:
    """One kind of mistake in a text.

    `find` yields what it finds in a piece. `why` says why it matters. `blocks`: what it finds for
    certain keeps the piece from being published. `name` is stored with every dismissal: never
    change it.
    """

    name: str
    title: str
    why: str
    find: Callable[[Piece], Iterable[Found]] = field(compare=False)
    blocks: bool = False


@dataclass(frozen=True)
class TextFinding:
    """A finding of a check in a text."""

    check: TextCheck
    found: Found

    @property
    def blocks(self) -> bool:
        """Whether it keeps the piece from being published."""
        return self.check.blocks and self.found.certain

    @property
    def words(self) -> str:
        """The words that it is about; "" for the piece as a whole."""
        return self.found.place.words if self.found.place else ""

    @property
    def fingerprint(self) -> str:
        """A text that changes with the words or with the facts: a dismissal holds for one."""
        whole = "\0".join((self.words, self.found.says, self.found.facts))
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def key(self) -> str:
        """The name by which the finding is dismissed."""
        return f"{self.check.name}:{self.fingerprint}"

    @property
    def reason(self) -> str:
        """The finding in one sentence, with its words, as a reason against publishing."""
        quoted = f"“{self.words}”: " if self.words else ""
        return f"{quoted}{self.found.says} {self.found.undated}".rstrip()
