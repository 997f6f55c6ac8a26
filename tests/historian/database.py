"""A database that holds the Historian's record: imported once, every process works on a copy."""

import hashlib
from contextlib import ExitStack

from django.contrib.auth.models import User
from django.db import connection
from django.db.backends.utils import CursorWrapper

from briefings.imports.files import File
from briefings.imports.historian.profile import HISTORIAN
from briefings.imports.running import run
from tests.databases import MADE_FROM, TestDatabase, analyse, fingerprint
from tests.imports.desk import SHARED
from tests.stories.desk import person

IMPORTED_BY = ("briefings/imports", "briefings/tables", "briefings/actions", "tests/historian")
EDITOR = "Marguerite Higgins"


class HistoriansDatabase(TestDatabase):
    """A process's copy of the database with the Historian's seven files in it."""

    turn = TestDatabase.turn + 1

    def __init__(self, worker: str) -> None:
        """Take what names this process; it works on a copy of the migrated database so far."""
        super().__init__(worker)
        self.migrated = self.original.removesuffix(f"_{worker}")
        self.template = f"{self.migrated}_historian"
        self.name = f"{self.template}_{worker}"

    def made_from(self) -> str:
        """Return what changes when code or data do."""
        data = hashlib.sha256()
        for path in sorted(SHARED.glob("*.csv")):
            data.update(path.read_bytes())
        return fingerprint((*MADE_FROM, *IMPORTED_BY)) + data.hexdigest()

    def _migrate_template(self, cursor: CursorWrapper) -> None:
        self._drop(cursor, self.template)
        template, migrated = self._quoted(self.template), self._quoted(self.migrated)
        cursor.execute(f"CREATE DATABASE {template} TEMPLATE {migrated}")
        self._use(self.template)
        import_all(by=person(EDITOR, "publisher"))
        analyse()
        connection.close()
        self._note(cursor)


def import_all(by: User) -> None:
    """Import the seven files."""
    with ExitStack() as opened:
        files = [
            File(f"{name}.csv", name, opened.enter_context((SHARED / f"{name}.csv").open("rb")))
            for name in HISTORIAN.specs
        ]
        run(by=by, files=files, profile=HISTORIAN)
