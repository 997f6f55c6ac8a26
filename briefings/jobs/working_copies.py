"""Delete, each night, what was typed at the desk and not come back to."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from briefings.actions.working_copies import purge
from briefings.jobs.base import job

NIGHTLY = "10 3 * * *"  # UTC


@app.periodic(cron=NIGHTLY)
@job("working_copies.purge", what="Delete old working copies ({timestamp})".format)
def purge_old(timestamp: int) -> None:
    """Delete the working copies that nobody came back to."""
    purge(at=timezone.now())
