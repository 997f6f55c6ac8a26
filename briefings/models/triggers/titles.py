"""The triggers that make a record's title of its parts, and remake it when a part changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pgtrigger

from briefings.models.triggers.belonging import table_of
from briefings.models.triggers.parts import Model
from briefings.models.words import LONGEST_NAME

# By the model's name: the foreign keys to the records whose titles its rows are part of.
TITLING: dict[str, tuple[str, ...]] = {}


class Titled(pgtrigger.Trigger):
    """Sets `label` to the given title, else to the result of the SQL function.

    It is cut to the length by which lists can be sorted.
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
    """Remakes the titles that this row is part of.

    Imports that add many rows postpone it, and remake each title once (`imports.titling`).
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
    """Remake the titles of its parents when a row of the model changes."""

    def decorate(model: Model) -> Model:
        TITLING[str(model._meta.model_name)] = parents
        pgtrigger.register(Titling(parents))(model)
        return model

    return decorate
