"""Kill what serves the demo, whichever process: nothing of it goes on serving."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from newsroom.lifeline import KEEPER
from tests.repository.sources import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("killed", ["keeper", "server"])
def test_a_worker_ends_with_the_server_and_with_the_demos_first_process(killed: str) -> None:
    """The processes are those of `make run`; the database is never asked."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    keeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "newsroom.wsgi:application"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "critical"),
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "NEWSROOM_DEMO": "1", KEEPER: str(keeper.pid)},
    )
    try:
        assert soon(lambda: listens(port))

        {"keeper": keeper, "server": server}[killed].send_signal(signal.SIGKILL)
        {"keeper": keeper, "server": server}[killed].wait()

        assert soon(lambda: not listens(port))
        assert server.wait(30) is not None
    finally:
        for process in (keeper, server):
            process.kill()
            process.wait()


def listens(port: int) -> bool:
    """Return whether anything listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def soon(is_so: Callable[[], bool]) -> bool:
    """Return whether something is so, within a minute."""
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.1)
    return False
