"""What keeps `public_periods`: all moments at which the public sees a row and what it is with.

Whoever changes when a parent is public has the rows below written anew, each after what it depends
on. A row that others do not see yet cannot be among them: who inserts it, or moves it, locks its
parents, from the record down as whoever hides that does, and one waits for the other. A row that
is only written anew locks none. It is itself what the two wait for, and a trigger reads what was
committed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models

from briefings.models.triggers.belonging import (
    PUBLIC_PERIODS,
    kept_in,
    parents_of,
    periods_anew,
    published_with,
    table_of,
    target_of,
)
from briefings.models.triggers.facts import Touch


class PublicPeriods(pgtrigger.Trigger):
    """Keeps when the public sees a row and all that it is published with.

    What it belongs to, by the foreign keys `of`, is locked as for an update, which often follows (a
    meeting's title names who is there): two that share a lock would each wait for the other.
    """

    def __init__(self, of: Sequence[str]) -> None:
        super().__init__(
            name=PUBLIC_PERIODS,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
        )
        self.of = of

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        keys = [f"{name}_id" for name in published_with(model)]
        new, old = (", ".join(f"{row}.{key}" for key in keys) for row in ("NEW", "OLD"))
        return f"""
            IF TG_OP = 'INSERT' OR ({new}) IS DISTINCT FROM ({old}) THEN
                {" ".join(_locks(model, "NEW.{}_id".format, self.of))}
            END IF;
            NEW.{PUBLIC_PERIODS} := {periods_anew(model, "NEW")};
            RETURN NEW;
        """


class TouchBelow(Touch):
    """Fires the triggers of rows that are published with this one, when one of its columns changes.

    A plain row keeps no periods: where it has moved to, another may be about to hide.
    """

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        locks = () if kept_in(model) else _locks(model, "NEW.{}_id".format, parents_of(model))
        return " ".join(locks) + str(super().get_func(model))


def touch_with(model: type[models.Model], relation: str) -> None:
    """Have a parent's change of when it is public, or of whose it is, fire its rows' triggers."""
    _touch_from(model, model, relation, rows=f"{relation}_id %s", name="", kept=False)


def _touch_from(
    model: type[models.Model],
    below: type[models.Model],
    relation: str,
    *,
    rows: str,
    name: str,
    kept: bool,
) -> None:
    """Register the triggers on what `relation` points at, and on what that depends on.

    `kept`: something between keeps when it is public, so that only whose it is remains to be told.
    """

    def register(parent: type[models.Model]) -> None:
        table, column = model._meta.db_table, kept_in(parent)
        above = parents_of(parent) if column else published_with(parent)
        if watched := (*([column] if column and not kept else []), *above):
            touch = f"{table.removeprefix('briefings_')}{name}"
            pgtrigger.register(TouchBelow(touch, table, rows % "= NEW.id", watched))(parent)
        for each in above:
            nested = f"IN (SELECT id FROM {parent._meta.db_table} WHERE {each}_id %s)"
            _touch_from(
                model,
                parent,
                each,
                rows=rows % nested,
                name=f"{name}_by_{parent._meta.model_name}",
                kept=kept or column is not None,
            )

    target = below._meta.get_field(relation).remote_field.model  # type: ignore[union-attr]
    if isinstance(target, str):
        app_label, model_name = target.lower().split(".")
        apps.lazy_model_operation(register, (app_label, model_name))
    else:
        register(target)


def _locks(
    model: type[models.Model], key: Callable[[str], str], owners: Sequence[str]
) -> Iterator[str]:
    """Yield the SQL that locks what a row is published with, each time from the record down.

    `key` gives the SQL for the key to which a foreign key points; `owners` are the foreign keys
    through which the row belongs to a record.
    """
    for relation in published_with(model):
        locks = " ".join(_locks_down_to(model, relation, key, owners))
        if model._meta.get_field(relation).null:
            locks = f"IF {key(relation)} IS NOT NULL THEN {locks} END IF;"
        yield locks


def _locks_down_to(
    model: type[models.Model], relation: str, key: Callable[[str], str], owners: Sequence[str]
) -> Iterator[str]:
    target, table = target_of(model, relation), table_of(model, relation)
    above = f"(SELECT {{}}_id FROM {table} WHERE id = {key(relation)})".format
    up = [
        lock
        for each in (parents_of(target) if kept_in(target) else published_with(target))
        for lock in _locks_down_to(target, each, above, parents_of(target))
    ]
    strength = "NO KEY UPDATE" if relation in owners else "SHARE"
    yield from up
    yield f"PERFORM 1 FROM {table} WHERE id = {key(relation)} FOR {strength};"
    if kept_in(target) is None:
        # What is above a plain row is read itself, and it may have moved until it was locked.
        yield from up
