"""The serving side: start a child process, wait for it within limits, and end it."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeVar, cast

from briefings.limits import AT_ONCE, MB, WAIT, WAITING, Limits
from briefings.sandbox import child

T = TypeVar("T")
ROOT = str(Path(__file__).resolve().parents[2])
BOOT = f"import sys; sys.path.insert(0, {ROOT!r}); from briefings.sandbox.child import main; main()"
BLOCK = 1 << 20
READERS = ("briefings.bodies.", "briefings.tables.", "briefings.pictures")
FRAME = 9  # bytes: the kind and the length
BUSY = "the desk is reading other files: try again in a minute"
FAILED = "it cannot be read: the reader gave up on it"
log = logging.getLogger(__name__)


class Stopped(Exception):  # noqa: N818  (it is an answer, not an error)
    """A reader was stopped before it finished, or not started; the words say why."""


def call(function: Callable[..., T], limits: Limits, *args: Any) -> T:
    """Run a module's function in a child process and return its result.

    Takes about 0.3 seconds more than the function. Arguments and result are pickled; a result may
    contain only classes of the readers. Raises `Stopped`, and the function's own exceptions.
    """
    with closing(_run(function, limits, None, args)) as items:
        result: T = next(items)
        return result


def stream(
    function: Callable[..., Iterator[T]], limits: Limits, file: BinaryIO, *args: Any
) -> Generator[T, None, None]:
    """Run a module's generator over a file in a child process and yield its items.

    The generator gets the file and the arguments. Closing the iterator ends the child. Raises as
    `call` does.
    """
    if _number(file) is not None:
        yield from _run(function, limits, file, args)
        return
    with tempfile.TemporaryFile() as copied:
        file.seek(0)
        while block := file.read(BLOCK):
            copied.write(block)
        copied.flush()
        yield from _run(function, limits, copied, args)


def _number(file: Any) -> int | None:
    try:
        number: int = file.fileno()
    except OSError:
        return None
    return number


def _run(
    function: Callable[..., Any], limits: Limits, file: Any, args: tuple[Any, ...]
) -> Generator[Any, None, None]:
    with _slot(), _started(function, limits, file, args) as process:
        answer = _Answer(process, limits)
        while True:
            kind, item = answer.frame()
            if kind == child.ITEM:
                yield item
            elif kind == child.END:
                return
            elif kind == child.MEMORY:
                raise Stopped(f"it takes more than {limits.memory // MB:,} MB of memory to read")
            else:
                raise item


_reading = threading.BoundedSemaphore(AT_ONCE)
_waiting = threading.BoundedSemaphore(WAITING)


@contextmanager
def _slot() -> Iterator[None]:
    """Hold one of the slots; raises `Stopped` if none gets free, at once if the queue is full."""
    if not _reading.acquire(blocking=False):
        if not _waiting.acquire(blocking=False):
            raise Stopped(BUSY)
        try:
            if not _reading.acquire(timeout=WAIT):
                raise Stopped(BUSY)
        finally:
            _waiting.release()
    try:
        yield
    finally:
        _reading.release()


@contextmanager
def _started(
    function: Callable[..., Any], limits: Limits, file: Any, args: tuple[Any, ...]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child that gets only the request, and end it in any case.

    It is a fresh interpreter instead of a fork, because other threads may hold locks.
    """
    number = None if file is None else file.fileno()
    watched, held = os.pipe()
    with tempfile.TemporaryFile() as request, tempfile.TemporaryFile() as said:
        try:
            pickle.dump((function.__module__, function.__name__, number, args), request, protocol=5)
            request.seek(0)
            process = subprocess.Popen(  # noqa: S603  (ourselves)
                [
                    *(sys.executable, "-I", "-c", BOOT),
                    *map(str, (os.getpid(), watched, limits.seconds, limits.memory)),
                ],
                stdin=request,
                stdout=subprocess.PIPE,
                stderr=said,
                pass_fds=(watched,) if number is None else (watched, number),
                env={},
                cwd="/",
                start_new_session=True,
            )
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                cast(IO[bytes], process.stdout).close()
                said.seek(0)
                if words := said.read(4000).decode(errors="replace").strip():
                    log.warning("%s ended with: %s", function.__name__, words)
        finally:
            os.close(watched)
            os.close(held)


class _Answer:
    """The answer of a child, read within the limits."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self.process, self.limits = process, limits
        self.pipe = cast(IO[bytes], process.stdout).fileno()
        self.left = float(limits.patience)
        self.poll = select.poll()
        self.poll.register(self.pipe, select.POLLIN)

    def frame(self) -> tuple[int, Any]:
        """Return the kind and content of the next frame; raises `Stopped`."""
        head = self._read(FRAME)
        length = int.from_bytes(head[1:], "big")
        if length > self.limits.answer:
            raise Stopped(f"more than {self.limits.answer // MB} MB were read out of it")
        written = self._read(length)
        try:
            return head[0], _Loader(io.BytesIO(written)).load()
        except Exception as error:
            log.exception("A reader's answer cannot be taken.")
            raise Stopped(FAILED) from error

    def _read(self, size: int) -> bytes:
        read = bytearray()
        while len(read) < size:
            began = time.monotonic()
            ready = self.poll.poll(max(self.left, 0) * 1000)
            self.left -= time.monotonic() - began
            if not ready:
                raise Stopped(_too_long(self.limits.patience))
            block = os.read(self.pipe, min(size - len(read), BLOCK))
            if not block:
                raise Stopped(self._why_ended())
            read += block
        return bytes(read)

    def _why_ended(self) -> str:
        """Return why the child ended without an answer."""
        code = self.process.wait()
        slow = code in (-signal.SIGXCPU, -signal.SIGKILL)
        return _too_long(self.limits.seconds) if slow else FAILED


def _too_long(seconds: int) -> str:
    return f"it takes more than {seconds} seconds to read"


class _Loader(pickle.Unpickler):
    """Unpickles a child's answer: plain values and classes of the readers only."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the readers, or UUID; raises UnpicklingError for any other."""
        if module.startswith(READERS) or (module, name) == ("uuid", "UUID"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no answer of a reader.")
