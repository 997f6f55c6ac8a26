"""Measure the cases, each with the raw measure before it, in rounds that alternate direction."""

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
# Requests before, for as many seconds at most: a connection prepares a statement at the sixth and
# keeps its plan from the eleventh on, until others push it out.
WARM = 24
RAW = 200  # requests of the raw measure before each case


@dataclass
class Measured:
    """The cost of one case at one size; lists have one value a round, `seconds` one a request.

    `application` and `database` are milliseconds of processor time a request, `ratios` their sum
    relative to the raw measure of the same round, `seconds` the client's waiting time. `planning`
    and `executing` are parts of `database` by the server's clock.
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
    """The servers over one database, a path for the raw one, and the cases.

    `served` makes every answer anew, `keeping` keeps its answers.
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


# A request without an answer in time counts as the client's full patience.
UNANSWERED = _Block(PATIENCE * 1000, 0, 0, 0, [Answer(0, "", b"", PATIENCE)])


def measure(newsrooms: Sequence[Newsroom], rounds: int, postgres: Postgres) -> Iterator[Measured]:
    """Yield the cost of each case at each size, smallest first.

    Raises `SystemExit` for an answer that the case does not expect.
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
    """Measure a case once, with the raw measure before it."""
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
    """Request a case, after requests that warm everything up."""
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
