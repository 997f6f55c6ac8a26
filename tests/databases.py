"""The databases of a test run: one is migrated, every process works on a copy of it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

# The key of the advisory lock under which one process migrates and the others wait.
TURN = 0x6E657773


class TestDatabase:
    """A process's copy of the run's migrated database, on the server that the settings name."""

    __test__ = False

    def __init__(self, *, run: str | None, worker: str) -> None:
        """Take what names the run to all its processes (None: it has one) and this process."""
        self.run = run or uuid.uuid4().hex
        self.original = connection.settings_dict["NAME"]
        self.template = f"test_{self.original}"
        self.name = f"{self.template}_{worker}"

    def make(self) -> None:
        """Migrate the template unless another process of the run has, then copy it."""
        with self._turn() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.template],
            )
            if cursor.fetchone() != (self.run,):
                self._migrate_template(cursor)
            self._copy(cursor)
        self._use(self.name)

    def renew(self) -> None:
        """Put a fresh copy in the place of the one that a test has committed to."""
        with self._turn() as cursor:
            self._copy(cursor)

    def drop(self) -> None:
        """Drop the copy, and with the run's last one the template."""
        with self._turn() as cursor:
            self._drop(cursor, self.name)
            cursor.execute(
                "SELECT FROM pg_database WHERE starts_with(datname, %s)", [f"{self.template}_"]
            )
            if cursor.fetchone() is None:
                self._drop(cursor, self.template)
        self._use(self.original)

    def _migrate_template(self, cursor: CursorWrapper) -> None:
        self._drop(cursor, self.template)
        cursor.execute(f"CREATE DATABASE {self._quoted(self.template)}")
        self._use(self.template)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        cursor.execute(f"COMMENT ON DATABASE {self._quoted(self.template)} IS '{self.run}'")

    def _copy(self, cursor: CursorWrapper) -> None:
        connection.close()
        self._drop(cursor, self.name)
        cursor.execute(
            f"CREATE DATABASE {self._quoted(self.name)} TEMPLATE {self._quoted(self.template)}"
        )

    def _drop(self, cursor: CursorWrapper, name: str) -> None:
        connection.close()
        cursor.execute(f"DROP DATABASE IF EXISTS {self._quoted(name)} WITH (FORCE)")

    @contextmanager
    def _turn(self) -> Iterator[CursorWrapper]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
            yield cursor

    @staticmethod
    def _quoted(name: str) -> str:
        return connection.ops.quote_name(name)

    @staticmethod
    def _use(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name
