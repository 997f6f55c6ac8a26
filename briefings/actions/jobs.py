"""Put jobs in for the worker, and try failed ones again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from procrastinate.sql import queries
from procrastinate.tasks import configure_task

from briefings.actions.refusals import Refused, refuse_if
from briefings.models import JobFailure
from briefings.models.jobs import SILENT_AFTER

# On Django's connection, so that jobs are a part of its transaction: in the worker too, whose app
# has connections of its own.
QUEUE = JobManager(DjangoConnector())
# No job takes so long.
LONGEST = timedelta(hours=1)
WAITS = "It is waiting or being done again already."


def put_job(name: str, *, once: str = "", in_turn: str = "", **arguments: Any) -> None:
    """Have the worker do the job of this name after the commit, and never if that fails.

    The arguments are stored as JSON: keys of rows, not rows. With `once` nothing is added while a
    job of the same word waits, and none is tried again by itself; jobs of the same word in
    `in_turn` are done one at a time. One query. Raises `KeyError` for a name that no module of
    `jobs/` has.
    """
    task = app.tasks[name]
    lock, queueing_lock = in_turn or None, once or None
    job = configure_task(name=task.name, job_manager=QUEUE, lock=lock, queueing_lock=queueing_lock)
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        pass  # it will be done


def try_again(*, by: User, failure: JobFailure) -> None:
    """Have the worker do a failed job once more. Raises `Refused`."""
    try:
        with _deciding(by, failure):
            QUEUE.retry_job_by_id(failure.pk, timezone.now())
    except UniqueViolation as error:
        raise Refused([WAITS]) from error


def give_up(*, by: User, failure: JobFailure) -> None:
    """Forget a failed job: it will not be done. Raises `Refused`."""
    with _deciding(by, failure) as failed:
        failed.delete()


@contextmanager
def _deciding(by: User, failure: JobFailure) -> Iterator[QuerySet[ProcrastinateJob]]:
    """Lock a failed job, about which `by` decides, in a transaction; raises `Refused`."""
    with transaction.atomic():
        failed = ProcrastinateJob.objects.filter(pk=failure.pk, status="failed")
        reasons = [] if failed.select_for_update(no_key=True).first() else [WAITS]
        if not by.has_perm("briefings.change_jobfailure"):
            reasons.append("Your role does not handle jobs: ask an editor.")
        refuse_if(reasons)
        yield failed


def take_up_stalled(*, attempts: int) -> list[ProcrastinateJob]:
    """Put the jobs of dead workers back into the queue; return those that are left to a person.

    These are the ones that were begun `attempts` times. A job that was begun long ago is taken up
    too: the database failed as its worker was to say that it was done. Three queries, and one for
    each job.
    """
    now, given_up = timezone.now(), []
    dead = Q(worker=None) | Q(worker__last_heartbeat__lt=now - SILENT_AFTER)
    begun = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="started").order_by("-at")
    with transaction.atomic():
        doing = ProcrastinateJob.objects.filter(status="doing").order_by("pk")
        stalled = doing.annotate(begun_at=Subquery(begun.values("at")[:1])).filter(
            dead | Q(begun_at__lt=now - LONGEST)
        )
        for job in stalled.select_for_update(of=["self"], skip_locked=True, no_key=True):
            if job.attempts + 1 >= attempts:
                _finish(job, Status.FAILED)
                given_up.append(job)
                continue
            try:
                with transaction.atomic():
                    QUEUE.retry_job_by_id(job.pk, timezone.now())
            except UniqueViolation:
                _finish(job, Status.SUCCEEDED)  # another of the same word waits
    return given_up


def _finish(job: ProcrastinateJob, status: Status) -> None:
    """End a job; one that succeeded is forgotten."""
    QUEUE.connector.get_sync_connector().execute_query(
        queries["finish_job"],
        job_id=job.pk,
        status=status.value,
        delete_job=status == Status.SUCCEEDED,
    )


def note_failure(*, job: int | None, what: str, error: str) -> None:
    """Write down what a job was to do, and why it failed; the last failure stays."""
    JobFailure.objects.update_or_create(
        pk=job, defaults={"what": what, "error": error, "at": Now()}
    )


def forget_failures(name: str) -> None:
    """Forget the failed jobs of a name: what they were to do is done by another (one query)."""
    ProcrastinateJob.objects.filter(task_name=name, status="failed").delete()
