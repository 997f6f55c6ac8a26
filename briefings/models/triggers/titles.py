"""Titles that the database makes of a record's parts, and makes anew when a part changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pgtrigger

from briefings.models.triggers.belonging import table_of
from briefings.models.triggers.parts import Model
from briefings.models.words import LONGEST_NAME

# By the model's name: the foreign keys to what its rows are parts of.
TITLING: dict[str, tuple[str, ...]] = {}


class Titled(pgtrigger.Trigger):
    """Sets `label` to the written title, else to what the SQL function makes of the row.

    That is cut where lists could not be sorted by it.
    """

    def __init__(self, function: str) -> None:
        super().__init__(
            name="titled",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=(
                f"NEW.label := left(coalesce(nullif(NEW.title, ''), {function}(NEW)),"
                f" {LONGEST_NAME}); RETURN NEW;"
            ),
        )


class Titling(pgtrigger.Trigger):
    """Has the titles made anew of which this row is a part.

    Who adds many rows to each puts it off, and has each title made once (`imports.titling`).
    """

    def __init__(self, parents: tuple[str, ...]) -> None:
        super().__init__(
            name="titling",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Condition(
                "coalesce(current_setting('briefings.titles', true), '') <> 'later'"
            ),
        )
        self.parents = parents

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return (
            "".join(
                f"""
            UPDATE {table_of(model, parent)} SET version = version WHERE id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.{parent}_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.{parent}_id END);
            """
                for parent in self.parents
            )
            + "RETURN NULL;"
        )


def titling(*parents: str) -> Callable[[Model], Model]:
    """Have the titles of what the foreign keys point at follow the rows of a model."""

    def decorate(model: Model) -> Model:
        TITLING[str(model._meta.model_name)] = parents
        pgtrigger.register(Titling(parents))(model)
        return model

    return decorate
