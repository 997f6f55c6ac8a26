"""SQL for the record that a row belongs to, and for the periods in which the public sees it.

A row may state a fact of one record, of one of several, or of another fact (a custody event of a
detention of a detainee). These functions follow the foreign keys up to the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

ALWAYS = "'{(,)}'::tstzmultirange"
# The column in which a fact keeps the periods in which it and what it is published with are live.
PUBLIC_PERIODS = "public_periods"


@dataclass(frozen=True)
class FactDeclaration:
    """The declaration of a fact.

    `type` is its type in the ledger, `of` the foreign keys to its parents, `field` what is reported
    as changed on them. `published_with` are the foreign keys to all rows without which it is not
    public, the parents first.
    """

    type: str
    of: tuple[str, ...]
    field: str
    published_with: tuple[str, ...]


# By the model's name: the facts, and the parts with the field reported as changed on each parent.
FACTS: dict[str, FactDeclaration] = {}
CHILDREN: dict[str, dict[str, str]] = {}
# By the model's name, further foreign keys without whose rows a part or a citation is not shown.
SHOWN_WITH: dict[str, tuple[str, ...]] = {}


def target_of(model: type[models.Model], relation: str) -> type[models.Model]:
    """Return the model that a foreign key points at."""
    target: Any = model._meta.get_field(relation).related_model
    return target  # type: ignore[no-any-return]


def table_of(model: type[models.Model], relation: str) -> str:
    """Return the table that a foreign key points at."""
    return target_of(model, relation)._meta.db_table


def parents_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the foreign keys through which a row belongs to a record; empty for a record."""
    name = str(model._meta.model_name)
    return FACTS[name].of if name in FACTS else tuple(CHILDREN.get(name, ()))


def identity_sql(model: type[models.Model], row: str) -> str:
    """Return the SQL for the identity of the record that `row` belongs to; NULL without one."""
    if _has(model, "identity"):
        return f"{row}.identity_id"
    found = [
        f"(SELECT {identity_sql(target, alias)} FROM {target._meta.db_table} {alias}"
        f" WHERE {alias}.id = {row}.{parent}_id)"
        for parent in parents_of(model)
        for target in [target_of(model, parent)]
        for alias in [str(target._meta.model_name)]
    ]
    return f"coalesce({', '.join(found)})" if found else "NULL::bigint"


def periods_sql(model: type[models.Model], row: str) -> str:
    """Return the SQL for the periods in which `row` is public: its own column, else computed."""
    if periods_column(model) == PUBLIC_PERIODS:
        return f"{row}.{PUBLIC_PERIODS}"
    return computed_periods_sql(model, row)


def computed_periods_sql(model: type[models.Model], row: str) -> str:
    """Return the SQL for the periods in which a row and all it is published with are live.

    Never NULL: for a missing row it is the empty set.
    """
    factors = [f"briefings_periods({row}.live_period)"] if _has(model, "live_period") else []
    for parent in published_with(model):
        target = target_of(model, parent)
        alias = str(target._meta.model_name)
        factor = (
            f"coalesce((SELECT {periods_sql(target, alias)} FROM {target._meta.db_table} {alias}"
            f" WHERE {alias}.id = {row}.{parent}_id), '{{}}')"
        )
        if model._meta.get_field(parent).null:
            factor = f"CASE WHEN {row}.{parent}_id IS NULL THEN {ALWAYS} ELSE {factor} END"
        factors.append(factor)
    return " * ".join(factors)


def periods_column(model: type[models.Model]) -> str | None:
    """Return the column with the periods in which a row is public; None if it has none."""
    return next((name for name in (PUBLIC_PERIODS, "live_period") if _has(model, name)), None)


def published_with(model: type[models.Model]) -> Sequence[str]:
    """Return the foreign keys to the rows without which a row is not public."""
    name = str(model._meta.model_name)
    declared = FACTS.get(name)
    if declared:
        return declared.published_with
    return (*parents_of(model), *SHOWN_WITH.get(name, ()))


def dependencies(
    model: type[models.Model], before: str = ""
) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield a row and all that it is published with, as relation paths with their models."""
    yield before, model
    for parent in published_with(model):
        yield from dependencies(target_of(model, parent), f"{before}__{parent}".removeprefix("__"))


def _has(model: type[models.Model], name: str) -> bool:
    return name in {field.name for field in model._meta.fields}
