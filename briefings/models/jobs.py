"""Jobs that failed: what a person has to know of one, and may try again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

# A worker that has not said for so long that it is alive is taken for dead.
SILENT_AFTER = timedelta(seconds=30)


class JobFailureQuerySet(models.QuerySet["JobFailure"]):
    """Queries for failures."""

    def final(self) -> Self:
        """Keep the failures of jobs that are not tried again by themselves, with their jobs."""
        return self.filter(job__status="failed").select_related("job")


class JobFailure(models.Model):
    """The last failure of a job: what was to be done, and why it was not. Never public.

    The database deletes it with its job: when that is done, or given up.
    """

    job = models.OneToOneField(
        ProcrastinateJob,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # the migration's own deletes this row with the job
        related_name="failure",
    )
    what = models.TextField()
    error = models.TextField()
    at = models.DateTimeField(db_default=Now())

    objects = JobFailureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_failure_has_words",
                condition=~Q(what="") & ~Q(error=""),
                violation_error_message="A failure says what was to be done, and why it was not.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.error}"


def worker_is_alive(at: datetime) -> bool:
    """Return whether a worker has said of late that it is alive (one query)."""
    return _alive(at).exists()


def jobs_without_worker(at: datetime) -> int:
    """Return how many jobs are due while no worker is alive, 0 if one is (one query)."""
    due = Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=at)
    return ProcrastinateJob.objects.filter(due, ~Exists(_alive(at)), status="todo").count()


def _alive(at: datetime) -> models.QuerySet[ProcrastinateWorker]:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=at - SILENT_AFTER)
