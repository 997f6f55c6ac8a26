"""The triggers that keep `public_periods`: the moments at which a row and its parents are public.

A change of a parent's periods rewrites the rows below it, each after the rows on which it depends.
A row that another transaction has not committed yet is not found by that. So whoever inserts or
moves a row locks its parents, from the record down, in the order in which a transaction that hides
the record locks them: one waits for the other. A row that is only rewritten locks no parent: both
transactions wait for the row itself, and its trigger reads what was committed in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models

from briefings.models.triggers.belonging import (
    PUBLIC_PERIODS,
    computed_periods_sql,
    parents_of,
    periods_column,
    published_with,
    table_of,
    target_of,
)
from briefings.models.triggers.facts import Touch


class PublicPeriods(pgtrigger.Trigger):
    """Writes `public_periods`: when the public sees a row and all that it is published with.

    The parents, by the foreign keys `of`, are locked as for an update, because one often follows (a
    meeting's title names its participants): with a shared lock two transactions would deadlock.
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
            NEW.{PUBLIC_PERIODS} := {computed_periods_sql(model, "NEW")};
            RETURN NEW;
        """


class TouchBelow(Touch):
    """Fires the triggers of rows that are published with this one, when one of its columns changes.

    A part has no periods of its own; it locks its parents, as its new record may be hidden just
    now.
    """

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        locks = (
            () if periods_column(model) else _locks(model, "NEW.{}_id".format, parents_of(model))
        )
        return " ".join(locks) + str(super().get_func(model))


def touch_with(model: type[models.Model], relation: str) -> None:
    """Make a change of a parent's periods, or of its own parent, fire the triggers of the rows."""
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

    `kept`: a row in between keeps its periods, so that only changes of its parents still matter.
    """

    def register(parent: type[models.Model]) -> None:
        table, column = model._meta.db_table, periods_column(parent)
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
    """Yield the SQL that locks what a row is published with, each from the record down.

    `key` returns the SQL for the value of a foreign key; `owners` are the foreign keys through
    which the row belongs to a record.
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
        for each in (parents_of(target) if periods_column(target) else published_with(target))
        for lock in _locks_down_to(target, each, above, parents_of(target))
    ]
    strength = "NO KEY UPDATE" if relation in owners else "SHARE"
    yield from up
    yield f"PERFORM 1 FROM {table} WHERE id = {key(relation)} FOR {strength};"
    if periods_column(target) is None:
        # The rows above a part are read directly, and it may have moved before it was locked.
        yield from up
