"""What one server made is there for the other, through Valkey or Redis; without it both go on."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.utils import timezone

from briefings.models import Official
from tests.factories import row_of, since
from tests.platform.servers import SiteServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Shared:
    """A Valkey or Redis server that listens on a socket in a directory."""

    def __init__(self, program: str, directory: Path) -> None:
        """Start it; nothing is written to the disk."""
        socket = directory / "cache.sock"
        self.url = f"unix://{socket}"
        self.process = subprocess.Popen(
            [program, "--port", "0", "--unixsocket", str(socket), "--save", ""],
            cwd=directory,
            stdout=subprocess.DEVNULL,
        )
        self.client = redis.Redis.from_url(self.url)
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.1)

    def counted(self) -> tuple[int, int]:
        """Return how many answers and parts of them are there, and how many were found there."""
        return self.client.dbsize(), self.client.info("stats")["keyspace_hits"]

    def stop(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    """Start Valkey or Redis; where there is neither the test is skipped, on CI it fails."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        reason = "there is neither Valkey nor Redis: install valkey-server or redis-server"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = Shared(program, tmp_path)
    yield server
    server.stop()


def test_what_one_server_made_the_other_sends_until_something_changes(shared: Shared) -> None:
    xi = row_of(Official, full_name="Xi Jinping", live_period=since(timezone.now()))
    page, answer = xi.get_absolute_url(), f"/api/v1/officials/{xi.public_id}/"
    with (
        SiteServer(NEWSROOM_CACHE_URL=shared.url) as one,
        SiteServer(NEWSROOM_CACHE_URL=shared.url) as other,
    ):
        made = [one.ask(page), one.ask(answer)]
        assert shared.counted() == (3, 0)  # the page, whom its official met, the answer

        assert [other.ask(page), other.ask(answer)] == made
        assert shared.counted() == (3, 2)

        xi.full_name = "Xi Jinping of Beijing"
        xi.save()
        status, _, body = other.ask(page)

        assert (status, b"Xi Jinping of Beijing" in body) == (200, True)
        assert one.ask(page)[2] == body
        assert shared.counted() == (5, 3)  # the page anew, and again whom he met


def test_without_the_cache_every_server_makes_its_answers(shared: Shared) -> None:
    with SiteServer(NEWSROOM_CACHE_URL=shared.url) as server:
        made = server.ask("/")
        shared.stop()

        assert made[0] == 200, server.stopped()
        assert [server.ask("/"), server.ask("/")] == [made, made]
        said = server.stopped()

    assert said.count("The shared cache fails") == 1
