"""The databases of the tests: one is migrated, every process works on a copy of it.

The migrated one has the roles too, which most tests of the desk begin with. It is kept for the next
run, and made anew when a file changes that it was made from.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

from briefings.actions.roles import establish_roles

# The key of the advisory lock under which one process migrates and the others wait.
TURN = 0x6E657773
# What `migrate` reads: migrations and their SQL, the models with their triggers, the settings; and
# what the roles may do.
MADE_FROM = (
    *("briefings/migrations", "briefings/models", "briefings/actions/roles.py"),
    *("briefings/apps.py", "newsroom/settings.py"),
)
MADE_BY = ("django", "django-pghistory", "django-pgtrigger", "procrastinate")


class TestDatabase:
    """A process's copy of the migrated database, on the server that the settings name."""

    __test__ = False
    turn = TURN

    def __init__(self, worker: str) -> None:
        """Take what names this process among those of a run."""
        self.original = connection.settings_dict["NAME"]
        self.template = f"test_{self.original}"
        self.name = f"{self.template}_{worker}"

    def make(self) -> None:
        """Migrate the template where it is not up to date, then copy it."""
        with self._turn("pg_advisory_lock") as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.template],
            )
            if cursor.fetchone() != (self.made_from(),):
                self._migrate_template(cursor)
        self.renew()
        self._use(self.name)

    def made_from(self) -> str:
        """Return what changes when the template is out of date."""
        return fingerprint(MADE_FROM)

    def renew(self) -> None:
        """Put a fresh copy in the place of the one that a test has committed to.

        Copies are made beside each other; they wait for nobody but who migrates.
        """
        with self._turn("pg_advisory_lock_shared") as cursor:
            self._copy(cursor)

    def drop(self) -> None:
        """Drop the copy."""
        with self._turn("pg_advisory_lock_shared") as cursor:
            self._drop(cursor, self.name)
        self._use(self.original)

    def _migrate_template(self, cursor: CursorWrapper) -> None:
        self._drop(cursor, self.template)
        cursor.execute(f"CREATE DATABASE {self._quoted(self.template)}")
        self._use(self.template)
        call_command("migrate", verbosity=0, interactive=False)
        establish_roles()
        connection.close()
        self._note(cursor)

    def _note(self, cursor: CursorWrapper) -> None:
        cursor.execute(f"COMMENT ON DATABASE {self._quoted(self.template)} IS '{self.made_from()}'")

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
    def _turn(self, lock: str) -> Iterator[CursorWrapper]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [self.turn])
            yield cursor

    @staticmethod
    def _quoted(name: str) -> str:
        return connection.ops.quote_name(name)

    @staticmethod
    def _use(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name


def fingerprint(places: Iterable[str]) -> str:
    """Return what changes when a database that is made by the code at these places would."""
    seen = hashlib.sha256(" ".join(map(version, MADE_BY)).encode())
    for place in places:
        root = settings.BASE_DIR / place
        for path in [root] if root.is_file() else sorted(root.rglob("*.*")):
            if path.suffix in {".py", ".sql"}:
                seen.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return seen.hexdigest()


def analyse() -> None:
    """Let the planner know the rows that this transaction wrote, as it would in the long run.

    What the server noted while they were absent, of tables that others filled and emptied, makes
    it join them one by one. Only our tables: what databases share stays locked until the end of the
    transaction, and the tests of other processes would wait for it.
    """
    tables = map(connection.ops.quote_name, connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
