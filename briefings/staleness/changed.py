"""A record that changed, and a sentence that the change touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from briefings.bodies.claims import Sentence
from briefings.models import Published, StaleSentence
from briefings.staleness.told import Told

# How long before it a piece speaks of a meeting by those who will meet, and how long after.
NEAR = timedelta(days=60)


@dataclass(frozen=True)
class Touch:
    """A sentence that is touched, and the words of it, by their places in the paragraph."""

    sentence: Sentence
    kind: StaleSentence.Kind
    start: int
    end: int
    was: str
    told: str


@dataclass(frozen=True)
class Changed:
    """A record that changed: what is told of it now, and what was told before.

    `record` is its public id and `merged` those of records merged into it by the change, each with
    what was told of it. `retracted` are the sources of its facts that were retracted, each with the
    reason, `reinstated` those of facts reinstated. `gone` is the reason for which the record itself
    was retracted, "" if it was not; `back`: it was reinstated. `people` are those who meet at a
    meeting or travel on a visit, `meeting_kind` is a meeting's kind. `nameless`: its name is
    withheld, which is told elsewhere.
    """

    type: str
    record: UUID
    before: Told
    now: Told
    merged: Mapping[UUID, Told] = field(default_factory=dict)
    retracted: Sequence[tuple[UUID, str]] = ()
    reinstated: Sequence[tuple[UUID, str]] = ()
    gone: str = ""
    back: bool = False
    people: frozenset[UUID] = frozenset()
    meeting_kind: str = ""
    nameless: bool = False

    @property
    def may_touch(self) -> bool:
        """Whether something is told otherwise that words may rest on; else no text is read."""
        facts = self.retracted or self.reinstated or self.gone or self.back or self.merged
        return bool(facts) or self.before.differs_from(self.now)

    def undone(self) -> Changed:
        """Return the change that leads back: what it touches agrees with the record again."""
        return replace(
            self,
            before=self.now,
            now=self.before,
            merged={},
            retracted=self.reinstated,
            gone=Published.RetractionReason.WRONG if self.back else "",
        )
