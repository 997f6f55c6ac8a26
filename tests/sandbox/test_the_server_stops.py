"""The server hears an order to stop whatever is being read, and the site lives meanwhile."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from newsroom.demo import HOST, answers, serving
from tests.repository.sources import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the production server, as the demo does, with pages that never end."""
    process = subprocess.Popen(serving("tests.sandbox.serving:application", port), cwd=ROOT)
    assert answers(port, process)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def ask(port: int, path: str) -> str:
    """Return what the page says."""
    with urlopen(f"http://{HOST}:{port}{path}", timeout=60) as answer:
        said: str = answer.read().decode()
        return said


def ask_apart(port: int, path: str, said: list[str]) -> None:
    """Ask in another thread."""

    def asking() -> None:
        try:
            said.append(ask(port, path))
        except OSError:
            said.append("")

    threading.Thread(target=asking, daemon=True).start()


def seconds_to_stop(server: subprocess.Popen[bytes]) -> float:
    """Tell the server to stop and return how long it takes."""
    began = time.monotonic()
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=60)
    return time.monotonic() - began


def readers_of(group: int) -> list[int]:
    """Return the children that read for the workers of a server."""
    children = {group}
    for _ in range(3):
        children |= {
            int(status.parent.name)
            for status in Path("/proc").glob("[0-9]*/status")
            if parent_of(status) in children
        }
    return [each for each in children if b"briefings.sandbox" in command_of(each)]


def parent_of(status: Path) -> int:
    """Return the parent of a process, 0 where it has ended."""
    try:
        return int(status.read_text().partition("PPid:\t")[2].split()[0])
    except (OSError, IndexError):
        return 0


def command_of(process: int) -> bytes:
    """Return the command of a process, nothing where it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are told as Linux tells them")
def test_four_files_at_once_leave_the_site_open_and_an_order_to_stop_is_obeyed(
    server: subprocess.Popen[bytes], port: int
) -> None:
    said: list[str] = []
    for _ in range(4):
        ask_apart(port, "/apart", said)
    while len(reading := readers_of(server.pid)) < 2 or not said:
        time.sleep(0.05)

    assert said == ["the desk is reading other files: try again in a minute"]
    assert ask(port, "/") == "The house is open."

    assert seconds_to_stop(server) < 10
    time.sleep(0.5)
    assert [each for each in reading if command_of(each)] == []


def test_an_order_to_stop_is_obeyed_where_the_server_itself_is_caught(
    server: subprocess.Popen[bytes], port: int
) -> None:
    """No thread of it runs any more: the process above it ends it."""
    ask_apart(port, "/here", [])
    time.sleep(1)

    assert seconds_to_stop(server) < 10
