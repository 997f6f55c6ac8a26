"""Commands that run in a process of their own on the database of the environment.

`python -m benchmarks.inside load 1000` fills it; `load 1000 20000` with so many officials.
`python -m benchmarks.inside ask WORDS` prints the cases with the words in their names: addresses
and numbers of queries. `python -m benchmarks.inside day 4000` spends a day of so many reads: exit
code 1 if too little was kept, or anything was stale. `python -m benchmarks.inside desk` times what
is asked while somebody types, `publishing` what many articles published at once cost: exit code 1
if it takes too long.
"""

from __future__ import annotations

import json
import sys
import time

import django
from django.core.management import call_command
from django.db import connection


def main(command: str, *arguments: str) -> None:
    """Run the command."""
    django.setup()
    if command == "load":
        load(*map(int, arguments))
    elif command == "desk":
        desk()
    elif command == "publishing":
        publishing()
    elif command == "day":
        day(int(arguments[0]))
    else:
        ask(*arguments)


def load(articles: int, least_officials: int = 0) -> None:
    """Migrate an empty database and fill it; print the time that it took and its size."""
    from benchmarks.loading import analyze_tables
    from benchmarks.loading import load as fill

    began = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    migrated = time.monotonic()
    fill(articles, least_officials)
    loaded = time.monotonic()
    analyze_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        [size] = cursor.fetchone() or ("",)
    sys.stdout.write(
        f"{articles:,} articles: migrated in {migrated - began:.0f} s, loaded in"
        f" {loaded - migrated:.0f} s, analysed in {time.monotonic() - loaded:.0f} s, {size}\n"
    )


def ask(words: str = "") -> None:
    """Print the cases with the words in their names as JSON."""
    from benchmarks.cases import asked

    sys.stdout.write(json.dumps(asked(words)))


def day(reads: int) -> None:
    """Print what a day at the paper kept."""
    from benchmarks.day import LEAST_KEPT, spend

    spent = spend(reads)
    sys.stdout.write(spent.table())
    if spent.stale or spent.share < LEAST_KEPT:
        sys.exit(1)


def desk() -> None:
    """Print how long the desk takes to answer who types."""
    from benchmarks.desk import report

    if not report():
        sys.exit(1)


def publishing() -> None:
    """Print what it costs to publish many articles at once."""
    from benchmarks.publishing import report

    if not report():
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
