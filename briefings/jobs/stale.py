"""Look each minute for prose that a change of the record has made stale."""

from __future__ import annotations

from procrastinate.contrib.django import app

from briefings.actions.stale import look_at_prose
from briefings.jobs.base import job
from briefings.jobs.stalled import EVERY_MINUTE


@app.periodic(cron=EVERY_MINUTE)
@job("stale.look", what="Look for prose that the record has made stale ({timestamp})".format)
def look(timestamp: int) -> None:
    """Look at the pieces that name what has changed since the last time."""
    look_at_prose()
