"""The frame of every action: one transaction, one moment, who did it and why."""

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

from briefings.actions.locking import lock
from briefings.actions.refusals import DISK_FULL, Refused, constraint_message, is_disk_full

DEADLOCK = "Somebody else changed something that it depends on at the same moment: try again."
TIMED_OUT = "The database took too long over it, and nothing was changed: try again."


@contextmanager
def acting(
    *, by: User, action: str, reason: str = "", locking: models.Model | None = None
) -> Iterator[datetime]:
    """Run the body in one transaction; its history rows say who did what, and why.

    Yields the action's moment, by the database's clock. If a row is to be locked (`locking`), the
    moment is read after that, so that whoever waited for another action acts after it. All rows
    written share one history context, whose id groups their ledger rows; an action inside another
    uses the outer context.

    Raises `Refused` if a constraint refuses a row, after a deadlock, if a lock or a query takes too
    long, and if a disk is full.
    """
    metadata = json.dumps({"user": by.pk, "action": action, "reason": reason})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if locking is not None:
                lock(locking)
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
        raise Refused([constraint_message(error)]) from error
    except (OperationalError, OSError) as error:
        if is_disk_full(error):
            raise Refused([DISK_FULL]) from error
        if isinstance(error.__cause__, QueryCanceled):
            raise Refused([TIMED_OUT]) from error
        if not isinstance(error.__cause__, DeadlockDetected | LockNotAvailable):
            raise
        raise Refused([DEADLOCK]) from error


def extend_timeouts() -> None:
    """Give the rest of this transaction, its commit too, the timeouts of a command (one query).

    For what writes a whole table: a page's timeouts would end it half way.
    """
    limits = settings.DATABASE_PATIENCE["command"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(limits))}",
            [word for name, limit in limits.items() for word in (f"{name}_timeout", f"{limit}s")],
        )
