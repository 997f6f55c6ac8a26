"""Jobs in tests: done here, or by a worker as in earnest."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext


def waiting() -> list[str]:
    """Return the names of the jobs that wait, the first first."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return [*jobs.values_list("task_name", flat=True)]


def done() -> list[str]:
    """Do what waits, in this transaction; return the names. A failure is raised."""
    names = []
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("pk").first():
        context = JobContext(
            app=app, job=job.procrastinate_job, start_timestamp=0, abort_reason=lambda: None
        )
        app.tasks[job.task_name].func(context, **job.args)
        names.append(job.task_name)
        ProcrastinateJob.objects.filter(pk=job.pk)._raw_delete("default")
    return names


def work() -> None:
    """Let a worker do what waits; the test has committed it (`transactional_db`)."""
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
