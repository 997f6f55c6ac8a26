"""The ledger as a client reads it: what is new since it last looked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from briefings.models import Change


class Reader:
    """A client with a cursor, inside a test that never commits."""

    def __init__(self) -> None:
        """Begin after what there is."""
        self.cursor = 0
        self.changes()

    def changes(self) -> list[Change]:
        """Return what was numbered since the last call, after a commit and a look at the clock.

        Rows that only embed what changed are left out: `everything` has them.
        """
        return [change for change in self.everything() if not change.embedded_only]

    def everything(self) -> list[Change]:
        """Return the same with the rows that only embed what changed."""
        connection.check_constraints()
        number_changes()
        new = list(Change.objects.numbered().filter(seq__gt=self.cursor))
        assert [change.seq for change in new] == list(
            range(self.cursor + 1, self.cursor + len(new) + 1)
        )
        self.cursor += len(new)
        return new

    def news(self) -> list[tuple[str, str | None]]:
        """Return the type and op of each of them."""
        return [(change.type, change.op) for change in self.changes()]

    def ops(self, row: models.Model) -> list[str | None]:
        """Return the ops of those that are of `row`; the others are read past."""
        public_id: UUID = row.public_id  # type: ignore[attr-defined]
        return [change.op for change in self.changes() if change.public_id == public_id]


def number_changes() -> None:
    """Number what is due, as whoever reads after its moment does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT briefings_number_changes()")


def database_now() -> datetime:
    """Return the moment by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment


def sql(statement: str, *params: Any) -> Callable[[], None]:
    """Return the deed that runs a statement past the ORM."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)

    return run
