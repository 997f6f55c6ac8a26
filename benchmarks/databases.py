"""The benchmark's databases in the embedded server: one for each size, kept for the next run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from benchmarks.processors import spent_by

OTHERS_ENDED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
PATIENCE = 60  # seconds that a client waits
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
CLOCKED = """
    SELECT coalesce(sum(total_plan_time), 0), coalesce(sum(total_exec_time), 0)
    FROM pg_stat_statements JOIN pg_database ON oid = dbid WHERE datname = %s
"""
# What the client no longer waits for must not go on beside what is measured next.
SETTINGS = {
    "statement_timeout": f"{PATIENCE}s",
    "pg_stat_statements.track": "top",
    "pg_stat_statements.track_planning": "on",
}
MADE_FROM = ("benchmarks/loading", "briefings/migrations", "briefings/models", "briefings/bodies")


@dataclass(frozen=True)
class Database:
    """A newsroom with so many articles; `url` is its `DATABASE_URL`."""

    articles: int
    name: str
    url: str

    def environment(self) -> dict[str, str]:
        """Return the environment for a process that uses it."""
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_API_LIMIT": "0",
        }


class Postgres:
    """The embedded server, to ask what the backends of a database have spent."""

    def __init__(self) -> None:
        """Connect to it; this process keeps it running."""
        self.asked = _maintenance()
        self.asked.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        note = Path(settings.EMBEDDED_POSTGRES_DATA) / "postmaster.pid"
        self.process = int(note.read_text(encoding="utf-8").splitlines()[0])

    def spent(self, database: Database) -> float:
        """Return the processor time, in milliseconds, that a database has cost so far.

        Parallel workers that have ended are counted, for whichever database they worked.
        """
        backends = [pid for (pid,) in self.asked.execute(BACKENDS, [database.name])]
        return spent_by(backends, self.process)

    def clocked(self, database: Database) -> tuple[float, float]:
        """Return the milliseconds, by the clock, of planning and of executing a database's queries.

        Statements that keep their plan are only executed. Parsing and sending are in neither.
        """
        planning, executing = self.asked.execute(CLOCKED, [database.name]).fetchone() or (0.0, 0.0)
        return planning, executing


def database(articles: int, least_officials: int = 0) -> Database:
    """Return the newsroom of that size; load it if it is missing or outdated.

    It has `least_officials` at least, where so many articles would have fewer.

    The server is the embedded one, which this process keeps running. Raises `CalledProcessError` if
    loading fails.
    """
    server = connection.get_connection_params()
    size = [str(number) for number in (articles, least_officials) if number]
    name = "_".join(["bench", *size])
    place = urlencode({"host": server["host"], "port": server["port"]})
    found = Database(articles, name, f"postgres://{server['user']}@/{name}?{place}")
    with _maintenance() as maintenance:
        said = maintenance.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        ).fetchone()
        if said != (fingerprint(),):
            quoted = sql.Identifier(name)
            maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))
            maintenance.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
            loading = [sys.executable, "-m", "benchmarks.inside", "load", *size]
            patient = {**found.environment(), "NEWSROOM_PATIENCE": "command"}
            subprocess.run(loading, env=patient, check=True)
            for setting, value in SETTINGS.items():
                kept = sql.SQL("ALTER DATABASE {} SET {} = {}")
                named = sql.SQL(setting)
                maintenance.execute(kept.format(quoted, named, sql.Literal(value)))
            comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
            maintenance.execute(comment.format(quoted, sql.Literal(fingerprint())))
        maintenance.execute(OTHERS_ENDED, [name])
    return found


def _maintenance() -> psycopg.Connection:
    server = connection.get_connection_params()
    place = {name: server[name] for name in ("host", "port", "user")}
    return psycopg.connect(**place, dbname="postgres", autocommit=True)


def fingerprint() -> str:
    """Return a digest of the sources of a loaded newsroom."""
    seen = hashlib.sha256()
    for path in _sources():
        seen.update(f"{path.name}\n".encode() + path.read_bytes())
    return seen.hexdigest()


def _sources() -> Iterator[Path]:
    for place in MADE_FROM:
        found = sorted((Path(settings.BASE_DIR) / place).rglob("*.*"))
        yield from (path for path in found if path.suffix in (".py", ".sql"))
