"""`make bench-import`: import the Historian's files into an empty record, undo it, and `COPY`."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter, process_time

import django
import psycopg
from psycopg import sql

from benchmarks.processors import spent_by

NAME = "bench_import"
EMPTY = ("DROP DATABASE IF EXISTS bench_import WITH (FORCE)", "CREATE DATABASE bench_import")


def main() -> int:
    """Import, copy, and print what each took."""
    parser = argparse.ArgumentParser(prog="make bench-import", description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=Path("../shared/data"))
    directory = parser.parse_args().directory
    if not directory.is_dir():
        raise SystemExit(f"{directory}: there is no such directory; name one with DATA=.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    _empty()
    _import(directory)
    _copy(directory)
    return 0


def _empty() -> None:
    """Create an empty, migrated database and connect this process to it."""
    from django.core.management import call_command
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        for statement in EMPTY:
            cursor.execute(statement)
    connection.close()
    connection.settings_dict["NAME"] = NAME
    call_command("migrate", verbosity=0, interactive=False)


def _import(directory: Path) -> None:
    from django.contrib.auth.models import Group, User
    from django.db import connection

    from briefings.actions.roles import establish_roles
    from briefings.imports.files import File
    from briefings.imports.historian.profile import HISTORIAN
    from briefings.imports.running import run
    from briefings.imports.undoing import undo
    from briefings.models import Change, ImportRun

    establish_roles()
    editor = User.objects.create(username="importer")
    editor.groups.add(Group.objects.get(name="editor"))
    editor = User.objects.get(pk=editor.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with ExitStack() as opened:
        files = [
            File(path.name, path.stem, opened.enter_context(path.open("rb")))
            for path in sorted(directory.glob("*.csv"))
            if path.stem in HISTORIAN.specs
        ]
        clock = Clock(backend)
        done, _ = run(by=editor, files=files, profile=HISTORIAN)
        spent = clock.told()
    for file in done.files:
        became = ", ".join(f"{count:,} {table}" for table, count in file.became.items())
        sys.stdout.write(f"{file.name}: {file.rows:,} rows → {became}\n")
    rows = sum(file.rows for file in done.files)
    imported = ImportRun.objects.get()
    noted, changes = imported.rows.count(), Change.objects.count()
    sys.stdout.write(f"import: {rows:,} rows ({noted:,} noted, {changes:,} changes) {spent}\n")
    clock = Clock(backend)
    undo(by=editor, run=imported)
    sys.stdout.write(f"undo: {clock.told()}\n")


class Clock:
    """What this process and a backend of PostgreSQL spend from now on."""

    def __init__(self, backend: int) -> None:
        self.backend = backend
        self.began = perf_counter(), process_time(), spent_by([backend], 0)

    def told(self) -> str:
        """Return the seconds by the clock, and those of processor time."""
        seconds, client = perf_counter() - self.began[0], process_time() - self.began[1]
        server = (spent_by([self.backend], 0) - self.began[2]) / 1000
        return f"in {seconds:.1f} s; processor time: client {client:.1f} s, server {server:.1f} s"


def _copy(directory: Path) -> None:
    """Copy the same files into plain tables of text, without constraints, indexes and history."""
    from django.db import connection

    with psycopg.connect(**connection.get_connection_params()) as plain:
        began, rows = perf_counter(), 0
        for path in sorted(directory.glob("*.csv")):
            with path.open(encoding="utf-8") as file:
                columns = [sql.Identifier(name) for name in file.readline().strip().split(",")]
            table = sql.Identifier(f"copied_{path.stem}")
            typed = sql.SQL(", ").join(sql.SQL("{} text").format(name) for name in columns)
            plain.execute(sql.SQL("CREATE TABLE {} ({})").format(table, typed))
            copying = plain.cursor()
            copy = sql.SQL("COPY {} FROM STDIN (FORMAT csv, HEADER)").format(table)
            with copying.copy(copy) as out:
                out.write(path.read_bytes())
            rows += copying.rowcount
        plain.commit()
        seconds = perf_counter() - began
    sys.stdout.write(f"COPY: {rows:,} rows in {seconds:.2f} s, {rows / seconds:,.0f} rows/s\n")


if __name__ == "__main__":
    sys.exit(main())
