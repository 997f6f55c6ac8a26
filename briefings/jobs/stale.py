"""Look each minute for prose that a change of the record has made stale."""

from __future__ import annotations

from briefings.actions.stale import look_at_prose
from briefings.jobs.base import repeated
from briefings.jobs.stalled import EVERY_MINUTE


@repeated(EVERY_MINUTE, "stale.look", what="Look for prose that the record has made stale")
def look() -> None:
    """Look at the pieces that name what has changed since the last time."""
    look_at_prose()
