"""Refusals: an action is refused with every reason at once, in words an editor can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, models
from psycopg.errors import DiskFull, ForeignKeyViolation

DISK_FULL = (
    "The disk is full, and nothing was saved: tell whoever looks after the newsroom's server, then"
    " try again."
)
FULL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Refused(Exception):  # noqa: N818  (it is an answer, not an error)
    """An action was refused; nothing was written. `reasons` holds each reason, never none."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def refuse_if(reasons: Iterable[str]) -> None:
    """Raise `Refused` if there is any reason."""
    if found := list(reasons):
        raise Refused(found)


def field_errors(row: models.Model, *names: str) -> list[str]:
    """Return the validation errors of these fields, each with the name that editors know it by.

    No query: rules that concern other rows are left to the database.
    """
    try:
        row.clean_fields({field.name for field in row._meta.fields} - set(names))
    except ValidationError as error:
        return [
            f"{str(field.verbose_name).capitalize()}: {message}"
            for field in row._meta.fields
            for message in error.message_dict.get(field.name, ())
        ]
    return []


def is_disk_full(error: BaseException | None) -> bool:
    """Return whether the error says that a disk is full, ours or the database's."""
    if isinstance(error, OperationalError):
        return isinstance(error.__cause__, DiskFull)
    return isinstance(error, OSError) and error.errno in FULL_ERRNOS


def constraint_message(error: DatabaseError) -> str:
    """Return what an editor reads when the database refuses a row.

    The constraint's message if a model declares it, else the trigger's.
    """
    if isinstance(error.__cause__, ForeignKeyViolation):
        return "Something else still names it."
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_app_config("briefings").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
        for field in model._meta.local_fields:
            if field.unique and name == f"{model._meta.db_table}_{field.column}_key":
                return f"Another {model._meta.verbose_name} has this {field.verbose_name}."
    return getattr(diagnosis, "message_primary", None) or str(error)
