"""Take up again what a worker had begun when it was killed."""

from __future__ import annotations

from django.db import transaction

from briefings.actions.jobs import note_failure, take_up_stalled
from briefings.jobs.base import WAITS, in_words_of, repeated

EVERY_MINUTE = "* * * * *"
KILLED = "Whoever did it was killed or fell silent each time that it was begun."


@repeated(EVERY_MINUTE, "stalled.take_up", what="Take up what dead workers had begun")
def take_up() -> None:
    """Have the jobs of dead workers done; what was begun too often is left to a person."""
    with transaction.atomic():
        for left in take_up_stalled(attempts=len(WAITS) + 1):
            what = in_words_of(left.task_name, left.args)
            note_failure(job=left.pk, what=what, error=KILLED)
