"""Measures the cases, each beside the raw measure, in rounds that run there and back."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.databases import PATIENCE, Postgres
from benchmarks.processors import spent
from benchmarks.servers import Answer, Server

LEAST, MOST = 5, 200  # requests of one case in one round
SECONDS = 1.0  # that they may take beyond the least
# Requests before, of at most as many seconds: a connection prepares a statement at the sixth, keeps
# its plan from the eleventh on, and forgets it for others.
WARM = 24
RAW = 200  # requests of the raw measure beside each case


@dataclass
class Measured:
    """What one case cost at one size; a list has one value a round, latencies one a request.

    `application` and `database` are milliseconds of processor time a request, `ratios` how many
    times that of the raw measure of the same round it is. `planning` and `executing` are those of
    the database's that went into either, by its clock; `seconds` are what the client waited.
    """

    name: str
    articles: int
    queries: int
    size: int = 0
    application: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    planning: list[float] = field(default_factory=list)
    executing: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Newsroom:
    """The servers over one database, a path that the raw one answers, and the questions.

    `served` makes every answer anew, `keeping` keeps those it made.
    """

    articles: int
    served: Server
    keeping: Server
    raw: Server
    raw_path: str
    cases: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class _Block:
    """Requests of one kind, one after the other."""

    application: float
    database: float
    planning: float
    executing: float
    answers: list[Answer]


# What took longer than the client waited is counted as so long.
UNANSWERED = _Block(PATIENCE * 1000, 0, 0, 0, [Answer(0, "", b"", PATIENCE)])


def measure(newsrooms: Sequence[Newsroom], rounds: int, postgres: Postgres) -> Iterator[Measured]:
    """Yield what each case cost at each size, smallest first.

    Raises `SystemExit` for an answer that is not what the case expects.
    """
    found = {
        (case["name"], room.articles): Measured(case["name"], room.articles, case["queries"])
        for case in newsrooms[0].cases
        for room in newsrooms
    }
    questions = [
        (room, case)
        for cases in zip(*(room.cases for room in newsrooms), strict=True)
        for room, case in zip(newsrooms, cases, strict=True)
    ]
    for number in range(rounds):
        for room, case in questions if number % 2 == 0 else reversed(questions):
            sys.stderr.write(f"Round {number + 1}, {room.articles:,} articles: {case['name']}\n")
            _round(found[case["name"], room.articles], room, case, postgres)
    yield from found.values()


def _round(measured: Measured, room: Newsroom, case: dict[str, Any], postgres: Postgres) -> None:
    """Measure a case once, and the raw measure before it."""
    raw = _block(room.raw, room.raw_path, postgres, expected=200, least=RAW)
    try:
        block = _asked(room.keeping if case["kept"] else room.served, case, postgres)
    except TimeoutError:
        block = UNANSWERED
    measured.application.append(block.application)
    measured.database.append(block.database)
    measured.planning.append(block.planning)
    measured.executing.append(block.executing)
    measured.ratios.append((block.application + block.database) / (raw.application + raw.database))
    measured.seconds += [answer.seconds for answer in block.answers]
    measured.size = len(block.answers[0].body)


def _asked(server: Server, case: dict[str, Any], postgres: Postgres) -> _Block:
    """Ask a case, after the requests that bring everything up."""
    server.connect()
    etag = server.ask(case["path"]).etag if case["held"] else ""
    until = time.monotonic() + SECONDS
    for _ in range(WARM):
        server.ask(case["path"], etag)
        if time.monotonic() > until:
            break
    return _block(server, case["path"], postgres, expected=304 if etag else 200, etag=etag)


def _block(
    server: Server,
    path: str,
    postgres: Postgres,
    *,
    expected: int,
    etag: str = "",
    least: int = LEAST,
) -> _Block:
    server.connect()
    server.ask(path, etag)
    answers: list[Answer] = []
    until = time.monotonic() + SECONDS
    before = _spent(server, postgres)
    while len(answers) < least or (len(answers) < MOST and time.monotonic() < until):
        answer = server.ask(path, etag)
        if answer.status != expected or (expected == 200 and not answer.body):
            raise SystemExit(f"{path} answers {answer.status} and {len(answer.body)} bytes.")
        answers.append(answer)
    after = _spent(server, postgres)
    own, whole, planning, executing = (
        (now - then) / len(answers) for then, now in zip(before, after, strict=True)
    )
    return _Block(own, whole, planning, executing, answers)


def _spent(server: Server, postgres: Postgres) -> tuple[float, float, float, float]:
    """Return what a server and its database have spent so far, as a block has it."""
    own = spent(server.process.pid), postgres.spent(server.database)
    return *own, *postgres.clocked(server.database)
