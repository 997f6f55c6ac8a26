"""What `make bench` says of its figures, and when it fails."""

import os
import time
from pathlib import Path

import pytest

from benchmarks.cases import CASES
from benchmarks.measuring import Measured
from benchmarks.processors import spent
from benchmarks.reporting import Bound, Limits, Report, limits

LINUX = Path("/proc/self/schedstat").exists()
ALLOWED = Limits(queries=4, ratio=Bound(8, 20), growth=Bound(1.2, 2))


def measured(articles: int, *ratios: float, queries: int = 4) -> Measured:
    """Return what the first page of the list cost in some rounds."""
    rounds = len(ratios)
    return Measured(
        "list, first page",
        articles,
        queries,
        size=100,
        application=[1.0] * rounds,
        database=[1.0] * rounds,
        planning=[0.5] * rounds,
        executing=[0.25] * rounds,
        ratios=list(ratios),
        seconds=[0.01] * 20,
    )


def report(*cases: Measured) -> Report:
    """Return the report of what one case cost."""
    return Report(cases, {"list, first page": ALLOWED})


def test_every_case_has_its_limits() -> None:
    assert limits().keys() == {case.name for case in CASES}


def test_no_target_is_above_its_limit() -> None:
    bounds = [bound for each in limits().values() for bound in (each.ratio, each.growth)]

    assert [bound for bound in bounds if bound.target > bound.limit] == []


@pytest.mark.parametrize(
    ("ratios", "said", "fails"),
    [
        ((7.0, 7.9, 9.0), "", False),
        ((9.0, 10.0, 7.0), "ratio: target 8 missed", False),
        ((30.0, 31.0, 19.0), "ratio: target 8 missed", False),
        ((30.0, 31.0, 20.1), "RATIO EXCEEDS 20", True),
    ],
)
def test_a_limit_is_exceeded_where_every_round_is_above_it(
    ratios: tuple[float, ...], said: str, fails: bool
) -> None:
    found = report(measured(1_000, *ratios))

    assert found.rows[0][2] == ([said] if said else [])
    assert found.exceeded is fails


def test_growth_is_held_against_the_smallest_newsroom() -> None:
    found = report(measured(1_000, 2.0, 2.0), measured(100_000, 4.2, 5.0))

    assert found.rows[1][1] == [2.1, 2.5]
    assert found.rows[1][2] == ["GROWTH EXCEEDS 2"]
    assert found.exceeded


def test_a_query_too_many_fails() -> None:
    found = report(measured(1_000, 2.0, queries=5))

    assert found.exceeded
    assert "QUERIES EXCEED 4" in found.table()


@pytest.mark.skipif(not LINUX, reason="only Linux says how long a thread has run")
def test_the_time_of_this_process_is_seen() -> None:
    before = spent(os.getpid())
    until = time.process_time() + 0.05
    while time.process_time() < until:
        pass

    assert spent(os.getpid()) - before >= 40
