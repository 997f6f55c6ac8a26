"""`make bench`: load newsrooms, measure them, print the table and the limits exceeded."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings

from benchmarks import processors, reporting
from benchmarks.databases import Database, Postgres, database
from benchmarks.measuring import Newsroom, measure
from benchmarks.servers import Server

NEWSROOM = "newsroom.wsgi:application"
SIZES = "1000,10000"
ROUNDS = 3
READS = 4_000
OF_THE_DESK = 1_000, 20_000  # articles and officials


def main() -> int:
    """Run the benchmark; return 1 if a limit is exceeded."""
    asked = arguments()
    processors.refuse_other_systems()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    databases = [database(size) for size in asked.sizes]
    with ExitStack() as stack:
        newsrooms = [_opened(each, asked.cases, stack) for each in databases]
        measured = list(measure(newsrooms, asked.rounds, Postgres()))
    report = reporting.Report(measured, reporting.limits())
    sys.stdout.write(report.table())
    kept = _a_day(databases[0], asked.reads) and _at_the_desk(asked.cases)
    kept &= _published(databases[-1], asked.cases)
    written = report.write(Path(settings.VAR_DIR) / "bench")
    sys.stdout.write(f"\nAll figures: {written}\n")
    return 1 if report.exceeded or not kept else 0


def arguments() -> argparse.Namespace:
    """Return the arguments of the command line, the sizes in ascending order."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, type=_sizes, help="articles, with commas between")
    parser.add_argument("--rounds", default=ROUNDS, type=int, help="rounds; at least 3 count")
    parser.add_argument("--cases", default="", help="only cases with this in their names")
    parser.add_argument("--reads", default=READS, type=int, help="of a day at the paper; 0: none")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    sizes = sorted(int(word) for word in text.split(","))
    if sizes[0] < 100:
        raise argparse.ArgumentTypeError("a newsroom has 100 articles at least")
    return sizes


def _opened(room: Database, words: str, stack: ExitStack) -> Newsroom:
    asking = [sys.executable, "-m", "benchmarks.inside", "ask", words]
    asked = subprocess.run(asking, env=room.environment(), check=True, capture_output=True)
    return Newsroom(
        room.articles,
        served=stack.enter_context(Server(NEWSROOM, room, NEWSROOM_KEPT_ANSWERS="0")),
        keeping=stack.enter_context(Server(NEWSROOM, room)),
        raw=stack.enter_context(Server("benchmarks.raw:application", room)),
        raw_path=f"/article-{room.articles // 2}",
        cases=json.loads(asked.stdout),
    )


def _a_day(room: Database, reads: int) -> bool:
    """Spend a day at the paper, and print it; return whether enough was kept and nothing stale."""
    if not reads:
        return True
    spending = [sys.executable, "-m", "benchmarks.inside", "day", str(reads)]
    return subprocess.run(spending, env=room.environment(), check=False).returncode == 0


def _at_the_desk(words: str) -> bool:
    """Ask the desk what it is asked while somebody types; return whether it answers in time.

    It is not asked if only some of the other cases are wanted.
    """
    if words and words not in "desk":
        return True
    asking = [sys.executable, "-m", "benchmarks.inside", "desk"]
    room = database(*OF_THE_DESK)
    return subprocess.run(asking, env=room.environment(), check=False).returncode == 0


def _published(room: Database, words: str) -> bool:
    """Publish many articles at once; return whether that costs no more than it may.

    It is not done if only some of the other cases are wanted.
    """
    if words and words not in "publishing":
        return True
    publishing = [sys.executable, "-m", "benchmarks.inside", "publishing"]
    return subprocess.run(publishing, env=room.environment(), check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
