"""The child process: it restricts itself, handles one request, answers, and exits."""

from __future__ import annotations

import ctypes
import io
import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
MOST_OPEN = 64  # files
KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
# The kinds of frame in an answer.
ITEM, END, REFUSED, MEMORY = range(4)


def main() -> None:
    """Restrict this process, run the request from stdin, and write the answer to stdout."""
    parent, watch, seconds, memory = map(int, sys.argv[1:])
    confine(parent, watch, seconds, memory)
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        try:
            for item in _items(sys.stdin.buffer):
                _send(answer, ITEM, item)
            _send(answer, END, None)
        except MemoryError:
            _send(answer, MEMORY, None)
        except Exception as error:
            if not type(error).__module__.startswith("briefings."):
                traceback.print_exc()
                raise SystemExit(1) from error
            _send(answer, REFUSED, error)


def _items(request: BinaryIO) -> Iterator[Any]:
    """Yield what the requested function returns, or each item if it is a generator."""
    module, name, file, args = pickle.load(request)  # noqa: S301  (our own parent wrote it)
    function: Callable[..., Any] = getattr(import_module(module), name)
    result = (
        function(*args)
        if file is None
        else function(io.BufferedReader(PositionedFile(file)), *args)
    )
    if isinstance(result, Iterator):
        yield from result
    else:
        yield result


def _send(answer: BinaryIO, kind: int, item: Any) -> None:
    written = pickle.dumps(item, protocol=5)
    answer.write(bytes([kind]) + len(written).to_bytes(8, "big") + written)
    answer.flush()


def confine(parent: int, watch: int, seconds: int, memory: int) -> None:
    """Take away from this process what a reader does not need.

    It is killed when its parent ends: at once on Linux, elsewhere when the pipe `watch` ends. A
    limit that the system does not have (memory on macOS) is skipped.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(KILL_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)
    threading.Thread(target=_end_with, args=(watch,), daemon=True).start()
    os.nice(10)
    for name, soft, hard in (
        ("RLIMIT_CPU", seconds, seconds + 1),
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_NOFILE", MOST_OPEN, MOST_OPEN),
        ("RLIMIT_CORE", 0, 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (soft, hard))
        except (AttributeError, ValueError, OSError):
            continue
    sys.addaudithook(_forbid)


def _end_with(watch: int) -> None:
    os.read(watch, 1)
    os._exit(1)


def _forbid(event: str, _: Any) -> None:
    """Raise PermissionError for network and other processes."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"A reader of files does not use {event}.")


class PositionedFile(io.RawIOBase):
    """A file that the parent has open too, read from a position of its own."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.size = os.fstat(number).st_size
        self.at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Set the position and return it."""
        self.at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.size}[whence]
        return self.at

    def readinto(self, buffer: Any) -> int:
        """Read into the buffer and return how many bytes; 0 at the end."""
        block = os.pread(self.number, len(buffer), self.at)
        buffer[: len(block)] = block
        self.at += len(block)
        return len(block)
