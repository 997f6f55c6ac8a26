"""Read the processor time of a server and its database from Linux's /proc."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def refuse_other_systems() -> None:
    """Raise `SystemExit` if the system does not report how long a thread has run."""
    if not Path("/proc/self/schedstat").exists():
        raise SystemExit("make bench needs Linux: it reads processor time from /proc.")


def spent(root: int) -> float:
    """Return the processor time, in milliseconds, of a process and its descendants.

    Ended ones are counted to the hundredth of a second, running ones to the nanosecond.
    """
    family = _family(root)
    return sum(_running(process) for process in family) + sum(map(_ended, family))


def spent_by(processes: Iterable[int], parent: int) -> float:
    """Return the processor time, in milliseconds, of processes and of their parent's ended ones."""
    return sum(map(_running, processes)) + _ended(parent)


def _family(root: int) -> set[int]:
    parents = {
        int(path.name): int(fields[1])
        for path in PROC.iterdir()
        if path.name.isdigit() and (fields := _fields(int(path.name)))
    }
    family = {root}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def _running(process: int) -> float:
    """Return the time of a process's threads; 0 if it has ended meanwhile."""
    total = 0
    for stat in (PROC / str(process) / "task").glob("*/schedstat"):
        try:
            total += int(stat.read_text(encoding="ascii").split()[0])
        except OSError:
            continue
    return total / 1e6


def _ended(process: int) -> float:
    """Return the time of a process's ended children."""
    fields = _fields(process)
    return (int(fields[13]) + int(fields[14])) * 1000 / TICKS if fields else 0


def _fields(process: int) -> list[str]:
    """Return the fields of a process's `stat` after its name; empty if it has ended."""
    try:
        stat = (PROC / str(process) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()
