"""How many random examples a property is tried with, and from which seeds."""

import os

from hypothesis import HealthCheck, settings

ASKED = int(os.environ.get("EXAMPLES") or 0)


def examples(usual: int) -> int:
    """Return how many examples to try: `usual`, or as many as `make explore` asks for."""
    return ASKED or usual


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
