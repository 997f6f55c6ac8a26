"""Readers that misbehave, each in its own way: run in a child process by the tests beside."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import BinaryIO


def doubled(words: str) -> str:
    """Return the words twice."""
    return words * 2


def turning() -> None:
    """Turn for ever."""
    while True:
        pass


def sleeping() -> None:
    """Wait for ever."""
    time.sleep(3_600)


def greedy() -> int:
    """Take memory without an end."""
    taken = []
    while True:
        taken.append(bytearray(16 << 20))


def talkative() -> str:
    """Answer without an end."""
    return "a" * (80 << 20)


def dying() -> None:
    """End without a word."""
    os.abort()


def failing() -> None:
    """Fail as no reader should."""
    raise RuntimeError("a mistake of ours")


def writing(path: str) -> int:
    """Write into a file."""
    with open(path, "wb") as file:
        return file.write(b"a" * 10)


def calling() -> None:
    """Ask the network."""
    socket.create_connection(("127.0.0.1", 9))


def starting() -> None:
    """Start a program."""
    subprocess.run(["true"], check=True)


def environment() -> list[str]:
    """Return what is told of the place where this runs."""
    return sorted(os.environ)


def opened() -> int:
    """Return how many files are open."""
    return len(os.listdir("/proc/self/fd"))


def answering_with_a_class() -> type[subprocess.Popen[bytes]]:
    """Answer with what the other side should not make."""
    return subprocess.Popen


def counting(file: BinaryIO, step: int) -> Iterator[tuple[int, bytes]]:
    """Yield the process and each stretch of the file."""
    while block := file.read(step):
        yield os.getpid(), block
