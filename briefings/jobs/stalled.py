"""Take up again what a worker had begun when it was killed."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from briefings.actions.jobs import note_failure, take_up_stalled
from briefings.jobs.base import WAITS, WORDS, job

EVERY_MINUTE = "* * * * *"
KILLED = "Whoever did it was killed or fell silent each time that it was begun."


@app.periodic(cron=EVERY_MINUTE)
@job("stalled.take_up", what="Take up what dead workers had begun ({timestamp})".format)
def take_up(timestamp: int) -> None:
    """Have the jobs of dead workers done; what was begun too often is left to a person."""
    with transaction.atomic():
        for left in take_up_stalled(attempts=len(WAITS) + 1):
            note_failure(job=left.pk, what=WORDS[left.task_name](**left.args), error=KILLED)
