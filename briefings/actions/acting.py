"""The frame of every action: one transaction, one moment, and who did it and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, connection, models, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from briefings.actions.locking import locked
from briefings.actions.refusals import NO_ROOM, Refused, in_words, is_full

MEANWHILE = "Somebody else changed something that it depends on at the same moment: try again."
TOO_LONG = "The database took too long over it, and nothing was changed: try again."


@contextmanager
def acting(
    *, by: User, action: str, reason: str = "", locking: models.Model | None = None
) -> Iterator[datetime]:
    """Run the body in a transaction whose history rows say who, what and why.

    Yields the action's one moment, which comes from the database. It is read once the row
    `locking` is locked, so that who waited for another's action acts after it. The rows share a
    history context, whose id is the group of their ledger rows; inside another action its context
    is kept. What the database's constraints refuse is raised as `Refused`, and so is what it ends
    because another's action waits for this one, and this one for that, or because it waited for
    another's too long. Where the database took too long, or where a disk is full, that is said.
    """
    metadata = json.dumps({"user": by.pk, "action": action, "reason": reason})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if locking is not None:
                locked(locking)
            cursor.execute(
                """
                SELECT statement_timestamp(),
                    nullif(current_setting('pghistory.context_id', true), '') IS NULL
                """
            )
            at, outermost = cursor.fetchone()
            if outermost:
                cursor.execute(
                    """
                    SELECT set_config('pghistory.context_id', %s, true),
                        set_config('pghistory.context_metadata', %s, true)
                    """,
                    [str(uuid4()), metadata],
                )
            yield at
            if outermost:
                cursor.execute(
                    """
                    SELECT set_config('pghistory.context_id', '', true),
                        set_config('pghistory.context_metadata', '', true)
                    """
                )
    except IntegrityError as error:
        raise Refused([in_words(error)]) from error
    except (OperationalError, OSError) as error:
        if is_full(error):
            raise Refused([NO_ROOM]) from error
        if isinstance(error.__cause__, QueryCanceled):
            raise Refused([TOO_LONG]) from error
        if not isinstance(error.__cause__, DeadlockDetected | LockNotAvailable):
            raise
        raise Refused([MEANWHILE]) from error


def patiently() -> None:
    """Let what follows in this transaction, its commit too, take as long as a command may.

    One query. For what writes a whole table: a page's limits would end it half way.
    """
    limits = settings.DATABASE_PATIENCE["command"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(limits))}",
            [word for name, limit in limits.items() for word in (f"{name}_timeout", f"{limit}s")],
        )
