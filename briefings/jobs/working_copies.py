"""Delete, each night, what was typed at the desk and not come back to."""

from __future__ import annotations

from django.utils import timezone

from briefings.actions.working_copies import purge
from briefings.jobs.base import repeated

NIGHTLY = "10 3 * * *"  # UTC


@repeated(NIGHTLY, "working_copies.purge", what="Delete old working copies")
def purge_old() -> None:
    """Delete the working copies that nobody came back to."""
    purge(at=timezone.now())
