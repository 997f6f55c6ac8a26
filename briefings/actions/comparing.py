"""Three versions of one value: what two people began from, and what each of them made of it."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final


class Comparison(Enum):
    """Which value stands."""

    MINE = "mine"
    THEIRS = "theirs"
    CONFLICT = "conflict"


class _Unknown:
    """Equals nothing, itself not either."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


UNKNOWN: Final = _Unknown()


def three_way(base: Any, theirs: Any, mine: Any) -> Comparison:
    """Return which value stands where two people changed `base`, which may be `UNKNOWN`.

    What one of them left alone is the other's. Where both made the same of it, mine stands.
    """
    if theirs in (mine, base):
        return Comparison.MINE
    return Comparison.THEIRS if mine == base else Comparison.CONFLICT
