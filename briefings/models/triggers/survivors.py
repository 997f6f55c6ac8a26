"""The triggers that refuse new references to a record that was merged into another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pgtrigger
from django.db import models

from briefings.models.triggers.belonging import table_of

Reference = models.ForeignKey[Any, Any]


class _Named(pgtrigger.Trigger):
    """Refuses a reference to a merged record, and makes a merge wait for new references.

    A merge locks the record `FOR UPDATE` before it looks for references. The lock taken here is the
    foreign key's own, taken before the commit; other than a merge only a change of a key of the
    record (a country's code) waits for it.
    """

    def __init__(self, references: Sequence[Reference], **options: Any) -> None:
        super().__init__(declare=[("identities", "bigint[]")], when=pgtrigger.After, **options)
        self.references = references

    def refusing(self, keys: Callable[[str], str]) -> str:
        """Return the body of the function; `keys` returns the SQL for the keys in a column."""
        named = " ".join(
            f"identities := identities || {_identities(each, keys(each.column))};"
            for each in self.references
        )
        return f"{named} PERFORM briefings_refuse_merged(identities, TG_TABLE_NAME); RETURN NULL;"


class NamedOnInsert(_Named):
    """Checks all rows that one statement inserts, once."""

    def __init__(self, references: Sequence[Reference]) -> None:
        super().__init__(
            references,
            name="named_on_insert",
            operation=pgtrigger.Insert,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(new="inserted"),  # type: ignore[no-untyped-call]
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return self.refusing("SELECT {} FROM inserted".format)


class NamedOnUpdate(_Named):
    """Checks the references of a row that change in an update."""

    def __init__(self, references: Sequence[Reference]) -> None:
        super().__init__(
            references,
            name="named_on_update",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*(each.name for each in references)),
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return self.refusing("SELECT NEW.{0} WHERE NEW.{0} IS DISTINCT FROM OLD.{0}".format)


def _identities(reference: Reference, keys: str) -> str:
    """Return the SQL that locks the records with these keys and gives their identities."""
    if reference.related_model._meta.model_name == "identity":
        return f"briefings_locked_records(ARRAY({keys}))"
    table = table_of(reference.model, reference.name)
    return f"ARRAY(SELECT identity_id FROM {table} WHERE id IN ({keys}) ORDER BY id FOR KEY SHARE)"
