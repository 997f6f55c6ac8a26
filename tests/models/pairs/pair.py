"""Two deeds for one rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Deed = Callable[[], Any]


@dataclass(frozen=True)
class Pair:
    """A deed that the rule lets pass, and one that it refuses."""

    passes: Deed
    fails: Deed
