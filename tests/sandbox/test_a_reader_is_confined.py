"""A reader takes no more than it is given, and ends when nobody waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from briefings.bodies import UnreadableFile, reading
from briefings.limits import AT_ONCE, MB, PAGE, WAITING
from briefings.sandbox import parent
from briefings.sandbox.parent import Stopped, call, stream
from tests.sandbox import readers

SHORT = replace(PAGE, seconds=1, patience=30)


def test_what_a_reader_returns_comes_back() -> None:
    assert call(readers.doubled, PAGE, "ab") == "abab"


def test_what_a_reader_refuses_is_raised_here() -> None:
    with pytest.raises(UnreadableFile, match="only these formats") as refused:
        call(reading.read, PAGE, "desk/a.pdf", b"words")

    assert (refused.value.filename, refused.value.place) == ("a.pdf", "name")


@pytest.mark.parametrize(
    ("reader", "limits", "words"),
    [
        (readers.turning, SHORT, "it takes more than 1 seconds to read"),
        (readers.sleeping, replace(PAGE, patience=1), "it takes more than 1 seconds to read"),
        (
            readers.greedy,
            replace(PAGE, memory=300 * MB),
            "it takes more than 300 MB of memory to read",
        ),
        (readers.talkative, PAGE, "more than 64 MB were read out of it"),
        (readers.dying, PAGE, "the reader gave up"),
        (readers.failing, PAGE, "the reader gave up"),
        (readers.calling, PAGE, "the reader gave up"),
        (readers.starting, PAGE, "the reader gave up"),
        (readers.answering_with_a_class, PAGE, "the reader gave up"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_goes_beyond_is_ended_in_words(
    reader: Callable[[], Any], limits: Any, words: str
) -> None:
    if reader is readers.greedy and sys.platform != "linux":
        pytest.skip("macOS has no limit of memory for a process")

    with pytest.raises(Stopped, match=words):
        call(reader, limits)


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="the reader gave up"):
        call(readers.writing, PAGE, str(tmp_path / "written"))

    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_bytes()


def test_a_reader_knows_no_secret_and_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by its environment nor by a file of ours that is open."""
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://newsroom:secret@localhost/newsroom")

    assert not {"SECRET_KEY", "DATABASE_URL"} & {*call(readers.environment, PAGE)}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells which files are open")
def test_a_reader_inherits_no_open_file() -> None:
    with open(os.devnull) as first, open(os.devnull) as second:
        os.set_inheritable(first.fileno(), True)
        os.set_inheritable(second.fileno(), True)
        # In, out, the error, the watch on its parent, the answer, the folder that is listed.
        assert call(readers.opened, PAGE) <= 6


def gone(process: int) -> bool:
    """Tell whether a process ends within ten seconds."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_stream_that_nobody_reads_on_is_ended() -> None:
    items = stream(readers.counting, PAGE, BytesIO(b"a" * 1_000), 10)
    process, block = next(items)

    items.close()

    assert block == b"a" * 10
    assert gone(process)


def test_a_file_is_read_from_its_beginning_and_left_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"one two three")
    with path.open("rb") as file:
        file.seek(4)

        read = b"".join(block for _, block in stream(readers.counting, PAGE, file, 4))

        assert (read, file.tell()) == (b"one two three", 4)


DYING = """
import os, sys
from io import BytesIO
from briefings.limits import PAGE
from briefings.sandbox.parent import stream
from tests.sandbox import readers
process, _ = next(stream(readers.counting, PAGE, BytesIO(b"a" * 1000), 10))
print(process, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_reader_ends_with_its_parent() -> None:
    """Nobody can tell it to: the parent was killed."""
    died = subprocess.run([sys.executable, "-c", DYING], capture_output=True, text=True)

    assert died.returncode == -signal.SIGKILL
    assert gone(int(died.stdout))


def test_there_is_a_queue_and_it_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are read at once; one more waits; the next is told so at once, and the site lives."""
    monkeypatch.setattr(parent, "WAIT", 60.0)
    reading_now = [stream(readers.counting, PAGE, BytesIO(b"ab"), 1) for _ in range(AT_ONCE)]
    for each in reading_now:
        next(each)
    answers: list[str] = []
    waits = [
        threading.Thread(target=lambda: answers.append(call(readers.doubled, PAGE, "ab")))
        for _ in range(WAITING)
    ]
    for thread in waits:
        thread.start()
    while parent._waiting.acquire(blocking=False):
        parent._waiting.release()

    with pytest.raises(Stopped, match="reading other files: try again in a minute"):
        call(readers.doubled, PAGE, "ab")

    reading_now[0].close()
    for thread in waits:
        thread.join(timeout=60)
    assert answers == ["abab"] * WAITING
    for each in reading_now:
        each.close()


def test_whoever_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "WAIT", 0.01)
    reading_now = [stream(readers.counting, PAGE, BytesIO(b"ab"), 1) for _ in range(AT_ONCE)]
    for each in reading_now:
        next(each)

    with pytest.raises(Stopped, match="reading other files"):
        call(readers.doubled, PAGE, "ab")

    for each in reading_now:
        each.close()
    assert call(readers.doubled, PAGE, "ab") == "abab"
