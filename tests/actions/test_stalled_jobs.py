"""Which jobs are taken up again: those whose worker is dead, and those that were begun long ago."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import note_failure, put_job, take_up_stalled
from briefings.models import JobFailure
from tests.jobs import done, waiting
from tests.ledger import sql

pytestmark = [pytest.mark.server, pytest.mark.django_db]


def begun(*, silent: int, ago: int, **options: str) -> None:
    """Let a job have been begun so many minutes ago, by a worker silent for so many seconds."""
    put_job("links.check", url="https://news.example/", **options)
    sql(
        "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - make_interval(secs => %s)) RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = worker.id FROM worker",
        silent,
    )()
    sql("UPDATE procrastinate_events SET at = now() - make_interval(mins => %s)", ago)()


@pytest.mark.parametrize(
    ("silent", "ago", "taken"), [(5, 1, False), (40, 1, True), (5, 59, False), (5, 61, True)]
)
def test_a_job_is_taken_up_if_its_worker_is_dead_or_it_was_begun_long_ago(
    silent: int, ago: int, taken: bool
) -> None:
    begun(silent=silent, ago=ago)

    assert take_up_stalled(attempts=4) == []

    assert waiting() == ["links.check"] * taken


def test_it_is_forgotten_if_the_same_waits_by_now() -> None:
    begun(silent=40, ago=1, once="link")
    put_job("links.check", url="https://news.example/", once="link")

    assert take_up_stalled(attempts=4) == []

    assert waiting() == ["links.check"]
    assert ProcrastinateJob.objects.count() == 1


def test_it_is_left_to_a_person_if_it_was_begun_often() -> None:
    begun(silent=40, ago=1)
    sql("UPDATE procrastinate_jobs SET attempts = 3")()

    [left] = take_up_stalled(attempts=4)

    assert ProcrastinateJob.objects.get(pk=left.pk).status == "failed"


def test_one_that_nobody_can_describe_keeps_no_other_from_being_taken_up() -> None:
    """Of an earlier version, or of a row that is gone: it is called by its name."""
    for name in ("links.check", "mails.send", "links.check"):
        put_job(name, **({"mail": 0} if name == "mails.send" else {"url": "ftp://a.example/"}))
    [old, mail, other] = ProcrastinateJob.objects.order_by("pk").values_list("pk", flat=True)
    sql("UPDATE procrastinate_jobs SET status = 'doing'")()
    sql("UPDATE procrastinate_jobs SET attempts = 3 WHERE id < %s", other)()
    sql("UPDATE procrastinate_jobs SET task_name = 'links.ask' WHERE id = %s", old)()

    put_job("stalled.take_up", timestamp=0)

    assert done() == ["stalled.take_up", "links.check"]
    named = JobFailure.objects.order_by("pk").values_list("pk", "what")
    assert [*named] == [(old, "links.ask"), (mail, "mails.send")]


def test_a_repeated_job_makes_up_for_its_failures() -> None:
    """A fault that lasts a night is one line on the dashboard, and none when it is over."""
    put_job("stale.look", timestamp=0)
    job = ProcrastinateJob.objects.get()
    for status in ("doing", "failed"):
        sql("UPDATE procrastinate_jobs SET status = %s", status)()
    note_failure(job=job.pk, what="Look for prose", error="No answer.")

    put_job("stale.look", timestamp=60)

    assert done() == ["stale.look"]
    assert not JobFailure.objects.exists()
    assert not ProcrastinateJob.objects.exists()
