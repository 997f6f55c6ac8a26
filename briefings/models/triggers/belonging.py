"""Which record a row belongs to, and when the public sees it: as SQL, and as the ORM asks it.

A row may state a fact of a record, of one of several, or of another fact (a custody event of a
detention of a detainee); these walk up as far as the foreign keys lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

ALWAYS = "'{(,)}'::tstzmultirange"


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
# What a plain row is about and not shown without.
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
    if "identity" in {field.name for field in model._meta.fields}:
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
    """Return the SQL for when `row` is public: while it and all that it is published with are."""
    factors = [f"briefings_periods({row}.live_period)"] if _is_published(model) else []
    for parent in published_with(model):
        target = target_of(model, parent)
        alias = target._meta.model_name
        factor = (
            f"(SELECT {periods(target, str(alias))} FROM {target._meta.db_table} {alias}"
            f" WHERE {alias}.id = {row}.{parent}_id)"
        )
        if model._meta.get_field(parent).null:
            factor = f"CASE WHEN {row}.{parent}_id IS NULL THEN {ALWAYS} ELSE {factor} END"
        factors.append(factor)
    return " * ".join(factors)


def published_with(model: type[models.Model]) -> Sequence[str]:
    """Return the foreign keys to the rows without which a row is not public."""
    # By name: migrations know the models by their columns alone.
    name = str(model._meta.model_name)
    declared = FACTS.get(name)
    if declared:
        return declared.published_with
    return (*parents_of(model), *SHOWN_WITH.get(name, ()))


def is_public(model: type[models.Model], before: str = "", **lookups: Any) -> models.Q:
    """Return the condition that `lookups` hold of the live periods on which a row depends.

    They are its own and those of what it is published with; the relation path `before` leads to it.
    """
    condition = models.Q()
    if _is_published(model):
        condition = models.Q(
            **{f"{before}live_period__{lookup}": value for lookup, value in lookups.items()}
        )
    for parent in published_with(model):
        path = f"{before}{parent}"
        with_it = is_public(target_of(model, parent), f"{path}__", **lookups)
        if model._meta.get_field(parent).null:
            with_it |= models.Q(**{f"{path}__isnull": True})
        condition &= with_it
    return condition


def depends_on(
    model: type[models.Model], before: str = ""
) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield the relation paths to a row and to all that it is published with, and their models."""
    yield before, model
    for parent in published_with(model):
        yield from depends_on(target_of(model, parent), f"{before}__{parent}".removeprefix("__"))


def _is_published(model: type[models.Model]) -> bool:
    return "live_period" in {field.name for field in model._meta.fields}
