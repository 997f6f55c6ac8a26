"""Which record a row belongs to, and when the public sees it, as SQL.

A row may state a fact of a record, of one of several, or of another fact (a custody event of a
detention of a detainee); these walk up as far as the foreign keys lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

ALWAYS = "'{(,)}'::tstzmultirange"
# Where a row that is published with others keeps when it and they are public.
PUBLIC_PERIODS = "public_periods"


@dataclass(frozen=True)
class Declared:
    """How a fact was declared: its type in the ledger, its parents, what changes of theirs.

    `published_with` names the foreign keys to all without which it is not public, parents first.
    """

    type: str
    of: tuple[str, ...]
    field: str
    published_with: tuple[str, ...]


# By the model's name: the rows with a live period of their own, and the plain rows with what each
# parent is then said to have changed.
FACTS: dict[str, Declared] = {}
CHILDREN: dict[str, dict[str, str]] = {}
# What a plain row, or a citation, is about and not shown without.
SHOWN_WITH: dict[str, tuple[str, ...]] = {}


def target_of(model: type[models.Model], relation: str) -> type[models.Model]:
    """Return the model that a foreign key points at."""
    target: Any = model._meta.get_field(relation).related_model
    return target  # type: ignore[no-any-return]


def table_of(model: type[models.Model], relation: str) -> str:
    """Return the table that a foreign key points at."""
    return target_of(model, relation)._meta.db_table


def parents_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the foreign keys through which a row belongs to a record; none for a record."""
    name = str(model._meta.model_name)
    return FACTS[name].of if name in FACTS else tuple(CHILDREN.get(name, ()))


def identity(model: type[models.Model], row: str) -> str:
    """Return the SQL for the identity of the record that `row` belongs to; NULL if to none."""
    if _has(model, "identity"):
        return f"{row}.identity_id"
    found = [
        f"(SELECT {identity(target, alias)} FROM {target._meta.db_table} {alias}"
        f" WHERE {alias}.id = {row}.{parent}_id)"
        for parent in parents_of(model)
        for target in [target_of(model, parent)]
        for alias in [str(target._meta.model_name)]
    ]
    return f"coalesce({', '.join(found)})" if found else "NULL::bigint"


def periods(model: type[models.Model], row: str) -> str:
    """Return the SQL for when `row` is public: as it keeps that, else as it follows."""
    if kept_in(model) == PUBLIC_PERIODS:
        return f"{row}.{PUBLIC_PERIODS}"
    return periods_anew(model, row)


def periods_anew(model: type[models.Model], row: str) -> str:
    """Return the SQL for when `row` is public: while it and all that it is published with are.

    Never NULL: what is not there is never public.
    """
    factors = [f"briefings_periods({row}.live_period)"] if _has(model, "live_period") else []
    for parent in published_with(model):
        target = target_of(model, parent)
        alias = str(target._meta.model_name)
        factor = (
            f"coalesce((SELECT {periods(target, alias)} FROM {target._meta.db_table} {alias}"
            f" WHERE {alias}.id = {row}.{parent}_id), '{{}}')"
        )
        if model._meta.get_field(parent).null:
            factor = f"CASE WHEN {row}.{parent}_id IS NULL THEN {ALWAYS} ELSE {factor} END"
        factors.append(factor)
    return " * ".join(factors)


def kept_in(model: type[models.Model]) -> str | None:
    """Return the column that says when a row is public; None where only other rows do."""
    return next((name for name in (PUBLIC_PERIODS, "live_period") if _has(model, name)), None)


def published_with(model: type[models.Model]) -> Sequence[str]:
    """Return the foreign keys to the rows without which a row is not public."""
    name = str(model._meta.model_name)
    declared = FACTS.get(name)
    if declared:
        return declared.published_with
    return (*parents_of(model), *SHOWN_WITH.get(name, ()))


def depends_on(
    model: type[models.Model], before: str = ""
) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield the relation paths to a row and to all that it is published with, and their models."""
    yield before, model
    for parent in published_with(model):
        yield from depends_on(target_of(model, parent), f"{before}__{parent}".removeprefix("__"))


def _has(model: type[models.Model], name: str) -> bool:
    return name in {field.name for field in model._meta.fields}
