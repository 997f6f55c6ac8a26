"""Compare the measurements with the limits; print a table and write a JSON file."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks.databases import PATIENCE
from benchmarks.measuring import Measured

LIMITS = Path(__file__).with_name("limits.toml")
HEADINGS = (
    *("case", "articles", "SQL", "app ms", "db ms", "plan ms", "exec ms"),
    *("× raw", "(min–max)", "p50 ms", "p95 ms"),
)


@dataclass(frozen=True)
class Bound:
    """The target of a figure, and the limit above which the benchmark fails."""

    target: float
    limit: float

    def verdict(self, name: str, figures: Sequence[float]) -> str:
        """Return a remark: empty, a target missed, or a limit exceeded.

        A limit is exceeded where every round is above it, a target missed where the median is.
        """
        if min(figures) > self.limit:
            return f"{name.upper()} EXCEEDS {self.limit:g}"
        if median(figures) > self.target:
            return f"{name}: target {self.target:g} missed"
        return ""


@dataclass(frozen=True)
class Limits:
    """The limits of a case: queries, multiple of the raw measure, multiple of the smallest size."""

    queries: int
    ratio: Bound
    growth: Bound


def limits() -> dict[str, Limits]:
    """Read the limits of each case from `limits.toml`."""
    written = tomllib.loads(LIMITS.read_text(encoding="utf-8"))
    return {
        name: Limits(each["queries"], Bound(**each["ratio"]), Bound(**each["growth"]))
        for name, each in written.items()
    }


class Report:
    """The measurements of every case at every size, with the limits exceeded."""

    def __init__(self, measured: Sequence[Measured], limits: dict[str, Limits]) -> None:
        """Take the measurements, grouped by case, the smallest size first."""
        self.cases = [list(sizes) for _, sizes in groupby(measured, key=lambda each: each.name)]
        self.limits = limits

    @cached_property
    def rows(self) -> list[tuple[Measured, list[float], list[str]]]:
        """Yield each case at each size, its growth in every round, and its remarks."""
        return [
            (each, growth, self._verdicts(each, growth))
            for sizes in self.cases
            for each in sizes
            for growth in [[a / b for a, b in zip(each.ratios, sizes[0].ratios, strict=True)]]
        ]

    @property
    def exceeded(self) -> bool:
        """Whether a limit is exceeded; a missed target does not count."""
        return any(word.isupper() for *_, said in self.rows for word in " ".join(said).split())

    def table(self) -> str:
        """Return the table as text, one line for each case and size."""
        lines = [(*HEADINGS, "bytes", "growth", "")]
        for each, growth, said in self.rows:
            waited = sorted(1000 * seconds for seconds in each.seconds)
            lines.append(
                (
                    *(each.name, f"{each.articles:,}", str(each.queries)),
                    *(f"{median(each.application):.2f}", f"{median(each.database):.2f}"),
                    *(f"{median(each.planning):.2f}", f"{median(each.executing):.2f}"),
                    f"{median(each.ratios):.1f}",
                    f"({min(each.ratios):.1f}–{max(each.ratios):.1f})",
                    *(f"{median(waited):.1f}", f"{quantiles(waited, n=20)[-1]:.1f}"),
                    *(f"{each.size:,}", f"{median(growth):.2f}", "; ".join(said)),
                )
            )
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "".join(_line(line, widths) for line in lines)

    def write(self, directory: Path) -> Path:
        """Write the measurements as JSON, with the machine, its load, versions and the commit."""
        directory.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)
        path = directory / f"{now:%Y-%m-%dT%H%M%S}.json"
        figures = {
            "at": now.isoformat(timespec="seconds"),
            **surroundings(),
            "cases": [asdict(each) | {"verdicts": said} for each, _, said in self.rows],
        }
        path.write_text(json.dumps(figures, indent=1), encoding="utf-8")
        return path

    def _verdicts(self, each: Measured, growth: Sequence[float]) -> list[str]:
        allowed = self.limits[each.name]
        said = [
            "NOT ANSWERED IN TIME" if max(each.seconds) >= PATIENCE else "",
            f"QUERIES EXCEED {allowed.queries}" if each.queries > allowed.queries else "",
            allowed.ratio.verdict("ratio", each.ratios),
            allowed.growth.verdict("growth", growth),
        ]
        return [words for words in said if words]


def surroundings() -> dict[str, Any]:
    """Return the machine, its load, and the versions of the programs measured."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [postgres] = cursor.fetchone() or ("",)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}",
        "load": os.getloadavg(),
        "versions": {
            "python": platform.python_version(),
            "postgresql": postgres,
            **{name: version(name) for name in ("django", "granian", "psycopg")},
        },
        "commit": commit.stdout.strip() or "unknown",
        "build": settings.BUILD,
    }


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    (name, *numbers, said), (first, *others, _) = cells, widths
    middle = "  ".join(cell.rjust(width) for cell, width in zip(numbers, others, strict=True))
    return f"{name.ljust(first)}  {middle}  {said}".rstrip() + "\n"
