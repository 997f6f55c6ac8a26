"""Three-way comparison of a value that two people changed."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final


class Comparison(Enum):
    """The value to keep."""

    MINE = "mine"
    THEIRS = "theirs"
    CONFLICT = "conflict"


class _Unknown:
    """A value that equals nothing, not even itself."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


UNKNOWN: Final = _Unknown()


def three_way(base: Any, theirs: Any, mine: Any) -> Comparison:
    """Return which value to keep after two people began from `base`, which may be `UNKNOWN`.

    If only one of them changed it, that change. If both made the same change, mine. Else a
    conflict.
    """
    if theirs in (mine, base):
        return Comparison.MINE
    return Comparison.THEIRS if mine == base else Comparison.CONFLICT
