"""How much of what could be tried is tried: random examples, and shares of long sweeps."""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")
ASKED = int(os.environ.get("EXAMPLES") or 0)


def examples(usual: int) -> int:
    """Return how many examples to try: `usual`, or as many as `make explore` asks for."""
    return ASKED or usual


def share(items: Sequence[T], turn: int) -> Sequence[T]:
    """Return a third of the items, another one at each `turn`; all of them in `make explore`.

    A sweep over pages that each try the same things is thus a third as long, and still tries every
    page, and every thing on a third of the pages. Its tests are marked `sampled`.
    """
    return items if ASKED else items[turn % 3 :: 3]


def load_profile() -> None:
    """Try the same examples everywhere; new ones each time where `EXAMPLES` asks for a number.

    No clock decides: on a busy machine an example takes as long as it takes.
    """
    untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("same for everybody", untimed, derandomize=True)
    settings.register_profile(
        "explore", untimed, max_examples=examples(100), database=None, print_blob=True
    )
    settings.load_profile("explore" if ASKED else "same for everybody")
