"""What runs within one of the newsrooms, in a process of its own.

`python -m benchmarks.inside load 1000` fills the database of the environment;
`python -m benchmarks.inside ask WORDS` prints the addresses of the cases with the words in their
names, and what each costs in queries.
"""

from __future__ import annotations

import json
import sys
import time

import django
from django.core.management import call_command
from django.db import connection


def main(command: str, *arguments: str) -> None:
    """Do what is asked on the database that the environment names."""
    django.setup()
    if command == "load":
        load(int(arguments[0]))
    else:
        ask(*arguments)


def load(articles: int) -> None:
    """Migrate an empty database and fill it; say how long that took and how large it is."""
    from benchmarks.loading import load as fill
    from benchmarks.loading import settled

    began = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    migrated = time.monotonic()
    fill(articles)
    loaded = time.monotonic()
    settled()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        [size] = cursor.fetchone() or ("",)
    sys.stdout.write(
        f"{articles:,} articles: migrated in {migrated - began:.0f} s, loaded in"
        f" {loaded - migrated:.0f} s, analysed in {time.monotonic() - loaded:.0f} s, {size}\n"
    )


def ask(words: str = "") -> None:
    """Print as JSON the addresses and queries of the cases with the words in their names."""
    from benchmarks.cases import asked

    sys.stdout.write(json.dumps(asked(words)))


if __name__ == "__main__":
    main(*sys.argv[1:])
