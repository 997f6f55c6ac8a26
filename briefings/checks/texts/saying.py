"""A contradiction between a claim of a text and the record, and days in words."""

from __future__ import annotations

from dataclasses import dataclass

from briefings.bodies.claims import Claim


@dataclass(frozen=True)
class Contradiction:
    """A claim that the record contradicts.

    `check` is the name of the check that tells of it, `why` a sentence about the record. `facts`
    are what it rests on: a dismissal ends when they change. `certain` is False where the words or
    the dates may be read otherwise. `instead` are words to put in the claim's place, None without.
    """

    check: str
    claim: Claim
    why: str
    facts: str
    certain: bool
    instead: str | None = None
