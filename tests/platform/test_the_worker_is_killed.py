"""Kill the worker in the middle of a job: the next one does it, and its effect is there once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_string
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import put_job
from briefings.actions.mails import post_mail
from briefings.actions.renditions import delete_left_over, order_renditions
from briefings.models import Image, JobFailure, Mail
from briefings.models.jobs import worker_is_alive
from newsroom.demo import keep_working
from tests.factories import UserFactory, row_of, since
from tests.jobs import work
from tests.ledger import sql
from tests.platform.mail_servers import MailServer, open_mail_server
from tests.platform.servers import database_url
from tests.repository.sources import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.django_db(transaction=True)]

ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def environment(mail: MailServer, **more: str) -> dict[str, str]:
    """Return what a worker of this test's database is told."""
    return more | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "NEWSROOM_DEMO": "1",
        "NEWSROOM_MAIL_URL": mail.url,
        "DATABASE_URL": database_url(),
    }


@contextmanager
def worker(mail: MailServer, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom.worker"],
        cwd=ROOT,
        env=environment(mail, **more),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def soon(is_so: Callable[[], bool]) -> bool:
    """Return whether something is so, within a minute."""
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.1)
    return False


def health() -> str:
    """Return what the command says of the worker."""
    said = StringIO()
    call_command("worker_health", stdout=said)
    return said.getvalue().strip()


def half_a_minute_passes() -> None:
    """Let whoever has not said of late that it is alive be taken for dead."""
    sql("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 s'")()


def test_a_mail_that_was_being_sent_is_sent_once_by_the_next_worker() -> None:
    with open_mail_server() as mail:
        mail.silent.set()
        post_mail(to=UserFactory(email="ana@news.example"), subject="Stale", text="", occasion="7")
        with worker(mail) as first:
            assert mail.reached.wait(60)
            assert health().startswith("A worker is alive: ")
            first.send_signal(signal.SIGKILL)
            first.wait()
        assert ProcrastinateJob.objects.get(task_name="mails.send").status == "doing"
        assert Mail.objects.get().sent_at is None
        mail.silent.clear()
        half_a_minute_passes()
        with pytest.raises(CommandError, match="No worker is alive: "):
            health()

        put_job("stalled.take_up", timestamp=0)  # as each minute does
        with worker(mail):
            assert soon(lambda: not ProcrastinateJob.objects.exists())
            put_job("stalled.take_up", timestamp=1)
            assert soon(lambda: not ProcrastinateJob.objects.exists())

        [taken] = mail.taken
        row = Mail.objects.get()
        assert message_from_string(taken)["Message-ID"].startswith(f"<{row.public_id}@")
        assert row.sent_at is not None
        assert not JobFailure.objects.exists()


def test_a_picture_that_was_being_made_narrower_is_made_whole(
    settings: Any, tmp_path: Path, client: Client
) -> None:
    """What the killed worker had written belongs to nobody, and is deleted a day later."""
    settings.STORAGES = settings.STORAGES | {
        "default": ON_DISK | {"OPTIONS": {"location": tmp_path}}
    }
    now = timezone.now()
    image = row_of(Image, live_period=since(now), file__width=1000)
    address = f"{image.get_absolute_url()}480/"
    order_renditions(image=image.pk)
    with open_mail_server() as mail, transaction.atomic():
        sql("LOCK TABLE briefings_rendition IN EXCLUSIVE MODE")()
        with worker(mail, NEWSROOM_MEDIA_ROOT=str(tmp_path)) as first:
            assert soon(lambda: any(tmp_path.glob("renditions/*")))
            first.send_signal(signal.SIGKILL)
            first.wait()
    assert client.get(address).status_code == 302
    half_a_minute_passes()

    put_job("stalled.take_up", timestamp=0)
    work()
    work()

    assert client.get(address).status_code == 200
    made = {rendition.file.name for rendition in image.renditions.all()}
    assert len(made) == 2
    delete_left_over(at=now)
    assert len([*tmp_path.glob("renditions/*")]) == 3
    delete_left_over(at=now + timedelta(days=2))
    assert {f"renditions/{path.name}" for path in tmp_path.glob("renditions/*")} == made


def test_the_demo_starts_a_worker_that_was_killed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """And ends it when the demo ends."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*command: Any, **more: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*command, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    ends = threading.Event()
    with open_mail_server() as mail:
        keeper = threading.Thread(target=keep_working, args=(environment(mail), ends))
        keeper.start()
        try:
            assert soon(lambda: worker_is_alive(timezone.now()))
            started[0].send_signal(signal.SIGKILL)
            half_a_minute_passes()

            assert soon(lambda: worker_is_alive(timezone.now()))
            assert len(started) == 2
        finally:
            ends.set()
            keeper.join(60)

    assert [each.poll() is None for each in started] == [False, False]


def test_what_kills_every_worker_is_left_to_a_person() -> None:
    """A job that fells whoever does it would keep all others waiting for ever."""
    post_mail(to=UserFactory(email="ana@news.example"), subject="Stale", text="", occasion="7")
    sql("UPDATE procrastinate_jobs SET status = 'doing', attempts = 3")()
    put_job("stalled.take_up", timestamp=0)

    with open_mail_server() as mail, worker(mail):
        assert soon(JobFailure.objects.final().exists)

        assert mail.taken == []
    failure = JobFailure.objects.get()
    assert failure.what == "Mail to ana@news.example: Stale"
    assert failure.error.startswith("Whoever did it was killed")
